//! `account.confirmEmail`: moves the person whose link it is to the address that it was sent to.

use chrono::TimeDelta;
use prisma::{audit_entry, email_token};
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::harness::{
    BAD_REQUEST, CONFLICT, NOT_FOUND, Newcomer, PASSWORD, UNAUTHORIZED, World, fresh_email, letters,
    registration, registration_token, token_in, world,
};

/// A person who has asked for another address: the person, the address, the link's token.
async fn asked(world: &World) -> (Newcomer, String, String) {
    let api = world.anonymous();
    let (ada, new) = (Newcomer::register(&api).await, fresh_email());
    ada.api.mutate("account.changeEmail", json!({ "email": new, "password": PASSWORD })).await.data();
    let token = token_in(&letters(&api, &new).await[0]);
    (ada, new, token)
}

#[tokio::test]
async fn the_person_logs_in_with_the_new_address_and_the_old_one_hears_of_it() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, new, token) = asked(&world).await;
    // Whoever opens the link need not be logged in.
    assert_eq!(api.mutate("account.confirmEmail", json!({ "token": token })).await.data(), Value::Null);
    assert_eq!(ada.api.query("auth.me", json!(null)).await.data()["user"]["email"], json!(new));
    api.mutate("auth.login", ada.login()).await.refused(UNAUTHORIZED, "do not belong together");
    api.mutate("auth.login", json!({ "email": new, "password": PASSWORD })).await.data();
    assert_eq!(letters(&api, &ada.email).await[0]["subject"], "Your e-mail address for Tickwire was changed");

    let tenant: Uuid = ada.me["tenant"]["id"].as_str().unwrap().parse().unwrap();
    let written = [
        audit_entry::tenant_id::equals(tenant),
        audit_entry::action::equals("account.confirmEmail".to_owned()),
    ];
    let entry = world.system.audit_entry().find_first(written).exec().await.unwrap().unwrap();
    assert_eq!(entry.detail, json!({ "before": { "email": ada.email }, "after": { "email": new } }));
}

#[tokio::test]
async fn a_link_is_good_once() {
    let world = world().await;
    let (_, _, token) = asked(&world).await;
    let input = json!({ "token": token });
    world.anonymous().mutate("account.confirmEmail", input.clone()).await.data();
    let error =
        world.anonymous().mutate("account.confirmEmail", input).await.refused(NOT_FOUND, "used before");
    assert_eq!(error["data"]["error"]["type"], "InvalidLink");
}

#[tokio::test]
async fn an_address_that_has_become_somebody_elses_stays_theirs() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, new, token) = asked(&world).await;
    let registering = registration_token(&api, &new).await;
    api.mutate("auth.completeRegistration", registration(&registering)).await.data();
    let answer = api.mutate("account.confirmEmail", json!({ "token": token })).await;
    let error = answer.refused(CONFLICT, "an account of its own");
    assert_eq!(error["data"]["error"]["type"], "AddressTaken");
    assert_eq!(ada.api.query("auth.me", json!(null)).await.data()["user"]["email"], json!(ada.email));
}

#[tokio::test]
async fn a_link_that_is_too_old_or_is_for_something_else_changes_nothing() {
    let world = world().await;
    let api = world.anonymous();
    let (ada, _, token) = asked(&world).await;
    let hash = email_token::token_hash::equals(Sha256::digest(&token).to_vec());
    let old = [email_token::expires_at::set(SystemSource.now() - TimeDelta::seconds(1))];
    world.system.email_token().update(hash, old).exec().await.unwrap();
    let registering = registration_token(&api, &fresh_email()).await;
    for token in [&*token, &*registering, "x"] {
        let answer = api.mutate("account.confirmEmail", json!({ "token": token })).await;
        answer.refused(NOT_FOUND, "too old");
    }
    assert_eq!(ada.api.query("auth.me", json!(null)).await.data()["user"]["email"], json!(ada.email));
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let api = world().await.anonymous();
    for (input, field) in [
        (json!({ "token": "" }), "token"),
        (json!({ "token": "x".repeat(129) }), "token"),
        (json!({}), "token"),
        (json!({ "token": "x", "email": "x@example.com" }), "email"),
    ] {
        api.mutate("account.confirmEmail", input).await.refused(BAD_REQUEST, field);
    }
    // The longest that is looked for.
    api.mutate("account.confirmEmail", json!({ "token": "x".repeat(128) }))
        .await
        .refused(NOT_FOUND, "too old");
}
