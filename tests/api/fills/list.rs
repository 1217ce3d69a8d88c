//! `fills.list`: what traded, newest first.

use serde_json::json;

use crate::harness::world;

#[tokio::test]
async fn shows_what_traded_a_page_at_a_time() {
    let world = world().await;
    let tenant = world.tenant().await;
    for _ in 0..2 {
        tenant.finished(tenant.buy()).await;
    }
    let first = tenant.api.query("fills.list", json!({ "limit": 1 })).await.data();
    let names = ["side", "qty", "price", "fee", "feeCurrency", "liquidity"];
    let expected = json!(["BUY", "0.001", "60000", "0.06", "USDT", "TAKER"]);
    assert_eq!(json!(names.map(|name| &first["items"][0][name])), expected);
    let next = json!({ "limit": 1, "cursor": first["nextCursor"] });
    let second = tenant.api.query("fills.list", next).await.data();
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert!(second["nextCursor"].is_null());
}
