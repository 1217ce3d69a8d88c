//! `orders.list`: the team's orders, newest first.

use prisma::ApiKeyScope;
use serde_json::json;

use super::resting;
use crate::harness::{KeySpec, eventually, world};

#[tokio::test]
async fn shows_each_order_as_it_stands_and_those_that_are_open_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let rests = resting(&tenant, "20000").await;
    let names = ["side", "type", "timeInForce", "qty", "price", "status", "filledQty", "avgPrice"];
    let expected = json!(["BUY", "LIMIT", "GTC", "0.001", "20000", "ACCEPTED", "0", null]);
    assert_eq!(json!(names.map(|name| &rests[name])), expected);
    let all = tenant.api.query("orders.list", json!({})).await.data();
    let told: Vec<_> = all["items"].as_array().unwrap().iter().map(|order| order["status"].clone()).collect();
    assert_eq!(json!(told), json!(["ACCEPTED", "FILLED"]));
    let filled = tenant.api.query("orders.list", json!({ "status": "FILLED" })).await.data();
    assert_eq!(filled["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn goes_on_where_a_page_ended() {
    let world = world().await;
    let tenant = world.tenant().await;
    for price in ["20000", "20001", "20002"] {
        resting(&tenant, price).await;
    }
    let first = tenant.api.query("orders.list", json!({ "limit": 2 })).await.data();
    let next = json!({ "limit": 2, "cursor": first["nextCursor"] });
    let second = tenant.api.query("orders.list", next).await.data();
    let pages = first["items"].as_array().unwrap().iter().chain(second["items"].as_array().unwrap());
    let prices: Vec<_> = pages.map(|order| order["price"].clone()).collect();
    assert_eq!(json!([prices, second["nextCursor"]]), json!([["20002", "20001", "20000"], null]));
}

#[tokio::test]
async fn goes_on_after_an_order_that_is_open_no_more() {
    let world = world().await;
    let tenant = world.tenant().await;
    for price in ["20000", "20001", "20002"] {
        resting(&tenant, price).await;
    }
    let first = tenant.api.query("orders.list", json!({ "open": true, "limit": 1 })).await.data();
    let newest = &first["items"][0]["id"];
    let trader =
        tenant.program(KeySpec { scopes: vec![ApiKeyScope::Read, ApiKeyScope::Trade], ..KeySpec::default() });
    trader.await.mutate("orders.cancel", json!({ "id": newest })).await.data();
    eventually("the order's end", async || {
        let order = tenant.api.query("orders.get", json!({ "id": newest })).await.data();
        (order["order"]["status"] == "CANCELED").then_some(())
    })
    .await;
    let next = json!({ "open": true, "cursor": first["nextCursor"] });
    let rest = tenant.api.query("orders.list", next).await.data();
    let prices: Vec<_> =
        rest["items"].as_array().unwrap().iter().map(|order| order["price"].clone()).collect();
    assert_eq!(json!(prices), json!(["20001", "20000"]));
}
