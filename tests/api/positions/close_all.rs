//! `positions.closeAll`: ends every order and closes every position.

use prisma::{PositionStatus, Role, position};
use serde_json::json;

use crate::harness::{eventually, world};

#[tokio::test]
async fn everything_is_flat_and_nothing_rests() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    for bot in [&tenant.bot, &other] {
        let mut buy = tenant.buy();
        buy["botId"] = json!(bot.id);
        tenant.finished(buy.clone()).await;
        buy["dedupKey"] = json!("rests");
        (buy["orderType"], buy["limitPrice"]) = (json!("LIMIT"), json!("20000"));
        tenant.finished(buy).await;
    }
    let trader = tenant.person(Role::Trader).await;
    let flat = trader.api.mutate("positions.closeAll", json!({})).await.data();
    assert_eq!(json!([flat["canceledOrders"], flat["signals"].as_array().unwrap().len()]), json!([2, 2]));
    eventually("the end of everything", async || {
        let open = [position::tenant_id::equals(tenant.id), position::status::equals(PositionStatus::Open)];
        let held = tenant.system.position().count(open).exec().await.unwrap();
        let orders = trader.api.query("orders.list", json!({ "open": true })).await.data();
        (held == 0 && orders["items"] == json!([])).then_some(())
    })
    .await;
}
