//! `fills.onNew`: each execution as it is stored.

use serde_json::json;

use crate::harness::{Socket, world};

#[tokio::test]
async fn tells_of_each_execution() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("fills.onNew", json!({})).await;
    tenant.finished(tenant.buy()).await;
    let frame = socket.next().await;
    assert_eq!(frame["result"]["data"]["json"]["data"]["price"], "60000", "{frame}");
}
