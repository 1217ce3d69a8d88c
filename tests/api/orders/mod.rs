//! `orders.*`.

mod cancel;
mod cancel_all;
mod get;
mod list;
mod on_change;
mod place;

use serde_json::{Value, json};

use crate::harness::Tenant;

/// A buy that rests far below the market, of the tenant's bot; answers the order as `orders.list` shows it.
pub(super) async fn resting(tenant: &Tenant, price: &str) -> Value {
    let mut limit = tenant.buy();
    limit["orderType"] = json!("LIMIT");
    limit["limitPrice"] = json!(price);
    let id = tenant.api.mutate("signals.submit", limit).await.data()["id"].clone();
    tenant.outcome(&id).await;
    let page = tenant.api.query("orders.list", json!({ "open": true, "limit": 1 })).await.data();
    page["items"][0].clone()
}
