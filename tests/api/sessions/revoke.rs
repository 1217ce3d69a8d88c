//! `sessions.revoke`: ends one of the person's sessions.

use std::time::Duration;

use prisma::Role;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::harness::{BAD_REQUEST, FORBIDDEN, NOT_FOUND, Newcomer, Socket, UNAUTHORIZED, cookie, world};

#[tokio::test]
async fn ends_the_session_and_its_sockets_within_a_second() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let answer = world.anonymous().mutate("auth.login", ada.login()).await;
    let stolen = world.anonymous().with_session(&cookie(&answer, "tickwire").unwrap());
    let mut socket = Socket::connect(&stolen).await;
    socket.subscribe("signals.onNew", json!({})).await;
    let sessions = ada.api.query("sessions.list", json!(null)).await.data();
    let id = sessions.as_array().unwrap().iter().find(|session| session["current"] == false).unwrap()["id"]
        .clone();

    assert_eq!(ada.api.mutate("sessions.revoke", json!({ "id": id })).await.data(), Value::Null);
    let revoked = Instant::now();
    stolen.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    let ended = socket.next().await;
    assert!(revoked.elapsed() < Duration::from_secs(1), "{:?}", revoked.elapsed());
    assert_eq!(ended["error"]["json"]["data"]["code"], "UNAUTHORIZED", "{ended}");
    ada.api.query("auth.me", json!(null)).await.data();
    let error =
        ada.api.mutate("sessions.revoke", json!({ "id": id })).await.refused(NOT_FOUND, "no such session");
    assert_eq!(error["data"]["error"]["type"], "UnknownSession");
}

#[tokio::test]
async fn somebody_elses_session_is_as_one_that_is_not_there() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (one, other) = (tenant.person(Role::Owner).await, tenant.person(Role::Owner).await);
    let mut errors = Vec::new();
    for id in [json!(other.session), json!("01970000-0000-7000-8000-000000000000")] {
        let mut error =
            one.api.mutate("sessions.revoke", json!({ "id": id })).await.refused(NOT_FOUND, "no such");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    other.api.query("auth.me", json!(null)).await.data();
}

#[tokio::test]
async fn ones_own_session_may_be_ended_too() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    person.api.mutate("sessions.revoke", json!({ "id": person.session })).await.data();
    person.api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": tenant.person(Role::Viewer).await.session });
    world.anonymous().mutate("sessions.revoke", input.clone()).await.refused(UNAUTHORIZED, "log in");
    tenant.api.mutate("sessions.revoke", input).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn what_is_no_id_is_refused() {
    let person = world().await.tenant().await.person(Role::Viewer).await;
    for input in [json!({}), json!({ "id": "x" }), json!({ "id": null }), json!({ "id": 7 })] {
        person.api.mutate("sessions.revoke", input).await.refused(BAD_REQUEST, "id");
    }
}
