//! `POST /hooks/tradingview/{token}`: an alert becomes a signal.

use prisma::{BotStatus, SignalSource, SignalStatus, bot, signal};
use reqwest::{Method, header};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::harness::{
    Answer, Code, METHOD_NOT_SUPPORTED, NOT_FOUND, PAYLOAD_TOO_LARGE, Tenant, UNPROCESSABLE_CONTENT, world,
};

/// Sends an alert to the hook of the tenant's bot, as TradingView does: JSON as JSON, anything else as text.
async fn alert(tenant: &Tenant, body: impl ToString) -> Answer {
    let body = body.to_string();
    let media = if body.starts_with('{') { "application/json" } else { "text/plain; charset=utf-8" };
    let request = tenant.api.request(Method::POST, &format!("/hooks/tradingview/{}", tenant.bot.hook));
    tenant.api.send(request.header(header::CONTENT_TYPE, media).body(body)).await
}

/// The signal that a taken alert became.
async fn stored(tenant: &Tenant, answer: &Answer) -> signal::Data {
    assert_eq!(answer.status, 202, "{}", answer.body);
    let id: uuid::Uuid = answer.json()["id"].as_str().unwrap().parse().unwrap();
    let row = tenant.system.signal().find_unique(signal::id::equals(id)).exec().await.unwrap().unwrap();
    assert_eq!(
        (row.tenant_id, row.bot_id, row.source),
        (tenant.id, tenant.bot.id, SignalSource::Tradingview)
    );
    row
}

/// What the signal wants: action, side, quantity, price.
fn wanted(row: &signal::Data) -> Value {
    let text = |amount: Option<Decimal>| amount.map(|amount| amount.normalize().to_string());
    json!([row.action, row.side, text(row.qty), text(row.price)])
}

#[track_caller]
fn refused(answer: &Answer, code: Code, message: &str) {
    let body = answer.json();
    assert_eq!((answer.status, &body["error"]["code"]), (code.status, &json!(code.name)), "{body}");
    let said = body["error"]["message"].as_str().unwrap();
    assert!(said.contains(message), "{said:?} does not say {message:?}");
}

#[tokio::test]
async fn a_json_alert_becomes_a_signal_and_a_position() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = json!({
        "exchange": "BINANCE", "ticker": "BTCUSDT", "action": "buy", "contracts": "0.015", "price": 67250.10,
        "time": "2026-11-20T10:00:00Z", "comment": "entry",
    });
    let row = stored(&tenant, &alert(&tenant, body).await).await;
    assert_eq!(wanted(&row), json!(["ORDER", "BUY", "0.015", "67250.1"]));
    assert_eq!(row.occurred_at.to_rfc3339(), "2026-11-20T10:00:00+00:00");
    assert_eq!(row.raw["comment"], "entry");

    assert_eq!(tenant.outcome(&json!(row.id)).await.status, SignalStatus::Executed);
    let page = tenant.api.query("positions.getAll", json!({})).await.data();
    assert_eq!(page["items"][0]["signedQty"], "0.015");
    assert_eq!(page["items"][0]["avgPrice"], "67250.1");
}

#[tokio::test]
async fn a_text_alert_becomes_a_signal() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (body, price) in [
        ("action=sell ticker=BTCUSDT exchange=BINANCE contracts=0.5 price=67000", Some("67000")),
        ("Action: sell\nTicker: btcusdt\nExchange: BINANCE\nContracts: 0.5", None),
        ("MACD (12, 26): order sell @ 0.5 filled on BTCUSDT. New strategy position is -0.5", None),
    ] {
        let row = stored(&tenant, &alert(&tenant, body).await).await;
        assert_eq!(wanted(&row), json!(["ORDER", "SELL", "0.5", price]), "{body}");
    }
}

