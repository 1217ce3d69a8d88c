//! `backtests.onChange`: a backtest each time it is asked for, begun, stopped or over.

use prisma::Role;
use serde_json::json;

use super::over;
use crate::harness::{Socket, world};

#[tokio::test]
async fn sends_the_teams_own_and_never_anothers() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let mut socket = Socket::connect(&ours.api).await;
    socket.subscribe("backtests.onChange", json!({})).await;
    for tenant in [&theirs, &ours] {
        let trader = tenant.person(Role::Trader).await.api;
        trader.mutate("backtests.create", over(&json!(tenant.candle_set().await))).await.data();
    }
    let (position, first) = socket.item().await;
    assert_eq!(first["status"], "QUEUED");
    assert!(position.ends_with(&format!(".{}", first["seq"])), "{position}");
    let listed = ours.api.query("backtests.list", json!({})).await.data();
    assert_eq!(first["id"], listed["items"][0]["id"]);
}
