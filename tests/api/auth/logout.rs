//! `auth.logout`: ends the session and takes its cookie back.

use prisma::{Role, session};
use reqwest::header::SET_COOKIE;
use serde_json::json;

use crate::harness::{BAD_REQUEST, UNAUTHORIZED, world};

#[tokio::test]
async fn ends_the_session_for_good() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    let answer = person.api.mutate("auth.logout", json!(null)).await;
    // Nothing, as superjson says it.
    assert_eq!(
        answer.json()["result"]["data"],
        json!({ "json": null, "meta": { "values": ["undefined"], "v": 1 } })
    );
    let taken_back = answer.headers.get(SET_COOKIE).unwrap().to_str().unwrap();
    assert!(
        taken_back.starts_with("tickwire=; ") && taken_back.contains("Expires=Thu, 01 Jan 1970"),
        "{taken_back}"
    );

    person.api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    let left = world.system.session().count([session::user_id::equals(person.id)]).exec().await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn leaves_the_persons_other_sessions_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (one, other) = (tenant.person(Role::Owner).await, tenant.person(Role::Owner).await);
    one.api.mutate("auth.logout", json!(null)).await.data();
    assert_eq!(other.api.query("auth.me", json!(null)).await.data()["user"]["id"], json!(other.id));
}

#[tokio::test]
async fn has_nothing_to_end_for_strangers_and_programs() {
    let world = world().await;
    world.anonymous().mutate("auth.logout", json!(null)).await.data();
    let tenant = world.tenant().await;
    tenant.api.mutate("auth.logout", json!(null)).await.data();
    tenant.api.query("signals.list", json!({})).await.data();
}

#[tokio::test]
async fn takes_no_input() {
    let world = world().await;
    let answer = world.anonymous().mutate("auth.logout", json!({ "everywhere": true })).await;
    answer.refused(BAD_REQUEST, "unknown field `everywhere`");
}

#[tokio::test]
async fn a_second_logout_is_fine() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Viewer).await;
    for _ in 0..2 {
        assert_eq!(person.api.mutate("auth.logout", json!(null)).await.status, 200);
    }
}
