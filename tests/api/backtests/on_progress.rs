//! `backtests.onProgress`: how far a backtest has come, until it is over.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{BacktestStatus, Role, backtest};
use prisma_client_rust::{Source as _, SystemSource, raw};
use serde_json::{Value, json};

use super::over;
use crate::harness::{Socket, Tenant, world};

/// Candles for which a worker needs seconds.
const MANY: i32 = 500_000;

#[tokio::test]
async fn says_how_far_it_has_come_and_ends_with_it() {
    let world = world().await;
    let tenant = world.tenant().await;
    let id = tenant.backtest().await;
    let set = |done, status| {
        let until = SystemSource.now() + TimeDelta::hours(1);
        let changes = [
            backtest::status::set(status),
            backtest::candles_done::set(done),
            backtest::candles_total::set(10),
            backtest::leased_until::set(Some(until)),
        ];
        tenant.system.backtest().update(backtest::id::equals(id), changes).exec()
    };
    set(3, BacktestStatus::Running).await.unwrap();
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("backtests.onProgress", json!({ "id": id })).await;
    let expected =
        |status: &str, done: i32| json!({ "status": status, "candlesDone": done, "candlesTotal": 10 });
    assert_eq!(socket.next().await["result"]["data"]["json"], expected("RUNNING", 3));
    set(7, BacktestStatus::Running).await.unwrap();
    assert_eq!(socket.next().await["result"]["data"]["json"], expected("RUNNING", 7));
    set(10, BacktestStatus::Finished).await.unwrap();
    assert_eq!(socket.next().await["result"]["data"]["json"], expected("FINISHED", 10));
    assert_eq!(socket.next().await["result"]["type"], "stopped");
}

/// A set of so many minutes, of prices by which a strategy trades at every other one.
async fn long_set(tenant: &Tenant) -> Value {
    let set = tenant.candle_set().await;
    let stored = tenant.system._execute_raw(raw!(
        "INSERT INTO candle_set_candles (tenant_id, set_id, open_time, open, high, low, close, volume)
         SELECT tenant_id, set_id, open_time + minute * interval '1 minute', price, price, price, price, 1
         FROM candle_set_candles, generate_series(1, {}) AS minute, LATERAL (SELECT 100 + minute / 2 % 2) AS at (price)
         WHERE set_id = {}",
        MANY - 1,
        set
    ));
    assert_eq!(stored.exec().await.unwrap(), u64::try_from(MANY - 1).unwrap());
    json!(set)
}

#[tokio::test]
async fn of_a_long_one_it_rises_while_a_worker_computes_it_until_somebody_stops_it() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let asked = trader.mutate("backtests.create", over(&long_set(&tenant).await)).await.data();
    let mut socket = Socket::connect(&tenant.api).await;
    socket.subscribe("backtests.onProgress", json!({ "id": asked["id"] })).await;
    let mut heard = Vec::new();
    while heard.len() < 2 {
        let progress = socket.next().await["result"]["data"]["json"].take();
        let done = progress["candlesDone"].as_i64().unwrap();
        if done > 0 {
            assert_eq!(json!([progress["status"], progress["candlesTotal"]]), json!(["RUNNING", MANY]));
            assert!(
                done < i64::from(MANY) && heard.last().is_none_or(|last| *last < done),
                "{heard:?}, {done}"
            );
            heard.push(done);
        }
    }

    let stopped_at = SystemSource.now();
    trader.mutate("backtests.cancel", json!({ "id": asked["id"] })).await.data();
    let last = loop {
        let frame = socket.next().await;
        let progress = &frame["result"]["data"]["json"];
        if progress["status"] != "RUNNING" {
            break frame;
        }
    };
    assert_eq!(last["result"]["data"]["json"]["status"], "CANCELED");
    assert_eq!(socket.next().await["result"]["type"], "stopped");
    let report = trader.query("backtests.get", json!({ "id": asked["id"] })).await.data();
    let finished_at: DateTime<Utc> = report["backtest"]["finishedAt"].as_str().unwrap().parse().unwrap();
    let took = finished_at - stopped_at;
    assert!(took < TimeDelta::seconds(1), "{took} to stop");
    assert_eq!(json!([report["backtest"]["statistics"], report["equity"]]), json!([null, []]));
}
