//! `backtests.cancel`: a backtest that is stopped; and what becomes of one whose worker dies.

use std::time::Duration;

use chrono::TimeDelta;
use prisma::{BacktestStatus, Role, backtest};
use prisma_client_rust::{Source, SystemSource};
use serde_json::json;

use super::{minutes, outcome, over};
use crate::harness::{Database, Program, Server, Tenant, eventually, world};

#[tokio::test]
async fn one_that_waits_is_stopped_at_once_and_one_that_is_over_stays_as_it_is() {
    let world = world().await;
    let tenant = world.tenant().await;
    let trader = tenant.person(Role::Trader).await.api;
    let done = json!({ "id": tenant.backtest().await });
    let stopped = trader.mutate("backtests.cancel", done).await.data();
    assert_eq!(json!([stopped["status"], stopped["cancelRequested"]]), json!(["FINISHED", false]));

    // Somebody computes it, and will hear that it is to stop.
    let id = tenant.backtest().await;
    let until = SystemSource.now() + TimeDelta::hours(1);
    let running = [
        backtest::status::set(BacktestStatus::Running),
        backtest::statistics::set(None),
        backtest::leased_until::set(Some(until)),
    ];
    tenant.system.backtest().update(backtest::id::equals(id), running).exec().await.unwrap();
    let asked = trader.mutate("backtests.cancel", json!({ "id": id })).await.data();
    assert_eq!(json!([asked["status"], asked["cancelRequested"]]), json!(["RUNNING", true]));
    let again = trader.mutate("backtests.cancel", json!({ "id": id })).await.data();
    assert_eq!(again, asked);
}

/// A server that computes no backtests, so that they wait.
async fn idle(database: &Database) -> Server {
    Server::start_with(Server::program(database).env("TICKWIRE_WORKER", "false")).await
}

#[tokio::test]
async fn what_a_dead_worker_had_is_begun_again_and_what_waits_can_be_stopped() {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let server = idle(&database).await;
    let tenant = Tenant::new(&database.system().await, &server.url).await;
    let trader = tenant.person(Role::Trader).await.api;
    let set = minutes(&trader, (0..500).map(|n| 100 + (n * 7919) % 31)).await;
    let [lost, unwanted] = [
        trader.mutate("backtests.create", over(&set)).await.data(),
        trader.mutate("backtests.create", over(&set)).await.data(),
    ];
    tokio::time::sleep(Duration::from_millis(300)).await;
    let waiting = trader.query("backtests.get", json!({ "id": lost["id"] })).await.data();
    assert_eq!(waiting["backtest"]["status"], "QUEUED");
    let stopped = trader.mutate("backtests.cancel", json!({ "id": unwanted["id"] })).await.data();
    assert_eq!((&stopped["status"], stopped["finishedAt"].is_string()), (&json!("CANCELED"), true));

    // As a worker leaves it that was killed a moment ago.
    let id: uuid::Uuid = lost["id"].as_str().unwrap().parse().unwrap();
    let until = SystemSource.now() + TimeDelta::seconds(1);
    let dead = [
        backtest::status::set(BacktestStatus::Running),
        backtest::attempt::set(1),
        backtest::candles_done::set(77),
        backtest::leased_until::set(Some(until)),
    ];
    tenant.system.backtest().update(backtest::id::equals(id), dead).exec().await.unwrap();
    let worker = Server::start(&database).await;
    let report = outcome(&trader, &lost["id"]).await;
    assert_eq!(report["backtest"]["statistics"]["candles"], 500);
    let row = tenant.system.backtest().find_unique(backtest::id::equals(id)).exec().await.unwrap().unwrap();
    assert_eq!((row.attempt, row.status), (2, BacktestStatus::Finished));
    assert!(row.started_at.unwrap() > until, "not while the dead one might still have been there");

    // One that kills whoever computes it is given up.
    let hopeless = trader.mutate("backtests.create", over(&set)).await.data();
    outcome(&trader, &hopeless["id"]).await;
    let id: uuid::Uuid = hopeless["id"].as_str().unwrap().parse().unwrap();
    let past = SystemSource.now() - TimeDelta::seconds(1);
    let dead = [
        backtest::status::set(BacktestStatus::Running),
        backtest::attempt::set(5),
        backtest::leased_until::set(Some(past)),
    ];
    tenant.system.backtest().update(backtest::id::equals(id), dead).exec().await.unwrap();
    let failed = eventually("that it is given up", async || {
        let report = trader.query("backtests.get", json!({ "id": hopeless["id"] })).await.data();
        (report["backtest"]["status"] == "FAILED").then_some(report)
    })
    .await;
    assert!(failed["backtest"]["error"].as_str().unwrap().contains("five times"), "{failed}");
    drop(worker);
}
