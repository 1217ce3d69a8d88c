//! `equity.get`: how the team or a bot stands.

use prisma::paper_account;
use prisma_client_rust::{Source, SystemSource};
use rust_decimal::Decimal;
use serde_json::json;

use crate::harness::world;

#[tokio::test]
async fn what_a_bot_earned_is_in_its_account_and_the_teams() {
    let world = world().await;
    let tenant = world.tenant().await;
    tenant.finished(tenant.buy()).await;
    for input in [json!({}), json!({ "botId": tenant.bot.id })] {
        let equity = tenant.api.query("equity.get", input).await.data();
        let names = ["currency", "startingBalance", "equity", "today"];
        assert_eq!(json!(names.map(|name| &equity[name])), json!(["USDT", "100000", "99999.94", "-0.06"]));
        let names = ["realized", "unrealized", "exposure", "openPositions"];
        assert_eq!(json!(names.map(|name| &equity["bots"][0][name])), json!(["-0.06", "0", "60", 1]));
    }
}

#[tokio::test]
async fn the_currency_is_that_of_the_bots_account_else_of_the_teams() {
    let world = world().await;
    let tenant = world.tenant().await;
    let accounts = [("EUR", None), ("USDC", Some(tenant.bot.id))];
    for (currency, bot) in accounts {
        let of = [paper_account::bot_id::set(bot)];
        tenant.system.paper_account().create(tenant.id, currency, Decimal::TEN, of).exec().await.unwrap();
    }
    tenant
        .system
        .bot_account()
        .create(tenant.id, tenant.bot.id, SystemSource.now(), [])
        .exec()
        .await
        .unwrap();
    for (input, currency) in [(json!({}), "EUR"), (json!({ "botId": tenant.bot.id }), "USDC")] {
        let equity = tenant.api.query("equity.get", input).await.data();
        assert_eq!(equity["bots"][0]["currency"], "USDC");
        assert_eq!((&equity["currency"], &equity["startingBalance"]), (&json!(currency), &json!("10")));
    }
}
