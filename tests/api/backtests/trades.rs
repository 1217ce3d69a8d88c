//! `backtests.trades`: the executions of a backtest, in order.

use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, world};

#[tokio::test]
async fn shows_them_in_order_and_goes_on_after_a_number() {
    let world = world().await;
    let tenant = world.tenant().await;
    let id = tenant.backtest().await;
    let page = tenant.api.query("backtests.trades", json!({ "id": id })).await.data();
    let first = &page["items"][0];
    let fields = ["number", "side", "qty", "price", "fee", "realized", "signedQty"].map(|name| &first[name]);
    assert_eq!(json!(fields), json!([1, "BUY", "1", "1", "0", "0", "1"]));
    assert_eq!(page["nextCursor"], Value::Null);
    let after = tenant.api.query("backtests.trades", json!({ "id": id, "cursor": 1 })).await.data();
    assert_eq!(after, json!({ "items": [], "nextCursor": null }));
    for (field, bad) in
        [("limit", json!(0)), ("limit", json!(1001)), ("cursor", json!(-1)), ("id", json!("x"))]
    {
        let mut input = json!({ "id": id });
        input[field] = bad;
        tenant.api.query("backtests.trades", input).await.refused(BAD_REQUEST, field);
    }
}
