//! `risk.lockPair`: locks an instrument for a while.

use chrono::TimeDelta;
use prisma::{Role, SignalStatus};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use crate::harness::{BAD_REQUEST, world};

#[tokio::test]
async fn nothing_is_opened_in_a_locked_instrument_and_what_is_held_can_be_closed() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    tenant.finished(tenant.buy()).await;
    let until = SystemSource.now() + TimeDelta::hours(1);
    let mut lock =
        json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "until": until, "reason": "an announcement" });
    admin.api.mutate("risk.lockPair", lock.clone()).await.data();
    let reason = tenant.finished(tenant.buy()).await.reject_reason.unwrap_or_default();
    assert!(reason.starts_with("pair_lock: ") && reason.contains("an announcement"), "{reason}");
    let close = json!({
        "botId": tenant.bot.id, "dedupKey": "close", "venue": "BINANCE", "symbol": "BTCUSDT", "action": "CLOSE",
    });
    assert_eq!(tenant.finished(close).await.status, SignalStatus::Executed);
    lock["until"] = json!(SystemSource.now() - TimeDelta::hours(1));
    admin.api.mutate("risk.lockPair", lock).await.refused(BAD_REQUEST, "in the future");
}