#[tokio::test]
async fn a_3commas_alert_becomes_a_signal_and_its_secret_is_forgotten() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = json!({
        "secret": "s3cret", "max_lag": "300", "timestamp": "2026-11-20T10:00:00Z", "trigger_price": "3480.5",
        "tv_exchange": "BINANCE", "tv_instrument": "ETHUSDT", "action": "enter_short", "bot_uuid": "x",
        "strategy_info": { "market_position": "short" }, "order": { "amount": "1.5", "currency_type": "base" },
    });
    let row = stored(&tenant, &alert(&tenant, body).await).await;
    assert_eq!(wanted(&row), json!(["ORDER", "SELL", "1.5", "3480.5"]));
    assert!(!row.raw.to_string().contains("s3cret"), "{}", row.raw);
}

#[tokio::test]
async fn altrady_opens_and_closes() {
    let world = world().await;
    let tenant = world.tenant().await;
    let open = json!({
        "api_key": "k3y", "api_secret": "s3cret", "exchange": "BINANCE", "symbol": "SOLUSDT", "side": "long",
        "action": "open", "amount": "2", "signal_id": "a1", "signal_price": "162.4",
    });
    let row = stored(&tenant, &alert(&tenant, open).await).await;
    assert_eq!(wanted(&row), json!(["ORDER", "BUY", "2", "162.4"]));
    assert_eq!(row.dedup_key, "a1");
    tenant.outcome(&json!(row.id)).await;

    let close = json!({
        "exchange": "BINANCE", "symbol": "SOLUSDT", "side": "long", "action": "close", "signal_id": "a2",
        "signal_price": "163.4",
    });
    let row = stored(&tenant, &alert(&tenant, close).await).await;
    assert_eq!(wanted(&row), json!(["CLOSE", null, null, "163.4"]));
    assert_eq!(tenant.outcome(&json!(row.id)).await.status, SignalStatus::Executed);
    let page = tenant.api.query("positions.getAll", json!({})).await.data();
    assert_eq!(
        (&page["items"][0]["status"], &page["items"][0]["grossRealized"]),
        (&json!("CLOSED"), &json!("2"))
    );
}

#[tokio::test]
async fn an_alert_that_is_sent_again_is_taken_once() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = json!({
        "exchange": "BINANCE", "ticker": "BTCUSDT", "action": "buy", "contracts": "0.01", "time": "2026-11-20T10:00:00Z",
    });
    let first = alert(&tenant, &body).await;
    stored(&tenant, &first).await;
    for _ in 0..3 {
        let again = alert(&tenant, &body).await;
        assert_eq!(
            (again.status, again.json()),
            (200, json!({ "id": first.json()["id"], "duplicate": true }))
        );
    }
    assert_eq!(tenant.rows().await[0], 1);
}

#[tokio::test]
async fn equal_alerts_of_different_times_are_two_signals() {
    let world = world().await;
    let tenant = world.tenant().await;
    for time in ["2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z"] {
        let body =
            json!({ "ticker": "BTCUSDT", "action": "buy", "contracts": "0.01", "time": time, "id": "Long" });
        stored(&tenant, &alert(&tenant, body).await).await;
    }
    assert_eq!(tenant.rows().await[0], 2);
}

