//! `account.changePassword`: another password, for whoever knows the one before.

use std::time::Duration;

use prisma::{Role, audit_entry};
use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{
    api::second_factor::{self, assert_type, enrolled},
    harness::{
        BAD_REQUEST, FORBIDDEN, NOT_FOUND, Newcomer, PASSWORD, Socket, UNAUTHORIZED, UNPROCESSABLE_CONTENT,
        cookie, letters, token_in, world,
    },
};

const NEW: &str = "staple gun under the oak";

fn change(current: &str, new: &str) -> Value {
    json!({ "currentPassword": current, "newPassword": new })
}

#[tokio::test]
async fn ends_the_other_sessions_within_a_second_and_their_sockets() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let answer = world.anonymous().mutate("auth.login", ada.login()).await;
    let other = world.anonymous().with_session(&cookie(&answer, "tickwire").unwrap());
    let (mut own_socket, mut other_socket) = (Socket::connect(&ada.api).await, Socket::connect(&other).await);
    own_socket.subscribe("signals.onNew", json!({})).await;
    other_socket.subscribe("signals.onNew", json!({})).await;
    other.query("auth.me", json!(null)).await.data();

    ada.api.mutate("account.changePassword", change(PASSWORD, NEW)).await.data();
    let changed = Instant::now();
    other.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    let ended = other_socket.next().await;
    assert!(changed.elapsed() < Duration::from_secs(1), "{:?}", changed.elapsed());
    assert_eq!(ended["error"]["json"]["data"]["code"], "UNAUTHORIZED", "{ended}");

    // This one goes on.
    ada.api.query("auth.me", json!(null)).await.data();
    let pong = own_socket.mutate("account.updateProfile", json!({ "name": "Ada" })).await;
    assert_eq!(pong["result"]["data"]["json"]["user"]["name"], "Ada", "{pong}");
    world.anonymous().mutate("auth.login", ada.login()).await.refused(UNAUTHORIZED, "do not belong");
    world.anonymous().mutate("auth.login", json!({ "email": ada.email, "password": NEW })).await.data();
}

#[tokio::test]
async fn is_told_by_e_mail_and_written_into_the_log() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    ada.api.mutate("account.changePassword", change(PASSWORD, NEW)).await.data();
    let letters = letters(&world.anonymous(), &ada.email).await;
    assert_eq!(letters[0]["subject"], "Your password for Tickwire was changed");
    let tenant: Uuid = ada.me["tenant"]["id"].as_str().unwrap().parse().unwrap();
    let written = [
        audit_entry::tenant_id::equals(tenant),
        audit_entry::action::equals("account.changePassword".to_owned()),
    ];
    let entry = world.system.audit_entry().find_first(written).exec().await.unwrap().unwrap();
    assert_eq!(entry.actor, ada.email);
    assert!(!entry.detail.to_string().contains(NEW));
}

#[tokio::test]
async fn links_that_were_sent_before_are_worth_nothing() {
    let world = world().await;
    let api = world.anonymous();
    let ada = Newcomer::register(&api).await;
    api.mutate("auth.forgotPassword", json!({ "email": ada.email })).await.data();
    let token = token_in(&letters(&api, &ada.email).await[0]);
    ada.api.mutate("account.changePassword", change(PASSWORD, NEW)).await.data();
    let answer = api.mutate("auth.resetPassword", json!({ "token": token, "password": PASSWORD })).await;
    answer.refused(NOT_FOUND, "used before");
}

#[tokio::test]
async fn a_wrong_password_changes_nothing() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let inputs = [change("not the password", NEW), json!({ "newPassword": NEW })];
    for input in inputs {
        let error =
            ada.api.mutate("account.changePassword", input).await.refused(FORBIDDEN, "current password");
        assert_eq!(error["data"]["error"]["type"], "WrongPassword");
    }
    world.anonymous().mutate("auth.login", ada.login()).await.data();
}

#[tokio::test]
async fn a_trivial_password_is_refused_with_the_reason() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    for new in ["password1", "Lovelace", "aaaaaaaaaa"] {
        let answer = ada.api.mutate("account.changePassword", change(PASSWORD, new)).await;
        let error = answer.refused(UNPROCESSABLE_CONTENT, "too easily guessed");
        assert_eq!(error["data"]["error"]["type"], "WeakPassword");
    }
}

#[tokio::test]
async fn somebody_without_a_password_chooses_one_after_signing_in() {
    let world = world().await;
    // Such a person signed in elsewhere, a moment ago.
    let person = world.tenant().await.person(Role::Viewer).await;
    let none = [prisma::user::password_hash::set(None)];
    world.system.user().update(prisma::user::id::equals(person.id), none).exec().await.unwrap();
    person.api.mutate("account.changePassword", json!({ "newPassword": NEW })).await.data();
    world.anonymous().mutate("auth.login", json!({ "email": person.email, "password": NEW })).await.data();
}

#[tokio::test]
async fn whoever_has_a_second_factor_shows_a_code_too() {
    let world = world().await;
    let (person, authenticator, _) = enrolled(&world.tenant().await).await;
    let input = |code: Option<&str>, new: &str| json!({ "currentPassword": second_factor::PASSWORD, "newPassword": new, "code": code });
    let call = async |input| person.api.mutate("account.changePassword", input).await;
    assert_type(&call(input(None, NEW)).await.refused(FORBIDDEN, "code"), "SecondFactorRequired");
    assert_type(&call(input(Some("000000"), NEW)).await.refused(FORBIDDEN, "code"), "WrongCode");
    let code = authenticator.shows(1).await;
    // A password that does not do costs no code.
    assert_type(
        &call(input(Some(&code), "password1")).await.refused(UNPROCESSABLE_CONTENT, "guessed"),
        "WeakPassword",
    );
    call(input(Some(&code), NEW)).await.data();
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    let input = change(PASSWORD, NEW);
    world.anonymous().mutate("account.changePassword", input.clone()).await.refused(UNAUTHORIZED, "log in");
    let key = world.tenant().await.api;
    key.mutate("account.changePassword", input).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let person = world().await.tenant().await.person(Role::Viewer).await;
    for (input, field) in [
        (change("", NEW), "currentPassword"),
        (change(&"x".repeat(257), NEW), "currentPassword"),
        (change(PASSWORD, "1234567"), "newPassword"),
        (change(PASSWORD, &"x".repeat(257)), "newPassword"),
        (json!({}), "newPassword"),
    ] {
        person.api.mutate("account.changePassword", input).await.refused(BAD_REQUEST, field);
    }
}
