//! `auth.register`: sends a link to somebody who wants an account.

use prisma::{Role, email_token, mail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::harness::{
    BAD_REQUEST, FORBIDDEN, Newcomer, TOO_MANY_REQUESTS, fresh_email, letters, token_in, world,
};

#[tokio::test]
async fn sends_a_link_whose_token_is_stored_as_a_hash() {
    let world = world().await;
    let (api, email) = (world.anonymous(), fresh_email());
    assert_eq!(api.mutate("auth.register", json!({ "email": email })).await.data(), Value::Null);
    let letters = letters(&api, &email).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0]["subject"], "Finish your registration at Tickwire");
    let token = token_in(&letters[0]);
    // 256 bits in base64.
    assert_eq!(token.len(), 43);
    let link = format!("http://localhost:3000/register/complete?token={token}");
    for part in ["text", "html"] {
        assert!(letters[0][part].as_str().unwrap().contains(&link), "{letters:?}");
    }
    let hash = email_token::token_hash::equals(Sha256::digest(&token).to_vec());
    let stored = world.system.email_token().find_unique(hash).exec().await.unwrap().unwrap();
    assert_eq!((stored.email, stored.user_id, stored.used_at), (email.clone(), None, None));

    // What is in the mail is sealed.
    let row = world.system.mail().find_first([mail::recipient::equals(email)]).exec().await.unwrap().unwrap();
    assert!(!row.content.windows(token.len()).any(|part| part == token.as_bytes()));
}

#[tokio::test]
async fn a_known_address_is_told_by_e_mail_and_the_answer_is_the_same() {
    let world = world().await;
    let api = world.anonymous();
    let known = Newcomer::register(&api).await;
    let unknown = fresh_email();
    let mut answers = Vec::new();
    for email in [known.email.to_uppercase(), unknown] {
        let answer = api.mutate("auth.register", json!({ "email": email })).await;
        answers.push((answer.status, answer.body));
    }
    assert_eq!(answers[0], answers[1]);
    let letters = letters(&api, &known.email).await;
    assert_eq!(letters[0]["subject"], "You have an account at Tickwire");
    assert!(!letters[0]["text"].as_str().unwrap().contains("token="), "{letters:?}");
}

#[tokio::test]
async fn anybody_may_ask_whoever_they_are() {
    let world = world().await;
    let tenant = world.tenant().await;
    for api in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        api.mutate("auth.register", json!({ "email": fresh_email() })).await.data();
    }
    // What a person is asked for is not asked of strangers.
    world.tenant().await.api.query("auth.me", json!(null)).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn one_address_gets_a_few_mails_and_no_flood() {
    let world = world().await;
    let (api, email) = (world.anonymous(), fresh_email());
    for turn in 0..5 {
        let email = if turn % 2 == 0 { email.clone() } else { email.to_uppercase() };
        api.mutate("auth.register", json!({ "email": email })).await.data();
    }
    let answer = api.mutate("auth.register", json!({ "email": email })).await;
    let error = answer.refused(TOO_MANY_REQUESTS, "too many calls");
    assert!(error["data"]["error"]["retryAfterSeconds"].as_u64().unwrap() > 500, "{error}");
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(letters(&api, &email).await.len(), 5);
}

#[tokio::test]
async fn what_is_no_address_is_refused_with_its_field() {
    let world = world().await;
    let long = format!("{}@example.com", "a".repeat(243));
    for (input, field) in [
        (json!({ "email": "ada" }), "email"),
        (json!({ "email": "" }), "email"),
        (json!({ "email": "ada\u{0}@example.com" }), "email"),
        (json!({ "email": "ada@example.com\r\nBcc: all@example.com" }), "email"),
        (json!({ "email": long }), "email"),
        (json!({}), "email"),
        (json!({ "email": "ada@example.com", "admin": true }), "admin"),
    ] {
        world.anonymous().mutate("auth.register", input).await.refused(BAD_REQUEST, field);
    }
}

#[tokio::test]
async fn the_longest_address_is_taken() {
    let label = "b".repeat(60);
    let email = format!("{}@{label}.{label}.{label}.com", "a".repeat(64));
    assert!(email.len() <= 254, "{}", email.len());
    world().await.anonymous().mutate("auth.register", json!({ "email": email })).await.data();
}
