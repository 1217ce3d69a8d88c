//! `keys.list`: the tenant's API keys, newest first.

use prisma::{Role, api_key};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, Person, UNAUTHORIZED, world};

/// Makes so many keys. Answers their ids, newest first.
async fn made(person: &Person, count: usize) -> Vec<Value> {
    let mut ids = Vec::new();
    for number in 0..count {
        let input = json!({ "name": format!("key {number}"), "scopes": ["READ"] });
        ids.insert(0, person.api.mutate("keys.create", input).await.data()["key"]["id"].clone());
    }
    ids
}

fn ids(page: &Value) -> Vec<Value> {
    page["items"].as_array().unwrap().iter().map(|key| key["id"].clone()).collect()
}

#[tokio::test]
async fn shows_the_newest_first_and_no_secret() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let made = made(&admin, 2).await;
    let answer = admin.api.query("keys.list", json!({})).await;
    let page = answer.data();
    // The last is the one that the tenant began with.
    assert_eq!(ids(&page)[..2], made[..]);
    assert_eq!((ids(&page).len(), &page["nextCursor"]), (3, &Value::Null));
    assert!(!answer.body.contains("hash") && !answer.body.contains("secret"), "{}", answer.body);
}

#[tokio::test]
async fn pages_follow_each_other_while_new_ones_are_made() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    let first = made(&admin, 4).await;
    let page = admin.api.query("keys.list", json!({ "limit": 2 })).await.data();
    assert_eq!(ids(&page), first[..2]);
    made(&admin, 1).await;
    let next = json!({ "limit": 3, "cursor": page["nextCursor"] });
    let last = admin.api.query("keys.list", next).await.data();
    assert_eq!((&ids(&last)[..2], &last["nextCursor"]), (&first[2..], &Value::Null));
}

#[tokio::test]
async fn never_returns_another_tenants_keys() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let their_keys = made(&theirs.person(Role::Owner).await, 2).await;
    let owner = ours.person(Role::Owner).await;
    assert_eq!(ids(&owner.api.query("keys.list", json!({ "limit": 200 })).await.data()).len(), 1);
    let answer = owner.api.query("keys.list", json!({ "cursor": their_keys[0] })).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn is_for_those_who_manage_keys() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("keys.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.api.clone()] {
        let error = caller.query("keys.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"]["permission"], "KEYS_MANAGE");
    }
}

#[tokio::test]
async fn a_last_use_is_shown_to_the_minute() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let unused = admin.api.query("keys.list", json!({})).await.data();
    assert_eq!(unused["items"][0]["lastUsedAt"], Value::Null);
    tenant.api.query("signals.list", json!({})).await.data();
    let first = admin.api.query("keys.list", json!({})).await.data()["items"][0]["lastUsedAt"].take();
    assert!(first.is_string());
    tenant.api.query("signals.list", json!({})).await.data();
    let second = admin.api.query("keys.list", json!({})).await.data()["items"][0]["lastUsedAt"].take();
    assert_eq!(first, second);
    let stored = [api_key::tenant_id::equals(tenant.id), api_key::last_used_at::is_not_null()];
    assert_eq!(tenant.system.api_key().count(stored).exec().await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    for (field, value) in
        [("cursor", json!("x")), ("limit", json!(0)), ("limit", json!(201)), ("all", json!(1))]
    {
        admin.api.query("keys.list", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
    admin.api.query("keys.list", json!({ "limit": 200 })).await.data();
}
