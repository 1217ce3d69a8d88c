//! `bots.stop`: stops a bot and ends its run.

use prisma::{Role, SignalStatus};
use serde_json::json;

use super::{knows_its_own_alone, stopped};
use crate::harness::{BAD_REQUEST, world};

#[tokio::test]
async fn a_stopped_bot_trades_no_more_and_its_run_has_an_end_and_a_reason() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let bot = stopped(&tenant).await;
    let id = json!({ "id": bot.id });
    let mut runs = Vec::new();
    for procedure in ["bots.start", "bots.pause", "bots.stop", "bots.start", "bots.stop"] {
        let mut input = id.clone();
        if procedure == "bots.stop" {
            input["reason"] = json!("the market is closed");
        }
        trader.api.mutate(procedure, input).await.data();
        let detail = trader.api.query("bots.get", id.clone()).await.data();
        let newest = detail["runs"][0].clone();
        runs.push((detail["runs"].as_array().unwrap().len(), newest["stoppedAt"].is_null()));
        if procedure == "bots.stop" {
            assert_eq!(
                json!([newest["stoppedBy"], newest["reason"]]),
                json!([trader.email, "the market is closed"])
            );
        }
    }
    assert_eq!(runs, [(1, true), (1, true), (1, false), (2, true), (2, false)]);
    let mut signal = tenant.buy();
    signal["botId"] = json!(bot.id);
    assert_eq!(tenant.finished(signal).await.status, SignalStatus::Rejected);
    assert_eq!(tenant.deeds().await.len(), 5);
}

#[tokio::test]
async fn a_reason_is_short_and_another_tenants_bot_is_no_bot() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let long = json!({ "id": tenant.bot.id, "reason": "x".repeat(501) });
    trader.api.mutate("bots.stop", long).await.refused(BAD_REQUEST, "reason");
    knows_its_own_alone(&world, &trader.api, "bots.stop", |id| json!({ "id": id })).await;
}
