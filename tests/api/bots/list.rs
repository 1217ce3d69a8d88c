//! `bots.list`: the tenant's bots, by name.

use prisma::{ApiKeyScope, Role};
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, FORBIDDEN, KeySpec, UNAUTHORIZED, world};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|bot| bot["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn shows_them_by_name_page_after_page() {
    let world = world().await;
    let tenant = world.tenant().await;
    for name in ["zeta", "alpha", "mid"] {
        tenant.another_bot(name, vec![]).await;
    }
    let viewer = tenant.person(Role::Viewer).await;
    let page = viewer.api.query("bots.list", json!({ "limit": 3 })).await.data();
    assert_eq!(names(&page), ["alpha", "mid", "the bot"]);
    let last = json!({ "limit": 3, "cursor": page["nextCursor"] });
    let last = viewer.api.query("bots.list", last).await.data();
    assert_eq!((names(&last), &last["nextCursor"]), (vec!["zeta"], &Value::Null));
    assert_eq!(page["items"][2]["status"], "RUNNING");
}

#[tokio::test]
async fn never_returns_another_tenants_bots() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let page = ours.api.query("bots.list", json!({ "limit": 200 })).await.data();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["id"], json!(ours.bot.id));
    let answer = ours.api.query("bots.list", json!({ "cursor": theirs.bot.id })).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}

#[tokio::test]
async fn needs_somebody_who_may_read() {
    let world = world().await;
    world.anonymous().query("bots.list", json!({})).await.refused(UNAUTHORIZED, "log in");
    let tenant = world.tenant().await;
    let sender = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Signals], ..KeySpec::default() }).await;
    let error = sender.query("bots.list", json!({})).await.refused(FORBIDDEN, "does not allow this");
    assert_eq!(error["data"]["error"]["permission"], "BOTS_READ");
}

#[tokio::test]
async fn what_is_out_of_bounds_is_named() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (field, value) in
        [("cursor", json!("x")), ("limit", json!(0)), ("limit", json!(201)), ("all", json!(1))]
    {
        tenant.api.query("bots.list", json!({ field: value })).await.refused(BAD_REQUEST, field);
    }
}
