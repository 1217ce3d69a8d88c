//! `orders.place`: a person's order.

use prisma::{BotStatus, Role, SignalStatus, bot};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use super::cancel::becomes;
use crate::harness::world;

#[tokio::test]
async fn a_persons_order_goes_the_way_of_all_signals_whatever_the_bot_is_at() {
    let world = world().await;
    let tenant = world.tenant().await;
    let bot = tenant.another_bot("stopped", vec![bot::status::set(BotStatus::Stopped)]).await;
    let trader = tenant.person(Role::Trader).await;
    let key = SystemSource.uuid_v4();
    let order = json!({
        "botId": bot.id, "venue": "BINANCE", "symbol": "BTCUSDT", "side": "SELL", "qty": "0.01",
        "type": "LIMIT", "price": "90000", "idempotencyKey": key,
    });
    let placed = trader.api.mutate("orders.place", order.clone()).await.data();
    assert_eq!(json!([placed["source"], placed["status"]]), json!(["MANUAL", "RECEIVED"]));
    assert_eq!(trader.api.mutate("orders.place", order).await.data()["id"], placed["id"]);
    assert_eq!(tenant.outcome(&placed["id"]).await.status, SignalStatus::Placed);
    let page = trader.api.query("orders.list", json!({ "botId": bot.id })).await.data();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    becomes(&tenant, &page["items"][0]["id"], "ACCEPTED").await;
}

#[tokio::test]
async fn what_the_bots_own_market_sees_fills_what_rests() {
    let world = world().await;
    let tenant = world.tenant().await;
    let rests = super::resting(&tenant, "50000").await;
    // The next signal says that the price has fallen below the limit.
    let mut signal = tenant.buy();
    signal["price"] = json!("49000");
    tenant.finished(signal).await;
    let detail = becomes(&tenant, &rests["id"], "FILLED").await;
    let fill = &detail["fills"][0];
    assert_eq!(json!([fill["price"], fill["liquidity"]]), json!(["50000", "MAKER"]));
    let positions = tenant.api.query("positions.getAll", json!({})).await.data();
    assert_eq!(positions["items"][0]["signedQty"], "0.002");
}
