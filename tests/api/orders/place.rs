//! `orders.place`: a person's order.

use chrono::TimeDelta;
use prisma::{ApiKeyScope, BotStatus, Role, SignalStatus, bot};
use prisma_client_rust::{Source, SystemSource};
use reqwest::Method;
use serde_json::json;

use super::cancel::becomes;
use crate::harness::{Answer, BAD_REQUEST, KeySpec, world};

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

/// In the names of this procedure, which are not those of a signal.
#[tokio::test]
async fn an_order_that_its_type_does_not_go_with_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await;
    for (order_type, price, field) in [
        ("LIMIT", json!(null), "price"),
        ("MARKET", json!("9"), "price"),
        ("STOP", json!(null), "triggerPrice"),
    ] {
        let order = json!({
            "botId": tenant.bot.id, "venue": "BINANCE", "symbol": "BTCUSDT", "side": "BUY", "qty": "0.01",
            "type": order_type, "price": price,
        });
        let answer = trader.api.mutate("orders.place", order).await;
        let error = &answer.refused(BAD_REQUEST, "order")["data"]["error"];
        assert_eq!(json!([error["type"], error["field"]]), json!(["InvalidField", field]));
    }
}

/// Whoever names a request relies on it: a name that cannot be kept is refused.
#[tokio::test]
async fn a_request_is_named_by_a_header_too() {
    let world = world().await;
    let tenant = world.tenant().await;
    let api = tenant.program(KeySpec { scopes: vec![ApiKeyScope::Trade], ..KeySpec::default() }).await;
    let order = json!({
        "botId": tenant.bot.id, "venue": "BINANCE", "symbol": "BTCUSDT", "side": "BUY", "qty": "0.01",
        "type": "LIMIT", "price": "1000",
    });
    let place = async |name: &str| {
        let request = api.request(Method::POST, "/api/orders.place").json(&order);
        api.send(request.header("idempotency-key", name)).await
    };
    let name = SystemSource.uuid_v4();
    let signal = |answer: Answer| answer.json()["result"]["data"]["id"].as_str().map(str::to_owned);
    let placed = signal(place(&name.to_string()).await);
    assert!(placed.is_some());
    assert_eq!(signal(place(&format!("\"{name}\"")).await), placed);
    for bad in ["order-42", "", "é"] {
        let refused = place(bad).await;
        assert_eq!(refused.status, 400, "{bad}: {}", refused.json());
        assert!(refused.json().to_string().contains("Idempotency-Key"), "{}", refused.json());
    }
}

/// What nobody listened to moves nothing: a signal of a bot that stands still, or one that is too old.
#[tokio::test]
async fn what_a_refused_signal_saw_fills_nothing_that_rests() {
    let world = world().await;
    let tenant = world.tenant().await;
    let rests = super::resting(&tenant, "50000").await;
    let age = json!({ "rule": "MAX_SIGNAL_AGE", "value": "60" });
    tenant.person(Role::Admin).await.api.mutate("risk.setLimit", age).await.data();
    let mut old = tenant.buy();
    (old["price"], old["occurredAt"]) = (json!("49000"), json!("2026-01-01T00:00:00Z"));
    assert_eq!(tenant.finished(old).await.status, SignalStatus::Rejected);
    // What was seen before the order was placed, it has not seen.
    let mut before = tenant.buy();
    let seen_at = SystemSource.now() - TimeDelta::seconds(30);
    (before["price"], before["occurredAt"]) = (json!("49000"), json!(seen_at));
    assert_eq!(tenant.finished(before).await.status, SignalStatus::Executed);
    becomes(&tenant, &rests["id"], "ACCEPTED").await;
}

#[tokio::test]
async fn a_target_counts_what_is_held_and_nothing_that_rests() {
    let world = world().await;
    let tenant = world.tenant().await;
    super::resting(&tenant, "50000").await;
    let target = async |qty: &str| {
        let mut signal = tenant.buy();
        (signal["action"], signal["targetQty"]) = (json!("TARGET"), json!(qty));
        for name in ["side", "qty"] {
            signal.as_object_mut().unwrap().remove(name);
        }
        let signal = tenant.finished(signal).await;
        let positions = tenant.api.query("positions.getAll", json!({})).await.data();
        (signal.status, positions["items"][0]["signedQty"].clone())
    };
    assert_eq!(target("0").await, (SignalStatus::Executed, json!(null)));
    assert_eq!(target("0.003").await, (SignalStatus::Executed, json!("0.003")));
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
