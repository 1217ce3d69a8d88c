//! `orders.onChange`: an order each time something happens to it.

use serde_json::json;

use crate::harness::{Socket, world};

#[tokio::test]
async fn tells_of_an_order_from_its_beginning_to_its_end() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("orders.onChange", json!({})).await;
    tenant.finished(tenant.buy()).await;
    for status in ["SUBMITTED", "FILLED"] {
        let frame = socket.next().await;
        assert_eq!(frame["result"]["data"]["json"]["data"]["status"], status, "{frame}");
    }
}
