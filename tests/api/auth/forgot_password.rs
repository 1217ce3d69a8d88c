//! `auth.forgotPassword`: sends a link to somebody who has forgotten the password.

use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, Newcomer, TOO_MANY_REQUESTS, fresh_email, letters, token_in, world};

#[tokio::test]
async fn sends_a_link_to_the_address_of_the_account() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    let asked = json!({ "email": ada.email.to_uppercase() });
    assert_eq!(api.mutate("auth.forgotPassword", asked).await.data(), Value::Null);
    let letter = &letters(&api, &ada.email).await[0];
    assert_eq!(letter["subject"], "Choose another password for Tickwire");
    let link = format!("http://localhost:3000/reset/complete?token={}", token_in(letter));
    assert!(letter["html"].as_str().unwrap().contains(&link), "{letter}");
}

#[tokio::test]
async fn an_unknown_address_gets_nothing_and_the_answer_is_the_same() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, unknown) = (Newcomer::register(&api).await, fresh_email());
    let mut answers = Vec::new();
    for email in [&ada.email, &unknown] {
        let answer = api.mutate("auth.forgotPassword", json!({ "email": email })).await;
        answers.push((answer.status, answer.body));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(letters(&api, &unknown).await, [Value::Null; 0]);
}

#[tokio::test]
async fn an_address_is_not_flooded_known_or_not() {
    let world = world().await;
    let api = world.anonymous();
    let unknown = fresh_email();
    for _ in 0..5 {
        api.mutate("auth.forgotPassword", json!({ "email": unknown })).await.data();
    }
    let answer = api.mutate("auth.forgotPassword", json!({ "email": unknown })).await;
    answer.refused(TOO_MANY_REQUESTS, "too many calls");
}

#[tokio::test]
async fn what_is_no_address_is_refused_with_its_field() {
    let api = world().await.anonymous();
    let long = format!("{}@example.com", "a".repeat(243));
    for (input, field) in [
        (json!({ "email": "ada" }), "email"),
        (json!({ "email": long }), "email"),
        (json!({}), "email"),
        (json!({ "email": "ada@example.com", "now": true }), "now"),
    ] {
        api.mutate("auth.forgotPassword", input).await.refused(BAD_REQUEST, field);
    }
}
