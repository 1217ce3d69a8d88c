//! `positions.close`: closes a position.

use prisma::{BotStatus, Role, SignalStatus, bot};
use serde_json::json;

use crate::harness::{NOT_FOUND, world};

#[tokio::test]
async fn a_position_is_closed_whatever_its_bot_is_at() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    let stopped = [bot::status::set(BotStatus::Stopped)];
    tenant.system.bot().update(bot::id::equals(tenant.bot.id), stopped).exec().await.unwrap();
    let trader = tenant.person(Role::Trader).await;
    let held = trader.api.query("positions.getAll", json!({})).await.data()["items"][0].clone();
    let signal = trader.api.mutate("positions.close", json!({ "id": held["id"] })).await.data();
    assert_eq!(json!([signal["action"], signal["source"]]), json!(["CLOSE", "MANUAL"]));
    assert_eq!(tenant.outcome(&signal["id"]).await.status, SignalStatus::Executed);
    let after = trader.api.query("positions.getAll", json!({})).await.data()["items"][0].clone();
    assert_eq!(json!([after["id"], after["status"]]), json!([held["id"], "CLOSED"]));
    let again = trader.api.mutate("positions.close", json!({ "id": held["id"] })).await;
    again.refused(NOT_FOUND, "no such open position");
}
