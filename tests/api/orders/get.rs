//! `orders.get`: an order, what happened to it, and what it traded.

use serde_json::json;

use crate::harness::{NOT_FOUND, world};

#[tokio::test]
async fn tells_the_whole_story_of_an_order() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let order = tenant.filled_orders().await.pop().unwrap();
    let detail = tenant.api.query("orders.get", json!({ "id": order.id })).await.data();
    let history: Vec<_> =
        detail["history"].as_array().unwrap().iter().map(|step| (&step["seq"], &step["type"])).collect();
    assert_eq!(json!(history), json!([[1, "SUBMITTED"], [2, "ACCEPTED"], [3, "FILLED"]]));
    assert_eq!(detail["order"]["status"], "FILLED");
    let fills = detail["fills"].as_array().unwrap();
    assert_eq!((fills.len(), &fills[0]["tradeId"]), (1, &detail["history"][2]["tradeId"]));
}

#[tokio::test]
async fn another_teams_order_is_no_order() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    theirs.finished(theirs.buy()).await;
    let order = theirs.filled_orders().await.pop().unwrap();
    ours.api.query("orders.get", json!({ "id": order.id })).await.refused(NOT_FOUND, "no such order");
}
