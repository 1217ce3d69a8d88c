//! `auth.me`: who is logged in, and where.

use chrono::TimeDelta;
use prisma::{Role, membership};
use serde_json::json;

use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn tells_a_person_who_and_where() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Viewer).await;
    let expected = json!({
        "user": { "id": person.id, "email": person.email, "name": "" },
        "tenant": { "id": tenant.id, "slug": tenant.slug, "name": "A team" },
        "role": "VIEWER",
    });
    assert_eq!(person.api.query("auth.me", json!(null)).await.data(), expected);
}

#[tokio::test]
async fn is_for_people_alone() {
    let world = world().await;
    world.anonymous().query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "log in");
    let error =
        world.tenant().await.api.query("auth.me", json!(null)).await.refused(FORBIDDEN, "not for API keys");
    assert_eq!(error["data"]["error"]["type"], "PeopleOnly");
}

#[tokio::test]
async fn a_session_ends_at_its_time_and_when_it_was_idle_too_long() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (hour, over) = (TimeDelta::hours(1), TimeDelta::seconds(-1));
    for (absolute, idle) in [(over, hour), (hour, over)] {
        let person = tenant.person_until(Role::Owner, absolute, idle).await;
        person.api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "your session has ended");
    }
}

#[tokio::test]
async fn a_session_ends_with_the_membership() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    let places = world.system.membership().delete_many([membership::user_id::equals(person.id)]);
    places.exec().await.unwrap();
    person.api.query("auth.me", json!(null)).await.refused(UNAUTHORIZED, "log in again");
}

#[tokio::test]
async fn a_token_that_was_never_given_opens_nothing() {
    let world = world().await;
    for token in ["", "x", &"A".repeat(43), &"A".repeat(4000)] {
        let answer = world.anonymous().with_session(token).query("auth.me", json!(null)).await;
        answer.refused(UNAUTHORIZED, "log in");
    }
}

#[tokio::test]
async fn takes_no_input() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Owner).await;
    person.api.query("auth.me", json!({ "user": "x" })).await.refused(BAD_REQUEST, "unknown field `user`");
}
