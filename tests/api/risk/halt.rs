//! `risk.halt`: the kill switch.

use prisma::{ApiKeyScope, Role, SignalStatus};
use serde_json::{Value, json};

use crate::harness::{KeySpec, NOT_FOUND, world};

#[tokio::test]
async fn a_halted_team_orders_nothing_and_its_orders_end() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    let halted = trader.api.mutate("risk.halt", json!({ "reason": "a test" })).await.data();
    assert_eq!(
        json!([halted["bot"], halted["state"], halted["haltedBy"]]),
        json!([null, "HALTED", trader.email])
    );
    let refused = tenant.finished(tenant.buy()).await;
    assert_eq!(refused.status, SignalStatus::Rejected);
    assert!(refused.reject_reason.unwrap().starts_with("kill_switch: "));
    assert_eq!(tenant.rows().await[1], 0, "no order was made");
    let status = tenant.api.query("risk.get", Value::Null).await.data();
    assert_eq!(status["switches"][0]["reason"], "a test");
    let detail = json!({ "before": null, "after": { "state": "HALTED", "reason": "a test" } });
    assert_eq!(tenant.deeds().await, [json!([trader.email, "risk.halt", "tenant", detail])]);
}

#[tokio::test]
async fn what_only_reduces_leaves_a_bot_that_is_reducing() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    tenant.finished(tenant.buy()).await;
    let trader = tenant.person(Role::Trader).await;
    let halt = json!({ "botId": tenant.bot.id, "state": "REDUCING", "reason": "getting out" });
    trader.api.mutate("risk.halt", halt).await.data();
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Rejected);
    let mut of_other = tenant.buy();
    of_other["botId"] = json!(other.id);
    assert_eq!(tenant.finished(of_other).await.status, SignalStatus::Executed);
    let close = json!({
        "botId": tenant.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
    });
    assert_eq!(tenant.finished(close).await.status, SignalStatus::Executed);
}

#[tokio::test]
async fn a_bound_key_halts_its_own_bot_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    let bound = KeySpec { scopes: vec![ApiKeyScope::Trade], bot: Some(tenant.bot.id), ..KeySpec::default() };
    let bound = tenant.program(bound).await;
    let halted = bound.mutate("risk.halt", json!({ "reason": "a test" })).await.data();
    assert_eq!(halted["bot"]["id"], json!(tenant.bot.id));
    let refused = bound.mutate("risk.halt", json!({ "botId": other.id, "reason": "a test" })).await;
    refused.refused(NOT_FOUND, "no such bot");
}
