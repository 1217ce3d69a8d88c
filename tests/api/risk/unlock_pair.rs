//! `risk.unlockPair`: takes a lock of an instrument away.

use chrono::TimeDelta;
use prisma::{Role, SignalStatus};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use crate::harness::{NOT_FOUND, world};

#[tokio::test]
async fn a_lock_that_is_gone_binds_nobody() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let until = SystemSource.now() + TimeDelta::hours(1);
    let lock = json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "until": until, "reason": "a test" });
    let id = admin.api.mutate("risk.lockPair", lock).await.data()["id"].clone();
    admin.api.mutate("risk.unlockPair", json!({ "id": id })).await.data();
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Executed);
    admin
        .api
        .mutate("risk.unlockPair", json!({ "id": id }))
        .await
        .refused(NOT_FOUND, "no such limit or lock");
}
