//! What the five lists of trading have in common: they are narrowed down to a bot, an instrument, a time, a side, and a
//! page of what is left goes on where the last one ended.

use serde_json::{Value, json};

use crate::harness::{BAD_REQUEST, Bot, Tenant, world};

const LISTS: [&str; 5] = ["signals.list", "orders.list", "fills.list", "trades.list", "positions.getAll"];

/// A round trip of a bot: what it buys or sells it gives back.
async fn round_trip(tenant: &Tenant, bot: &Bot, symbol: &str, side: &str) {
    let mut open = tenant.buy();
    (open["botId"], open["symbol"], open["side"]) = (json!(bot.id), json!(symbol), json!(side));
    tenant.finished(open.clone()).await;
    let mut close = tenant.buy();
    (close["botId"], close["symbol"], close["action"]) = (json!(bot.id), json!(symbol), json!("CLOSE"));
    (close["side"], close["qty"]) = (Value::Null, Value::Null);
    tenant.finished(close).await;
}

/// Of which bots and symbols the rows are, each pair once, in order.
async fn seen(tenant: &Tenant, list: &str, filter: &Value) -> Vec<String> {
    let page = tenant.api.query(list, filter.clone()).await.data();
    let rows = page["items"].as_array().unwrap().iter();
    let name =
        |row: &Value| format!("{} {}", row["bot"]["name"], row["instrument"]["symbol"]).replace('"', "");
    let mut names: Vec<_> = rows.map(name).collect();
    names.sort();
    names.dedup();
    names
}

/// When the list's rows stand in it.
fn time(list: &str, row: &Value) -> Value {
    let name = match list {
        "signals.list" => "receivedAt",
        "orders.list" => "createdAt",
        "fills.list" => "executedAt",
        "trades.list" => "closedAt",
        _ => "openedAt",
    };
    row[name].clone()
}

#[tokio::test]
async fn each_list_is_narrowed_down_to_a_bot_and_an_instrument() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    round_trip(&tenant, &tenant.bot, "BTCUSDT", "BUY").await;
    round_trip(&tenant, &tenant.bot, "ETHUSDT", "SELL").await;
    round_trip(&tenant, &other, "BTCUSDT", "SELL").await;
    for list in LISTS {
        for (filter, expected) in [
            (json!({ "botId": other.id }), vec!["other BTCUSDT"]),
            (json!({ "symbol": "BTCUSDT" }), vec!["other BTCUSDT", "the bot BTCUSDT"]),
            (json!({ "venue": "BINANCE", "symbol": "BTCUSDT" }), vec!["other BTCUSDT", "the bot BTCUSDT"]),
            (json!({ "venue": "binance", "symbol": "ethusdt" }), vec!["the bot ETHUSDT"]),
            (json!({ "venue": "BINANCE", "botId": other.id }), vec!["other BTCUSDT"]),
            (json!({ "venue": "NOWHERE", "symbol": "BTCUSDT" }), vec![]),
            (json!({ "botId": tenant.bot.id, "symbol": "BTCUSDT" }), vec!["the bot BTCUSDT"]),
            (json!({ "botId": other.id, "symbol": "ETHUSDT" }), vec![]),
        ] {
            assert_eq!(seen(&tenant, list, &filter).await, expected, "{list} {filter}");
        }
    }
}

#[tokio::test]
async fn each_list_is_narrowed_down_to_a_time_its_end_not_included() {
    let world = world().await;
    let tenant = world.tenant().await;
    for symbol in ["BTCUSDT", "ETHUSDT", "SOLUSDT"] {
        round_trip(&tenant, &tenant.bot, symbol, "BUY").await;
    }
    for list in LISTS {
        let all = tenant.api.query(list, json!({})).await.data()["items"].as_array().unwrap().clone();
        let [newest, oldest] = [all.first(), all.last()].map(|row| time(list, row.unwrap()));
        let count = async |filter: Value| {
            tenant.api.query(list, filter).await.data()["items"].as_array().unwrap().len()
        };
        assert_eq!(count(json!({ "from": oldest })).await, all.len(), "{list}");
        assert_eq!(count(json!({ "to": newest })).await, all.len() - 1, "{list}");
        assert_eq!(count(json!({ "from": newest })).await, 1, "{list}");
        assert_eq!(count(json!({ "from": newest, "to": oldest })).await, 0, "{list}");
    }
}

#[tokio::test]
async fn what_bought_and_what_sold_is_told_apart() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    tenant.finished(tenant.buy()).await;
    let mut sell = tenant.buy();
    (sell["botId"], sell["side"]) = (json!(other.id), json!("SELL"));
    tenant.finished(sell).await;
    for (list, long, short) in [
        ("signals.list", "BUY", "SELL"),
        ("orders.list", "BUY", "SELL"),
        ("fills.list", "BUY", "SELL"),
        ("positions.getAll", "LONG", "SHORT"),
    ] {
        assert_eq!(seen(&tenant, list, &json!({ "side": long })).await, ["the bot BTCUSDT"], "{list}");
        assert_eq!(seen(&tenant, list, &json!({ "side": short })).await, ["other BTCUSDT"], "{list}");
    }
    assert_eq!(seen(&tenant, "positions.getAll", &json!({ "side": "FLAT" })).await, [""; 0]);
    assert_eq!(
        seen(&tenant, "positions.getAll", &json!({ "side": "LONG", "status": "CLOSED" })).await,
        [""; 0]
    );
}

#[tokio::test]
async fn pages_of_what_is_left_follow_each_other_without_gap_or_repeat() {
    let world = world().await;
    let tenant = world.tenant().await;
    let other = tenant.another_bot("other", vec![]).await;
    for bot in [&tenant.bot, &other, &tenant.bot, &other, &tenant.bot] {
        round_trip(&tenant, bot, "BTCUSDT", "BUY").await;
    }
    for list in LISTS {
        let mut filter = json!({ "botId": tenant.bot.id, "symbol": "BTCUSDT" });
        let all = tenant.api.query(list, filter.clone()).await.data()["items"].clone();
        filter["limit"] = json!(1);
        let mut pages = Vec::new();
        loop {
            let mut page = tenant.api.query(list, filter.clone()).await.data();
            pages.extend(page["items"].as_array().unwrap().clone());
            filter["cursor"] = page["nextCursor"].take();
            if filter["cursor"].is_null() {
                break;
            }
        }
        assert_eq!(json!(pages), all, "{list}");
        assert!(pages.len() >= 3, "{list}");
    }
}

#[tokio::test]
async fn a_name_that_is_none_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    for list in LISTS {
        for (field, value) in [
            ("venue", json!("")),
            ("venue", json!("x".repeat(33))),
            ("symbol", json!("x".repeat(65))),
            ("symbol", json!("BTC\0")),
            ("botId", json!("the bot")),
            ("from", json!("yesterday")),
            ("to", json!(1)),
        ] {
            tenant.api.query(list, json!({ field: value })).await.refused(BAD_REQUEST, field);
        }
    }
    for list in ["signals.list", "orders.list", "fills.list"] {
        tenant.api.query(list, json!({ "side": "LONG" })).await.refused(BAD_REQUEST, "side");
    }
    tenant.api.query("positions.getAll", json!({ "side": "BUY" })).await.refused(BAD_REQUEST, "side");
}