#[tokio::test]
async fn delayed_data_is_not_traded_on() {
    let world = world().await;
    let tenant = world.tenant().await;
    for exchange in ["BINANCE_DL", "NASDAQ_DLY", "binance_dly"] {
        let body = json!({ "exchange": exchange, "ticker": "BTCUSDT", "action": "buy", "contracts": "1" });
        refused(&alert(&tenant, body).await, UNPROCESSABLE_CONTENT, "delayed data");
    }
    let name = "n".repeat(129);
    let named = format!(r#"{{"ticker":"BTCUSDT","action":"buy","contracts":"1","signal_id":"{name}"}}"#);
    refused(&alert(&tenant, named).await, UNPROCESSABLE_CONTENT, "at most 128 characters");
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn an_unknown_token_is_not_found() {
    let world = world().await;
    for token in ["unknown", "%00", "%ff", &"x".repeat(2000)] {
        let request = world.anonymous().request(Method::POST, &format!("/hooks/tradingview/{token}"));
        let answer = world.anonymous().send(request.body("action=buy ticker=BTCUSDT contracts=1")).await;
        assert!(matches!(answer.status, 400 | 404), "{token}: {} {}", answer.status, answer.body);
    }
    for token in ["unknown", "%ff", "%00"] {
        let address = format!("/hooks/tradingview/{token}");
        let request = world.anonymous().request(Method::POST, &address).body("x");
        refused(&world.anonymous().send(request).await, NOT_FOUND, "no bot has this hook");
    }
}

#[tokio::test]
async fn an_alert_that_cannot_be_traded_is_refused_with_what_to_change() {
    let world = world().await;
    let tenant = world.tenant().await;
    for (body, message) in [
        ("", "empty"),
        ("hello", "send JSON, or text such as"),
        ("{", "broken"),
        (r#"{"action":"buy"}"#, "{{ticker}}"),
        (r#"{"ticker":"BTCUSDT"}"#, "{{strategy.order.action}}"),
        (r#"{"ticker":"BTCUSDT","action":"dance"}"#, "not one of buy, sell, close"),
        (r#"{"ticker":"BTCUSDT","action":"buy"}"#, "needs a quantity"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"NaN"}"#, "quantity"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1e400"}"#, "quantity"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"0.0000000000001"}"#, "quantity"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"0"}"#, "more than zero"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","price":"-5"}"#, "more than zero"),
        (r#"{"ticker":"NOPEUSDT","action":"buy","contracts":"1"}"#, "{{exchange}}"),
        (r#"{"ticker":"NOPEUSDT","exchange":"BINANCE","action":"buy","contracts":"1"}"#, "BINANCE:NOPEUSDT"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","comment":"\u0000"}"#, "U+0000"),
        // An order that was meant to reduce alone must not open a position.
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","reduce_only":"yes"}"#, "reduce_only"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","postOnly":1}"#, "postOnly"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","order_type":"limit"}"#, "needs a price"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","limit_price":"9"}"#, "has no price"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","order_type":"stop"}"#, "stop_price: "),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","action":"sell"}"#, "action comes twice"),
        ("action=buy ticker=BTCUSDT contracts=1 Action=sell", "says action twice"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","time":-9223372036854775808}"#, "the time"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","time":-8210298412799}"#, "the time"),
        (r#"{"ticker":"BTCUSDT","action":"buy","contracts":"1","time":"0000-01-01T00:00:00Z"}"#, "the time"),
    ] {
        refused(&alert(&tenant, body).await, UNPROCESSABLE_CONTENT, message);
    }
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn a_large_body_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    for size in [64 * 1024 + 1, 2 * 1024 * 1024] {
        refused(&alert(&tenant, "x".repeat(size)).await, PAYLOAD_TOO_LARGE, "at most 64 KiB");
    }
}

#[tokio::test]
async fn a_hook_takes_post_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let request = tenant.api.request(method, &format!("/hooks/tradingview/{}", tenant.bot.hook));
        refused(&tenant.api.send(request).await, METHOD_NOT_SUPPORTED, "POST alone");
    }
}

#[tokio::test]
async fn a_stopped_bots_alert_is_taken_and_its_signal_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let stopped = [bot::desired_status::set(BotStatus::Stopped)];
    tenant.system.bot().update(bot::id::equals(tenant.bot.id), stopped).exec().await.unwrap();
    let row = stored(&tenant, &alert(&tenant, "action=buy ticker=BTCUSDT contracts=0.01").await).await;
    let outcome = tenant.outcome(&Value::from(row.id.to_string())).await;
    assert_eq!(outcome.status, SignalStatus::Rejected);
}

#[tokio::test]
async fn the_demo_hook_works() {
    let world = world().await;
    let request = world.anonymous().request(Method::POST, "/hooks/tradingview/demo-hook-momentum");
    let answer = world.anonymous().send(request.body("action=buy ticker=BTCUSDT contracts=0.001")).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
}
