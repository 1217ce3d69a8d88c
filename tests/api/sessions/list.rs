//! `sessions.list`: the person's sessions, newest first.

use chrono::TimeDelta;
use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use reqwest::{Method, header};
use serde_json::json;

use crate::harness::{BAD_REQUEST, FORBIDDEN, Newcomer, UNAUTHORIZED, cookie, world};

#[tokio::test]
async fn shows_where_the_person_is_logged_in() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let login = world.anonymous().request(Method::POST, "/trpc/auth.login");
    let login =
        login.header(header::USER_AGENT, "Netscape/4.0").header(header::CONTENT_TYPE, "application/json");
    let answer = world.anonymous().send(login.body(json!({ "json": ada.login() }).to_string())).await;
    let elsewhere = world.anonymous().with_session(&cookie(&answer, "tickwire").unwrap());

    let sessions = elsewhere.query("sessions.list", json!(null)).await.data();
    assert_eq!(sessions.as_array().unwrap().len(), 2, "{sessions}");
    assert_eq!((&sessions[0]["current"], &sessions[1]["current"]), (&json!(true), &json!(false)));
    assert_eq!(sessions[0]["userAgent"], "Netscape/4.0");
    // A program on this machine has no address of its own.
    assert_eq!(sessions[0]["ip"], json!(null));
    for field in ["createdAt", "lastSeenAt", "expiresAt"] {
        assert!(sessions[0][field].is_string(), "{sessions}");
    }
    assert!(!sessions.to_string().contains("token"), "{sessions}");
}

#[tokio::test]
async fn shows_nobody_elses_and_none_that_is_over() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (one, _other) = (tenant.person(Role::Owner).await, tenant.person(Role::Owner).await);
    let sessions = one.api.query("sessions.list", json!(null)).await.data();
    assert_eq!(sessions.as_array().unwrap().len(), 1, "{sessions}");
    assert_eq!(sessions[0]["id"], json!(one.session));
    let over = tenant.person_until(Role::Owner, TimeDelta::hours(1), TimeDelta::seconds(-1)).await;
    over.api.query("sessions.list", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
}

#[tokio::test]
async fn a_person_has_fifty_sessions_and_the_oldest_ends_first() {
    let world = world().await;
    let tenant = world.tenant().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let first = &ada.api;
    let id: uuid::Uuid = ada.me["user"]["id"].as_str().unwrap().parse().unwrap();
    let team: uuid::Uuid = ada.me["tenant"]["id"].as_str().unwrap().parse().unwrap();
    let later = SystemSource.now() + TimeDelta::hours(1);
    let rows = (0..49_u8).map(|n| {
        prisma::session::create(
            id,
            team,
            vec![n; 32].into_iter().chain(id.into_bytes()).collect(),
            later,
            later,
            [],
        )
    });
    tenant.system.session().create_many(rows).exec().await.unwrap();
    assert_eq!(first.query("sessions.list", json!(null)).await.data().as_array().unwrap().len(), 50);
    let answer = world.anonymous().mutate("auth.login", ada.login()).await;
    let newest = world.anonymous().with_session(&cookie(&answer, "tickwire").unwrap());
    assert_eq!(newest.query("sessions.list", json!(null)).await.data().as_array().unwrap().len(), 50);
    crate::harness::eventually("the oldest session's end", async || {
        (first.query("auth.me", json!(null)).await.status == 401).then_some(())
    })
    .await;
}

#[tokio::test]
async fn is_for_people_who_are_logged_in_and_takes_no_input() {
    let world = world().await;
    world.anonymous().query("sessions.list", json!(null)).await.refused(UNAUTHORIZED, "log in");
    let tenant = world.tenant().await;
    tenant.api.query("sessions.list", json!(null)).await.refused(FORBIDDEN, "not for API keys");
    let person = tenant.person(Role::Viewer).await;
    person
        .api
        .query("sessions.list", json!({ "user": "x" }))
        .await
        .refused(BAD_REQUEST, "unknown field `user`");
}
