//! `auth.resetPassword`: chooses another password, for whoever has the link.

use chrono::TimeDelta;
use prisma::{audit_entry, email_token};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::harness::{
    Api, BAD_REQUEST, NOT_FOUND, Newcomer, UNAUTHORIZED, UNPROCESSABLE_CONTENT, letters, token_in, world,
};

const NEW: &str = "staple gun under the oak";

/// Asks for a link. Answers its token.
async fn forgotten(api: &Api, email: &str) -> String {
    api.mutate("auth.forgotPassword", json!({ "email": email })).await.data();
    token_in(&letters(api, email).await[0])
}

fn reset(token: &str, password: &str) -> Value {
    json!({ "token": token, "password": password })
}

#[tokio::test]
async fn changes_the_password_and_ends_all_sessions() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    ada.api.query("auth.me", json!(null)).await.data();
    let token = forgotten(&api, &ada.email).await;
    assert_eq!(api.mutate("auth.resetPassword", reset(&token, NEW)).await.data(), Value::Null);

    ada.api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    api.mutate("auth.login", ada.login()).await.refused(UNAUTHORIZED, "do not belong together");
    api.mutate("auth.login", json!({ "email": ada.email, "password": NEW })).await.data();
    assert_eq!(letters(&api, &ada.email).await[0]["subject"], "Your password for Tickwire was changed");

    let tenant: Uuid = ada.me["tenant"]["id"].as_str().unwrap().parse().unwrap();
    let written = [
        audit_entry::tenant_id::equals(tenant),
        audit_entry::action::equals("auth.resetPassword".to_owned()),
    ];
    assert_eq!(world.system.audit_entry().count(written).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn a_link_is_good_once_and_so_are_the_others_to_the_same_person() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    let (one, other) = (forgotten(&api, &ada.email).await, forgotten(&api, &ada.email).await);
    api.mutate("auth.resetPassword", reset(&one, NEW)).await.data();
    for token in [&one, &other] {
        let error =
            api.mutate("auth.resetPassword", reset(token, NEW)).await.refused(NOT_FOUND, "used before");
        assert_eq!(error["data"]["error"]["type"], "InvalidLink");
    }
}

#[tokio::test]
async fn a_link_that_is_too_old_or_is_for_something_else_changes_nothing() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    let token = forgotten(&api, &ada.email).await;
    let hash = email_token::token_hash::equals(Sha256::digest(&token).to_vec());
    let old = [email_token::expires_at::set(SystemSource.now() - TimeDelta::seconds(1))];
    world.system.email_token().update(hash, old).exec().await.unwrap();
    let registering = crate::harness::registration_token(&api, &crate::harness::fresh_email()).await;
    for token in [&*token, &*registering, "x"] {
        api.mutate("auth.resetPassword", reset(token, NEW)).await.refused(NOT_FOUND, "too old");
    }
    api.mutate("auth.login", ada.login()).await.data();
}

#[tokio::test]
async fn a_trivial_password_is_refused_and_the_link_stays_good() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    let token = forgotten(&api, &ada.email).await;
    // The person's own name is no secret.
    for password in ["12345678", "lovelace1", "Ada Lovelace"] {
        let answer = api.mutate("auth.resetPassword", reset(&token, password)).await;
        let error = answer.refused(UNPROCESSABLE_CONTENT, "too easily guessed");
        assert_eq!(error["data"]["error"]["type"], "WeakPassword");
    }
    api.mutate("auth.resetPassword", reset(&token, NEW)).await.data();
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let api = world().await.anonymous();
    for (input, field) in [
        (reset("", NEW), "token"),
        (reset(&"x".repeat(129), NEW), "token"),
        (reset("x", "1234567"), "password"),
        (reset("x", &"x".repeat(257)), "password"),
        (json!({ "token": "x" }), "password"),
        (json!({ "token": "x", "password": NEW, "user": "x" }), "user"),
    ] {
        api.mutate("auth.resetPassword", input).await.refused(BAD_REQUEST, field);
    }
}
