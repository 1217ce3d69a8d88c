//! `signals.list`: the tenant's signals, newest first.

use prisma::{ApiKeyScope, BotStatus, bot};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, KeySpec, Tenant, UNAUTHORIZED, world};

/// Sends so many signals. Answers their ids, newest first.
async fn sent(tenant: &Tenant, count: usize) -> Vec<Value> {
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.insert(0, tenant.api.mutate("signals.submit", tenant.buy()).await.data()["id"].clone());
    }
    ids
}

fn ids(page: &Value) -> Vec<Value> {
    page["items"].as_array().unwrap().iter().map(|signal| signal["id"].clone()).collect()
}

#[tokio::test]
async fn shows_the_newest_first() {
    let world = world().await;
    let tenant = world.tenant().await;
    let sent = sent(&tenant, 3).await;
    let page = tenant.api.query("signals.list", json!({})).await.data();
    assert_eq!(ids(&page), sent);
    assert_eq!(page["nextCursor"], Value::Null);
}

#[tokio::test]
async fn shows_what_became_of_them() {
    let world = world().await;
    let tenant = world.tenant().await;
    let executed = tenant.finished(tenant.buy()).await;
    let page = tenant.api.query("signals.list", json!({})).await.data();
    let told = ["id", "status", "rejectReason", "seq"].map(|name| &page["items"][0][name]);
    assert_eq!(json!(told), json!([executed.id, "EXECUTED", null, 6]));
}

#[tokio::test]
async fn a_tenant_without_signals_has_an_empty_page() {
    let world = world().await;
    let page = world.tenant().await.api.query("signals.list", json!(null)).await.data();
    assert_eq!((&page["items"], &page["nextCursor"]), (&json!([]), &Value::Null));
}

#[tokio::test]
async fn pages_follow_each_other_while_new_ones_arrive() {
    let world = world().await;
    let tenant = world.tenant().await;
    let first = sent(&tenant, 5).await;
    let page = tenant.api.query("signals.list", json!({ "limit": 2 })).await.data();
    assert_eq!(ids(&page), first[..2]);
    sent(&tenant, 2).await;
    let next =
        tenant.api.query("signals.list", json!({ "limit": 2, "cursor": page["nextCursor"] })).await.data();
    assert_eq!(ids(&next), first[2..4]);
    let last =
        tenant.api.query("signals.list", json!({ "limit": 2, "cursor": next["nextCursor"] })).await.data();
    assert_eq!((ids(&last), &last["nextCursor"]), (first[4..].to_vec(), &Value::Null));
}

#[tokio::test]
async fn shows_one_bot_or_one_status_where_asked() {
    let world = world().await;
    let tenant = world.tenant().await;
    let stopped = tenant.another_bot("stopped", vec![bot::desired_status::set(BotStatus::Stopped)]).await;
    let executed = tenant.finished(tenant.buy()).await;
    let mut input = tenant.buy();
    input["botId"] = json!(stopped.id);
    let rejected = tenant.finished(input).await;
    for (filter, expected) in [
        (json!({ "botId": tenant.bot.id }), vec![executed.id]),
        (json!({ "botId": stopped.id }), vec![rejected.id]),
        (json!({ "status": "REJECTED" }), vec![rejected.id]),
        (json!({ "status": "EXECUTED" }), vec![executed.id]),
        (json!({ "status": "REJECTED", "botId": tenant.bot.id }), vec![]),
    ] {
        let page = tenant.api.query("signals.list", filter.clone()).await.data();
        assert_eq!(json!(ids(&page)), json!(expected), "{filter}");
    }
}

#[tokio::test]
async fn never_returns_another_tenants_rows() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (our_ids, their_ids) = (sent(&ours, 2).await, sent(&theirs, 3).await);
    for (tenant, own) in [(&ours, our_ids), (&theirs, their_ids)] {
        let page = tenant.api.query("signals.list", json!({ "limit": 200 })).await.data();
        assert_eq!(ids(&page), own);
    }
    let page = ours.api.query("signals.list", json!({ "botId": theirs.bot.id })).await.data();
    assert_eq!(ids(&page), [""; 0]);
}

#[tokio::test]
async fn another_tenants_cursor_is_no_cursor() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let theirs = sent(&theirs, 2).await;
    let answer = ours.api.query("signals.list", json!({ "cursor": theirs[0] })).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn needs_somebody_who_may_read() {
    let world = world().await;
    world.anonymous().query("signals.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    let tenant = world.tenant().await;
    let sender = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Signals], ..KeySpec::default() }).await;
    let error = sender.query("signals.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
    assert_eq!(error["data"]["error"]["permission"], "SIGNALS_READ");
}

#[tokio::test]
async fn what_is_unknown_out_of_bounds_or_of_another_type_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (field, value) in [
        ("botId", json!("x")),
        ("status", json!("DONE")),
        ("cursor", json!(0)),
        ("limit", json!(0)),
        ("limit", json!(201)),
        ("offset", json!(10)),
    ] {
        tenant.api.query("signals.list", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
}
