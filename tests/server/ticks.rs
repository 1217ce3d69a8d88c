//! A market that moves: what rests meets it, and what is held is marked by it.

use chrono::{DateTime, Utc};
use prisma::{SignalStatus, fill, order};
use rust_decimal::Decimal;
use serde_json::json;

use crate::harness::{Database, Program, Server, Socket, Tenant, eventually};

/// The last price of bitcoin, as a subscriber hears it.
async fn price(tenant: &Tenant) -> Decimal {
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("market.onTick", json!({ "venue": "BINANCE", "symbol": "BTCUSDT" })).await;
    let tick = socket.next().await["result"]["data"]["json"].take();
    tick["price"].as_str().expect("a price").parse().expect("a decimal")
}

#[tokio::test]
async fn a_stop_triggers_when_the_market_comes_there_and_a_position_is_marked() {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let server = Server::start_with(Server::program(&database).env("TICKWIRE_SIMULATOR", "7")).await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, &server.url).await;
    let now = price(&tenant).await;
    // One on each side, a few ticks away: the market comes to one of them, or to both.
    let away = Decimal::new(5, 2);
    for (side, trigger) in [("BUY", now + away), ("SELL", now - away)] {
        let mut stop = tenant.buy();
        stop["price"] = json!(null);
        (stop["side"], stop["orderType"]) = (json!(side), json!("STOP"));
        stop["triggerPrice"] = json!(trigger.normalize().to_string());
        let outcome = tenant.finished(stop).await;
        // Where the market was faster, the trigger is on its wrong side already.
        assert!(matches!(
            outcome.status,
            SignalStatus::Placed | SignalStatus::Rejected | SignalStatus::Executed
        ));
    }
    let filled = eventually("a stop's fill", async || {
        let page = tenant.api.query("orders.list", json!({ "status": "FILLED" })).await.data();
        page["items"].as_array().and_then(|orders| orders.first().cloned())
    })
    .await;
    let detail = tenant.api.query("orders.get", json!({ "id": filled["id"] })).await.data();
    let history = detail["history"].as_array().unwrap();
    assert!(history.iter().any(|step| step["type"] == "TRIGGERED"), "{detail}");

    // Of a tenant of its own: both stops together would close what is bought here.
    let holder = Tenant::new(&system, &server.url).await;
    holder.finished(holder.buy()).await;
    let mut marks = Vec::new();
    eventually("two other marks", async || {
        let page = holder.api.query("positions.getAll", json!({ "status": "OPEN" })).await.data();
        let mark = page["items"][0]["markPrice"].clone();
        if !marks.contains(&mark) {
            marks.push(mark);
        }
        (marks.len() >= 3).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_order_meets_the_first_tick_that_comes_after_it() {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let program = Server::program(&database).env("TICKWIRE_SIMULATOR", "7");
    let server = Server::start_with(program.env("TICKWIRE_SIMULATOR_SPEED", "20")).await;
    let system = database.system().await;
    let tenant = Tenant::new(&system, &server.url).await;
    let mut market = Socket::connect(&tenant.api).await;
    market.subscribe("market.onTick", json!({ "venue": "BINANCE", "symbol": "BTCUSDT" })).await;
    let mut met = 0;
    while met < 6 {
        let (_, price) = next_tick(&mut market).await;
        let limit = price + Decimal::new(1, 2);
        let mut sell = tenant.buy();
        (sell["side"], sell["orderType"], sell["price"]) = (json!("SELL"), json!("LIMIT"), json!(null));
        sell["limitPrice"] = json!(limit.normalize().to_string());
        let signal = tenant.finished(sell).await;
        let of_signal = [order::signal_id::equals(signal.id)];
        let placed = system.order().find_first(of_signal).exec().await.unwrap().expect("an order");
        let mut left = 6;
        let touched = loop {
            let (at, price) = next_tick(&mut market).await;
            if at >= placed.created_at && price >= limit {
                break Some(at);
            }
            left -= 1;
            if left == 0 {
                break None;
            }
        };
        let Some(touched) = touched else { continue };
        let filled = eventually("the order's fill", async || {
            let of_order = [fill::order_id::equals(placed.id)];
            system.fill().find_first(of_order).exec().await.unwrap()
        })
        .await;
        assert!(filled.executed_at <= touched, "{} before {}", touched, filled.executed_at);
        met += 1;
    }
}

/// When the next tick was, and at what price.
async fn next_tick(market: &mut Socket) -> (DateTime<Utc>, Decimal) {
    let tick = market.next().await["result"]["data"]["json"].take();
    let text = |name: &str| tick[name].as_str().expect("a text").to_owned();
    (text("at").parse().expect("a time"), text("price").parse().expect("a decimal"))
}
