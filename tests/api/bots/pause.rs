//! `bots.pause`: pauses a bot, whose run goes on.

use prisma::{Role, SignalStatus};
use serde_json::json;

use super::knows_its_own_alone;
use crate::harness::world;

#[tokio::test]
async fn a_paused_bot_trades_no_more_whatever_it_reports() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let id = json!({ "id": tenant.bot.id });
    let paused = trader.api.mutate("bots.pause", id.clone()).await.data();
    assert_eq!(json!([paused["desiredStatus"], paused["status"]]), json!(["PAUSED", "RUNNING"]));
    let heartbeat = json!({ "id": tenant.bot.id, "status": "RUNNING" });
    assert_eq!(tenant.api.mutate("bots.heartbeat", heartbeat).await.data()["desiredStatus"], "PAUSED");
    let refused = tenant.finished(tenant.buy()).await;
    assert_eq!(refused.status, SignalStatus::Rejected);
    assert!(refused.reject_reason.unwrap().starts_with("bot_running: "));
    trader.api.mutate("bots.start", id).await.data();
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Executed);
}

#[tokio::test]
async fn another_tenants_bot_is_no_bot() {
    let world = world().await;
    let trader = world.tenant().await.person(Role::Trader).await;
    knows_its_own_alone(&world, &trader.api, "bots.pause", |id| json!({ "id": id })).await;
}
