//! A market that moves: what rests meets it, and what is held is marked by it.

use prisma::SignalStatus;
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
