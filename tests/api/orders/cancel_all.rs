//! `orders.cancelAll`: asks for the end of every order.

use prisma::Role;
use serde_json::json;

use super::{cancel::becomes, resting};
use crate::harness::world;

#[tokio::test]
async fn every_order_that_rests_ends() {
    let world = world().await;
    let tenant = world.tenant().await;
    let rest = [resting(&tenant, "20000").await, resting(&tenant, "20001").await];
    let trader = tenant.person(Role::Trader).await;
    let asked = trader.api.mutate("orders.cancelAll", json!({})).await.data();
    assert_eq!(asked["count"], 2);
    for order in &rest {
        becomes(&tenant, &order["id"], "CANCELED").await;
    }
    let again = trader.api.mutate("orders.cancelAll", json!({})).await.data();
    assert_eq!(again["count"], 0);
}
