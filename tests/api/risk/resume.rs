//! `risk.resume`: lets trading go on.

use prisma::{Role, SignalStatus};
use serde_json::json;

use crate::harness::{FORBIDDEN, world};

#[tokio::test]
async fn trading_goes_on_for_one_who_proved_who_they_are() {
    let world = world().await;
    let tenant = world.tenant().await;
    let (trader, admin) = (tenant.person(Role::Trader).await, tenant.person(Role::Admin).await);
    trader.api.mutate("risk.halt", json!({ "reason": "a test" })).await.data();
    trader.api.mutate("risk.resume", json!({})).await.refused(FORBIDDEN, "");
    let late = tenant.person(Role::Admin).await;
    tenant.came_long_ago(&late).await;
    late.api.mutate("risk.resume", json!({})).await.refused(FORBIDDEN, "enter your password again first");
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Rejected);
    for _ in 0..2 {
        admin.api.mutate("risk.resume", json!({})).await.data();
    }
    assert_eq!(tenant.finished(tenant.buy()).await.status, SignalStatus::Executed);
    assert_eq!(tenant.deeds().await.len(), 2);
}
