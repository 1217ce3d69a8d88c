//! `equity.onChange`: what a bot's trading came to, each time it changes.

use prisma::paper_account;
use rust_decimal::Decimal;
use serde_json::json;

use crate::harness::{Socket, world};

#[tokio::test]
async fn tells_of_what_a_trade_changed() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("equity.onChange", json!({})).await;
    tenant.finished(tenant.buy()).await;
    let (_, told) = socket.item().await;
    assert_eq!(json!([told["realized"], told["currency"]]), json!(["-0.06", "USDT"]));
}

#[tokio::test]
async fn the_currency_is_that_of_the_bots_own_account() {
    let world = world().await;
    let tenant = world.tenant().await;
    let of_bot = [paper_account::bot_id::set(Some(tenant.bot.id))];
    let account = tenant.system.paper_account().create(tenant.id, "USDC", Decimal::ONE_THOUSAND, of_bot);
    account.exec().await.unwrap();
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("equity.onChange", json!({})).await;
    tenant.finished(tenant.buy()).await;
    assert_eq!(socket.item().await.1["currency"], "USDC");
}
