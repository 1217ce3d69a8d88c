//! `candleSets.list`: the team's own candles, the newest set first.

use prisma::Role;
use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, UNAUTHORIZED, world};

#[tokio::test]
async fn shows_the_newest_first_page_after_page_and_never_anothers() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let (first, second, third) = (ours.candle_set().await, ours.candle_set().await, ours.candle_set().await);
    let foreign = theirs.candle_set().await;
    let viewer = ours.person(Role::Viewer).await.api;
    let page = viewer.query("candleSets.list", json!({ "limit": 2 })).await.data();
    let ids = |page: &Value| {
        page["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&page), [json!(third), json!(second)]);
    let last = json!({ "limit": 2, "cursor": page["nextCursor"] });
    let last = viewer.query("candleSets.list", last).await.data();
    assert_eq!((ids(&last), &last["nextCursor"]), (vec![json!(first)], &Value::Null));
    viewer.query("candleSets.list", json!({ "cursor": foreign })).await.refused(BAD_REQUEST, "this cursor");
    world.anonymous().query("candleSets.list", json!({})).await.refused(UNAUTHORIZED, "log in");
}
