//! `account.updateProfile`: how the person is called.

use prisma::Role;
use serde_json::json;

use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, world};

#[tokio::test]
async fn gives_the_person_another_name() {
    let world = world().await;
    let person = world.tenant().await.person(Role::Viewer).await;
    // It was seen before, and is not what a cache remembers.
    assert_eq!(person.api.query("auth.me", json!(null)).await.data()["user"]["name"], "");
    let me = person.api.mutate("account.updateProfile", json!({ "name": "Ada <3" })).await.data();
    assert_eq!(me["user"], json!({ "id": person.id, "email": person.email, "name": "Ada <3" }));
    assert_eq!(person.api.query("auth.me", json!(null)).await.data(), me);
}

#[tokio::test]
async fn is_for_people_who_are_logged_in() {
    let world = world().await;
    let input = json!({ "name": "Ada" });
    world.anonymous().mutate("account.updateProfile", input.clone()).await.refused(UNAUTHORIZED, "log in");
    let key = world.tenant().await.api;
    key.mutate("account.updateProfile", input).await.refused(FORBIDDEN, "not for API keys");
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let person = world().await.tenant().await.person(Role::Viewer).await;
    for (input, field) in [
        (json!({ "name": "" }), "name"),
        (json!({ "name": " Ada" }), "name"),
        (json!({ "name": "Ada\r\nLovelace" }), "name"),
        (json!({ "name": "x".repeat(65) }), "name"),
        (json!({}), "name"),
        (json!({ "name": "Ada", "email": "x@example.com" }), "email"),
    ] {
        person.api.mutate("account.updateProfile", input).await.refused(BAD_REQUEST, field);
    }
}

#[tokio::test]
async fn the_longest_name_is_taken() {
    let person = world().await.tenant().await.person(Role::Viewer).await;
    let name = "馬".repeat(64);
    let me = person.api.mutate("account.updateProfile", json!({ "name": name })).await.data();
    assert_eq!(me["user"]["name"], json!(name));
}
