//! `backtests.get`: one backtest with its curve.

use prisma::Role;
use serde_json::json;

use super::over;
use crate::harness::{NOT_FOUND, Socket, refusal, world};

#[tokio::test]
async fn another_tenants_are_as_if_they_were_not() {
    let world = world().await;
    let (ours, theirs) = (world.tenant().await, world.tenant().await);
    let trader = ours.person(Role::Trader).await.api;
    let id = json!({ "id": theirs.backtest().await });
    trader.query("backtests.get", id.clone()).await.refused(NOT_FOUND, "no such backtest");
    trader.mutate("backtests.cancel", id.clone()).await.refused(NOT_FOUND, "no such backtest");
    assert_eq!(trader.query("backtests.trades", id.clone()).await.data()["items"], json!([]));
    let mut socket = Socket::connect(&trader).await;
    refusal(&socket.refused("backtests.onProgress", id).await, NOT_FOUND, "no such backtest");
    let foreign = over(&json!(theirs.candle_set().await));
    trader.mutate("backtests.create", foreign).await.refused(NOT_FOUND, "no such candles");
    assert_eq!(trader.query("backtests.list", json!({})).await.data()["items"], json!([]));
}
