//! `orders.cancel`: asks for the end of an order.

use prisma::{Role, SignalStatus, signal};
use serde_json::{Value, json};

use super::resting;
use crate::harness::{CONFLICT, Tenant, eventually, world};

/// The order once it is as it is to be.
pub(super) async fn becomes(tenant: &Tenant, id: &Value, status: &str) -> Value {
    eventually("the order's state", async || {
        let detail = tenant.api.query("orders.get", json!({ "id": id })).await.data();
        (detail["order"]["status"] == status).then_some(detail)
    })
    .await
}

#[tokio::test]
async fn an_order_that_rests_ends_and_its_signal_with_it() {
    let world = world().await;
    let tenant = world.tenant().await;
    let rests = resting(&tenant, "20000").await;
    let trader = tenant.person(Role::Trader).await;
    let asked = trader.api.mutate("orders.cancel", json!({ "id": rests["id"] })).await.data();
    assert!(asked["cancelRequestedAt"].is_string());
    let detail = becomes(&tenant, &rests["id"], "CANCELED").await;
    let history: Vec<_> =
        detail["history"].as_array().unwrap().iter().map(|step| step["type"].clone()).collect();
    assert_eq!(json!(history), json!(["SUBMITTED", "ACCEPTED", "PENDING_CANCEL", "CANCELED"]));
    let row = tenant.system.signal().find_first([signal::tenant_id::equals(tenant.id)]).exec().await.unwrap();
    assert_eq!(row.unwrap().status, SignalStatus::Canceled);
    let again = trader.api.mutate("orders.cancel", json!({ "id": rests["id"] })).await;
    again.refused(CONFLICT, "ended already");
}
