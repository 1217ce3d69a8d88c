//! `market.onTick`: the newest price of an instrument, of a market that is simulated.

use std::time::{Duration, Instant};

use prisma::candle;
use serde_json::json;

use crate::harness::{Database, NOT_FOUND, Program, Server, Socket, Tenant, eventually, refusal, world};

/// A server of its own with the demo data and a simulated market.
async fn simulated(seed: &str) -> (Database, Server) {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let server = Server::start_with(Server::program(&database).env("TICKWIRE_SIMULATOR", seed)).await;
    (database, server)
}

#[tokio::test]
async fn prices_come_as_they_change_and_minutes_are_kept() {
    let (database, server) = simulated("7").await;
    let tenant = Tenant::new(&database.system().await, &server.url).await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("market.onTick", json!({ "venue": "BINANCE", "symbol": "BTCUSDT" })).await;
    let (start, mut ticks) = (Instant::now(), Vec::new());
    while ticks.len() < 6 {
        ticks.push(socket.next().await["result"]["data"]["json"].take());
    }
    assert!(start.elapsed() >= Duration::from_millis(1200), "four a second at most: {:?}", start.elapsed());
    assert!(ticks.is_sorted_by(|one, next| one["at"].as_str() < next["at"].as_str()), "{ticks:?}");
    assert!(ticks.windows(2).any(|pair| pair[0]["price"] != pair[1]["price"]), "{ticks:?}");

    // A week of the past is there, without a gap, and goes on to the minute before this one.
    let listed = tenant.api.query("instruments.list", json!({})).await.data();
    let bitcoin =
        listed["items"].as_array().unwrap().iter().find(|item| item["symbol"] == "BTCUSDT").unwrap();
    assert!(bitcoin["lastPriceAt"].as_str() >= ticks[0]["at"].as_str(), "{bitcoin}");
    let week = 7 * 24 * 60;
    let id = bitcoin["id"].as_str().unwrap().parse().unwrap();
    eventually("a week of candles", async || {
        let count = tenant.system.candle().count([candle::instrument_id::equals(id)]).exec().await.unwrap();
        (count >= week).then_some(())
    })
    .await;
    let days = json!({ "venue": "BINANCE", "symbol": "BTCUSDT", "interval": "D1" });
    let days = tenant.api.query("market.candles", days).await.data();
    let days = days["items"].as_array().unwrap();
    assert_eq!(days.len(), 8, "{days:?}");
    assert!(days[1..7].iter().all(|day| day["missing"] == 0), "{days:?}");
}

#[tokio::test]
async fn without_a_simulator_no_price_moves_by_itself() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("market.onTick", json!({ "venue": "BINANCE", "symbol": "BTCUSDT" })).await;
    let silent = tokio::time::timeout(Duration::from_millis(600), socket.next()).await;
    assert!(silent.is_err(), "{silent:?}");
    let mut socket = Socket::connect(&tenant.api).await;
    let error = socket.refused("market.onTick", json!({ "venue": "BINANCE", "symbol": "NOTHING" })).await;
    refusal(&error, NOT_FOUND, "there is no such instrument");
    assert_eq!(error["data"]["error"], json!({ "type": "UnknownInstrument" }));
}
