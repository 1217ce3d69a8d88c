//! `backtests.list`: the team's backtests, the newest first.

use prisma::Role;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, UNAUTHORIZED, world};

#[tokio::test]
async fn shows_the_newest_first_page_after_page_and_never_anothers() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (first, second, third) = (ours.backtest().await, ours.backtest().await, ours.backtest().await);
    let foreign = theirs.backtest().await;
    let viewer = ours.person(Role::Viewer).await.api;
    let ids = |page: &Value| {
        page["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    let page = viewer.query("backtests.list", json!({ "limit": 2 })).await.data();
    assert_eq!(ids(&page), [json!(third), json!(second)]);
    let last = json!({ "limit": 2, "cursor": page["nextCursor"] });
    let last = viewer.query("backtests.list", last).await.data();
    assert_eq!((ids(&last), &last["nextCursor"]), (vec![json!(first)], &Value::Null));
    viewer.query("backtests.list", json!({ "cursor": foreign })).await.refused(BAD_REQUEST, "this cursor");
    world.anonymous().query("backtests.list", json!({})).await.refused(UNAUTHORIZED, "log in");
}
