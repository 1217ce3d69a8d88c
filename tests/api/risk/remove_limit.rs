//! `risk.removeLimit`: takes a limit away.

use prisma::{Role, SignalStatus};
use serde_json::json;

use crate::harness::{NOT_FOUND, world};

#[tokio::test]
async fn a_limit_that_is_gone_binds_nobody() {
    let world = world().await;
    let tenant = world.tenant().await;
    let admin = tenant.person(Role::Admin).await;
    let limit = json!({ "rule": "MAX_ORDER_NOTIONAL", "value": "1" });
    let id = admin.api.mutate("risk.setLimit", limit).await.data()["id"].clone();
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Rejected);
    admin.api.mutate("risk.removeLimit", json!({ "id": id })).await.data();
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Executed);
    admin.api.mutate("risk.removeLimit", json!({ "id": id })).await.refused(NOT_FOUND, "no such limit");
    let other = world.tenant().await;
    let theirs = other.person(Role::Admin).await;
    let limit = json!({ "rule": "MAX_ORDER_NOTIONAL", "value": "1" });
    let id = theirs.api.mutate("risk.setLimit", limit).await.data()["id"].clone();
    admin.api.mutate("risk.removeLimit", json!({ "id": id })).await.refused(NOT_FOUND, "no such limit");
}
