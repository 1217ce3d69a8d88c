//! `keys.revoke`: takes an API key back.

use std::time::Duration;

use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;
use tokio::time::Instant;

use crate::harness::{BAD_REQUEST, FORBIDDEN, NOT_FOUND, Socket, UNAUTHORIZED, eventually, world};

const NEW: &str = r#"{ "name": "a program", "scopes": ["READ", "SIGNALS"] }"#;

#[tokio::test]
async fn ends_a_key_within_a_second_on_open_sockets_too() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let issued = admin.api.mutate("keys.create", NEW.parse().unwrap()).await.data();
    let program = world.anonymous().with_key(issued["secret"].as_str().unwrap());
    program.query("signals.list", json!({})).await.data();
    let mut socket = Socket::connect(&program).await;
    socket.subscribe("signals.onChange", json!({})).await;

    let start = Instant::now();
    let revoked = admin.api.mutate("keys.revoke", json!({ "id": issued["key"]["id"] })).await.data();
    assert!(revoked["revokedAt"].is_string());
    let error = socket.next().await["error"]["json"].take();
    assert_eq!(error["data"]["code"], "UNAUTHORIZED", "{error}");
    eventually("the key's end", async || {
        (program.query("signals.list", json!({})).await.status == 401).then_some(())
    })
    .await;
    // The second, and what a machine at work needs to do it.
    assert!(start.elapsed() < Duration::from_millis(2500), "{:?}", start.elapsed());
    program.query("signals.list", json!({})).await.refused(UNAUTHORIZED, "this API key was revoked");
}

#[tokio::test]
async fn a_second_time_is_fine_and_changes_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let id = admin.api.mutate("keys.create", NEW.parse().unwrap()).await.data()["key"]["id"].take();
    let first = admin.api.mutate("keys.revoke", json!({ "id": id })).await.data();
    let second = admin.api.mutate("keys.revoke", json!({ "id": id })).await.data();
    assert_eq!(first, second);
    let deeds = tenant.deeds().await;
    assert_eq!(deeds.len(), 2);
    assert_eq!(json!([deeds[1][1], deeds[1][2]]), json!(["key.revoke", id]));
    assert_eq!(deeds[1][3]["before"]["revokedAt"], json!(null));
    assert!(deeds[1][3]["after"]["revokedAt"].is_string());
}

#[tokio::test]
async fn another_tenants_key_is_no_key() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (our_owner, their_owner) = (ours.person(Role::Owner).await, theirs.person(Role::Owner).await);
    let theirs_id =
        their_owner.api.mutate("keys.create", NEW.parse().unwrap()).await.data()["key"]["id"].take();
    let mut errors = Vec::new();
    for id in [theirs_id, json!(SystemSource.uuid_v7())] {
        let answer = our_owner.api.mutate("keys.revoke", json!({ "id": id })).await;
        let mut error = answer.refused(NOT_FOUND, "there is no such key");
        error["data"]["requestId"].take();
        errors.push(error);
    }
    assert_eq!(errors[0], errors[1]);
    let listed = their_owner.api.query("keys.list", json!({})).await.data();
    assert_eq!(listed["items"][0]["revokedAt"], json!(null));
    assert_eq!(ours.deeds().await.len(), 0);
}

#[tokio::test]
async fn is_for_those_who_manage_keys() {
    let world = world().await;
    let tenant = world.tenant().await;
    let input = json!({ "id": SystemSource.uuid_v7() });
    world.anonymous().mutate("keys.revoke", input.clone()).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        caller.mutate("keys.revoke", input.clone()).await.refused(FORBIDDEN, "does not allow this");
    }
}

#[tokio::test]
async fn what_is_no_id_is_refused() {
    let world = world().await;
    let owner = world.tenant().await.person(Role::Owner).await;
    for (input, said) in [
        (json!({ "id": "x" }), "id"),
        (json!({}), "id"),
        (json!({ "id": SystemSource.uuid_v7(), "why": 1 }), "why"),
    ] {
        owner.api.mutate("keys.revoke", input).await.refused(BAD_REQUEST, said);
    }
}
