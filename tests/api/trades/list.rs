//! `trades.list`: positions that were closed.

use serde_json::json;

use crate::harness::{BAD_REQUEST, world};

#[tokio::test]
async fn shows_round_trips_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    assert_eq!(tenant.api.query("trades.list", json!({})).await.data()["items"], json!([]));
    let close = json!({
        "botId": tenant.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
        "price": "61000",
    });
    tenant.finished(close).await;
    let page = tenant.api.query("trades.list", json!({ "botId": tenant.bot.id })).await.data();
    let names = ["status", "grossRealized", "fees", "netPnl"];
    assert_eq!(json!(names.map(|name| &page["items"][0][name])), json!(["CLOSED", "1", "0.121", "0.879"]));
}

#[tokio::test]
async fn a_position_that_is_open_is_on_no_page() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let held = tenant.api.query("positions.getAll", json!({})).await.data()["items"][0]["id"].clone();
    let answer = tenant.api.query("trades.list", json!({ "cursor": held })).await;
    answer.refused(BAD_REQUEST, "this cursor belongs to no page");
}
