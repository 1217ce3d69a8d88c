//! `auth.logoutEverywhere`: ends all sessions of the person.

use prisma::Role;
use serde_json::json;

use crate::harness::{BAD_REQUEST, FORBIDDEN, Newcomer, UNAUTHORIZED, cookie, world};

#[tokio::test]
async fn ends_all_sessions_of_the_person_and_of_nobody_else() {
    let world = world().await;
    let ada = Newcomer::register(&world.anonymous()).await;
    let answer = world.anonymous().mutate("auth.login", ada.login()).await;
    let elsewhere = world.anonymous().with_session(&cookie(&answer, "tickwire").unwrap());
    let other = Newcomer::register(&world.anonymous()).await;
    for api in [&ada.api, &elsewhere] {
        api.query("auth.me", json!(null)).await.data();
    }
    let answer = ada.api.mutate("auth.logoutEverywhere", json!(null)).await;
    assert_eq!((answer.status, cookie(&answer, "tickwire").as_deref()), (200, Some("")));
    for api in [&ada.api, &elsewhere] {
        api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    }
    other.api.query("auth.me", json!(null)).await.data();
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    world.anonymous().mutate("auth.logoutEverywhere", json!(null)).await.refused(UNAUTHORIZED, "log in");
    let key = world.tenant().await.api;
    key.mutate("auth.logoutEverywhere", json!(null)).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn takes_no_input() {
    let person = world().await.tenant().await.person(Role::Viewer).await;
    let answer = person.api.mutate("auth.logoutEverywhere", json!({ "but": "this" })).await;
    answer.refused(BAD_REQUEST, "unknown field `but`");
}
