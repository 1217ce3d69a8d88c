//! `risk.onChange`: that a switch, a limit or a lock changed.

use prisma::Role;
use serde_json::json;

use crate::harness::{Socket, world};

#[tokio::test]
async fn tells_that_a_switch_changed() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let mut socket = Socket::connect(&trader.api).await;
    socket.subscribe("risk.onChange", json!({})).await;
    trader.api.mutate("risk.halt", json!({ "reason": "a test" })).await.data();
    let frame = socket.next().await;
    assert_eq!(frame["result"]["data"]["json"]["data"]["what"], "switch", "{frame}");
}
