//! `account.changeEmail`: sends a link to the address that the person wants to take.

use prisma::Role;
use serde_json::{Value, json};

use crate::{
    api::second_factor::{self, assert_type, enrolled},
    harness::{
        BAD_REQUEST, FORBIDDEN, Newcomer, PASSWORD, TOO_MANY_REQUESTS, UNAUTHORIZED, fresh_email, letters,
        world,
    },
};

fn change(email: &str, password: &str) -> Value {
    json!({ "email": email, "password": password })
}

#[tokio::test]
async fn sends_a_link_there_and_the_news_here_and_changes_nothing_yet() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, new) = (Newcomer::register(&api).await, fresh_email());
    assert_eq!(ada.api.mutate("account.changeEmail", change(&new, PASSWORD)).await.data(), Value::Null);
    let there = letters(&api, &new).await;
    assert_eq!(there[0]["subject"], "Confirm your new e-mail address for Tickwire");
    assert!(there[0]["text"].as_str().unwrap().contains("http://localhost:3000/confirm-email?token="));
    let here = letters(&api, &ada.email).await;
    assert_eq!(here[0]["subject"], "Your e-mail address for Tickwire is about to change");
    assert!(here[0]["text"].as_str().unwrap().contains(&new), "{here:?}");
    assert!(!here[0]["text"].as_str().unwrap().contains("token="), "{here:?}");
    assert_eq!(ada.api.query("auth.me", json!(null)).await.data()["user"]["email"], json!(ada.email));
}

#[tokio::test]
async fn an_address_that_has_an_account_is_told_and_the_answer_is_the_same() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, eve) = (Newcomer::register(&api).await, Newcomer::register(&api).await);
    assert_eq!(eve.api.mutate("account.changeEmail", change(&ada.email, PASSWORD)).await.data(), Value::Null);
    assert_eq!(letters(&api, &ada.email).await[0]["subject"], "You have an account at Tickwire");
}

#[tokio::test]
async fn a_wrong_password_sends_nothing() {
    let world = world().await;
    let (ada, new) = (Newcomer::register(&world.anonymous()).await, fresh_email());
    for input in [change(&new, "not the password"), json!({ "email": new })] {
        let error =
            ada.api.mutate("account.changeEmail", input).await.refused(FORBIDDEN, "password is wrong");
        assert_eq!(error["data"]["error"]["type"], "WrongPassword");
    }
    assert_eq!(letters(&world.anonymous(), &new).await, [Value::Null; 0]);
}

#[tokio::test]
async fn whoever_has_a_second_factor_shows_a_code_too() {
    let world = world().await;
    let ((person, authenticator, _), new) = (enrolled(&world.tenant().await).await, fresh_email());
    let call = async |code: Option<&str>| {
        let input = json!({ "email": new, "password": second_factor::PASSWORD, "code": code });
        person.api.mutate("account.changeEmail", input).await
    };
    assert_type(&call(None).await.refused(FORBIDDEN, "code"), "SecondFactorRequired");
    assert_type(&call(Some("000000")).await.refused(FORBIDDEN, "code"), "WrongCode");
    assert_eq!(letters(&world.anonymous(), &new).await, [Value::Null; 0]);
    call(Some(&authenticator.shows(1).await)).await.data();
    assert_eq!(letters(&world.anonymous(), &new).await.len(), 1);
}

#[tokio::test]
async fn one_address_gets_a_few_mails_and_no_flood() {
    let world = world().await;
    let (ada, new) = (Newcomer::register(&world.anonymous()).await, fresh_email());
    for _ in 0..5 {
        ada.api.mutate("account.changeEmail", change(&new, PASSWORD)).await.data();
    }
    let answer = ada.api.mutate("account.changeEmail", change(&new, PASSWORD)).await;
    answer.refused(TOO_MANY_REQUESTS, "too many calls");
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    let input = change(&fresh_email(), PASSWORD);
    world.anonymous().mutate("account.changeEmail", input.clone()).await.refused(UNAUTHORIZED, "log in");
    let key = world.tenant().await.api;
    key.mutate("account.changeEmail", input).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let person = world().await.tenant().await.person(Role::Viewer).await;
    let long = format!("{}@example.com", "a".repeat(243));
    for (input, field) in [
        (change("ada", PASSWORD), "email"),
        (change(&long, PASSWORD), "email"),
        (change("ada@example.com", ""), "password"),
        (change("ada@example.com", &"x".repeat(257)), "password"),
        (json!({ "password": PASSWORD }), "email"),
        (json!({ "email": "ada@example.com", "user": "x" }), "user"),
    ] {
        person.api.mutate("account.changeEmail", input).await.refused(BAD_REQUEST, field);
    }
}
