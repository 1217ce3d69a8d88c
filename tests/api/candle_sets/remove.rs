//! `candleSets.remove`: takes a set of candles away.

use prisma::{Role, backtest};
use serde_json::json;

use crate::harness::{CONFLICT, FORBIDDEN, NOT_FOUND, world};

#[tokio::test]
async fn a_set_goes_with_its_candles_unless_backtests_are_over_it() {
    let world = world().await;
    let (tenant, other) = (world.tenant().await, world.tenant().await);
    let trader = tenant.person(Role::Trader).await.api;
    let set = tenant.candle_set().await;
    let viewer = tenant.person(Role::Viewer).await.api;
    viewer.mutate("candleSets.remove", json!({ "id": set })).await.refused(FORBIDDEN, "does not allow this");
    let stranger = other.person(Role::Owner).await.api;
    stranger.mutate("candleSets.remove", json!({ "id": set })).await.refused(NOT_FOUND, "no such candles");
    assert_eq!(trader.mutate("candleSets.remove", json!({ "id": set })).await.data(), json!(null));
    trader.mutate("candleSets.remove", json!({ "id": set })).await.refused(NOT_FOUND, "no such candles");
    let used = tenant.backtest().await;
    let used =
        tenant.system.backtest().find_unique(backtest::id::equals(used)).exec().await.unwrap().unwrap();
    let input = json!({ "id": used.candle_set_id });
    trader.mutate("candleSets.remove", input).await.refused(CONFLICT, "backtests are over");
    assert_eq!(tenant.deeds().await.len(), 1);
}
