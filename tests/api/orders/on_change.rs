//! `orders.onChange`: an order each time something happens to it.

use prisma::Role;
use serde_json::json;

use super::resting;
use crate::harness::{Socket, world};

#[tokio::test]
async fn tells_of_an_order_from_its_beginning_to_its_end() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("orders.onChange", json!({})).await;
    let rests = resting(&tenant, "20000").await;
    let trader = tenant.person(Role::Trader).await;
    trader.api.mutate("orders.cancel", json!({ "id": rests["id"] })).await.data();
    let mut told = Vec::new();
    while told.last() != Some(&json!("CANCELED")) {
        let order = socket.next().await["result"]["data"]["json"]["data"].take();
        assert_eq!(order["id"], rests["id"]);
        told.push(order["status"].clone());
    }
    assert_eq!(told.first(), Some(&json!("ACCEPTED")));
    assert!(told.contains(&json!("PENDING_CANCEL")), "{told:?}");
}

#[tokio::test]
async fn tells_of_an_order_that_trades_at_once_that_it_has() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("orders.onChange", json!({})).await;
    tenant.finished(tenant.buy()).await;
    let frame = socket.next().await;
    assert_eq!(frame["result"]["data"]["json"]["data"]["status"], "FILLED", "{frame}");
}
