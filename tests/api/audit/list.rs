//! `audit.list`: who did what in the tenant, the newest first.

use prisma::Role;
use prisma_client_rust::{Source, SystemSource};
use serde_json::{Value, json};

use super::done;
use crate::harness::{BAD_REQUEST, FORBIDDEN, UNAUTHORIZED, world};

fn numbers(page: &Value) -> Vec<u64> {
    page["items"].as_array().unwrap().iter().map(|entry| entry["seq"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn shows_who_did_what_the_newest_first() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    done(&tenant, &admin, 2).await;
    let page = admin.api.query("audit.list", json!({})).await.data();
    assert_eq!((numbers(&page), &page["nextCursor"]), (vec![2, 1], &Value::Null));
    let entry = &page["items"][0];
    assert_eq!(
        json!([entry["actor"], entry["actorId"], entry["action"], entry["target"]]),
        json!([admin.email, admin.id, "bot.rename", tenant.bot.id])
    );
    assert_eq!(entry["changes"], json!([{ "field": "name", "before": "name 0", "after": "name 1" }]));
    assert!(entry["at"].is_string());
}

#[tokio::test]
async fn pages_follow_each_other_while_more_is_done() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    done(&tenant, &admin, 4).await;
    let page = admin.api.query("audit.list", json!({ "limit": 2 })).await.data();
    assert_eq!((numbers(&page), &page["nextCursor"]), (vec![4, 3], &json!(3)));
    done(&tenant, &admin, 1).await;
    let next =
        admin.api.query("audit.list", json!({ "limit": 2, "cursor": page["nextCursor"] })).await.data();
    assert_eq!((numbers(&next), &next["nextCursor"]), (vec![2, 1], &Value::Null));
}

#[tokio::test]
async fn shows_one_action_one_actor_or_one_time_where_asked() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (admin, trader) = (tenant.person(Role::Admin).await, tenant.person(Role::Trader).await);
    done(&tenant, &admin, 1).await;
    let between = SystemSource.now();
    trader.api.mutate("bots.create", json!({ "name": "new" })).await.data();
    // The first changes nothing, and is not written down.
    done(&tenant, &trader, 2).await;
    for (filter, expected) in [
        (json!({ "action": "bot.create" }), vec![2]),
        (json!({ "actorId": trader.id }), vec![3, 2]),
        (json!({ "actorId": trader.id, "action": "bot.rename" }), vec![3]),
        (json!({ "from": between }), vec![3, 2]),
        (json!({ "to": between }), vec![1]),
        (json!({ "from": between, "to": between }), vec![]),
        (json!({ "action": "key.create" }), vec![]),
        (json!({ "cursor": 1 }), vec![]),
    ] {
        let page = admin.api.query("audit.list", filter.clone()).await.data();
        assert_eq!(numbers(&page), expected, "{filter}");
    }
}

#[tokio::test]
async fn never_shows_another_tenants_entries() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (our_owner, their_owner) = (ours.person(Role::Owner).await, theirs.person(Role::Owner).await);
    done(&theirs, &their_owner, 2).await;
    for filter in [json!({}), json!({ "actorId": their_owner.id }), json!({ "cursor": 3 })] {
        let page = our_owner.api.query("audit.list", filter).await.data();
        assert_eq!(page["items"], json!([]));
    }
}

#[tokio::test]
async fn is_for_those_who_may_read_the_log() {
    let world = world().await;
    let tenant = world.tenant().await;
    world.anonymous().query("audit.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    for caller in [tenant.person(Role::Viewer).await.api, tenant.person(Role::Trader).await.api, tenant.api] {
        let error = caller.query("audit.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
        assert_eq!(error["data"]["error"]["permission"], "AUDIT_READ");
    }
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let world = world().await;
    let admin = world.tenant().await.person(Role::Admin).await;
    for (field, value) in [
        ("action", json!("")),
        ("action", json!("x".repeat(65))),
        ("actorId", json!("x")),
        ("from", json!("yesterday")),
        ("cursor", json!(-1)),
        ("limit", json!(0)),
        ("limit", json!(201)),
        ("target", json!("x")),
    ] {
        admin.api.query("audit.list", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
}
