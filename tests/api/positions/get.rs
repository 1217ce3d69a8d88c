//! `positions.get`: a position, its orders and its fills.

use serde_json::{Value, json};

use crate::harness::{NOT_FOUND, Tenant, world};

async fn newest(tenant: &Tenant) -> Value {
    let page = tenant.api.query("positions.getAll", json!({ "limit": 1 })).await.data();
    tenant.api.query("positions.get", json!({ "id": page["items"][0]["id"] })).await.data()
}

/// One field of each row.
fn each(rows: &Value, name: &str) -> Value {
    rows.as_array().unwrap().iter().map(|row| row[name].clone()).collect()
}

async fn stop(tenant: &Tenant, symbol: &str) {
    let mut stop = tenant.buy();
    (stop["symbol"], stop["side"]) = (json!(symbol), json!("SELL"));
    (stop["orderType"], stop["triggerPrice"], stop["reduceOnly"]) =
        (json!("STOP"), json!("50000"), json!(true));
    tenant.finished(stop).await;
}

#[tokio::test]
async fn tells_what_made_an_open_position_and_what_may_still_change_it() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let mut more = tenant.buy();
    more["price"] = json!("61000");
    tenant.finished(more).await;
    stop(&tenant, "BTCUSDT").await;
    let detail = newest(&tenant).await;
    assert_eq!(detail["position"]["signedQty"], "0.002");
    assert_eq!(each(&detail["fills"], "price"), json!(["60000", "61000"]));
    assert_eq!(each(&detail["done"], "avgPrice"), json!(["61000", "60000"]));
    assert_eq!(each(&detail["working"], "type"), json!(["STOP"]));
    assert_eq!(detail["working"][0]["triggerPrice"], "50000");
}

#[tokio::test]
async fn a_closed_one_has_the_fills_that_opened_and_closed_it_and_waits_for_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let mut close = tenant.buy();
    (close["side"], close["price"]) = (json!("SELL"), json!("61000"));
    tenant.finished(close).await;
    stop(&tenant, "BTCUSDT").await;
    let detail = newest(&tenant).await;
    assert_eq!(detail["position"]["status"], "CLOSED");
    assert_eq!(each(&detail["fills"], "side"), json!(["BUY", "SELL"]));
    assert_eq!(detail["working"], json!([]));
}

#[tokio::test]
async fn another_teams_position_is_no_position() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    theirs.finished(theirs.buy()).await;
    let id = newest(&theirs).await["position"]["id"].clone();
    ours.api.query("positions.get", json!({ "id": id })).await.refused(NOT_FOUND, "no such position");
}
