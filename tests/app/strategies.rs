//! Bots that follow a built-in strategy: what it wants after each candle is traded once, and as a backtest trades it.

use std::{collections::BTreeSet, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{BotStatus, CandleInterval, SignalSource, SignalStatus, bot, signal};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Api, Database, Newcomer, Person, Program, Server, Socket, Tenant, Worker, eventually};

/// A market of its own, whose minutes a test makes.
struct Market {
    database: Database,
    server: Server,
    tenant: Tenant,
    trader: Person,
    instrument: Uuid,
    minutes: i64,
    close: i64,
}

/// The first minute.
fn start() -> DateTime<Utc> {
    "2025-01-01T00:00:00Z".parse().unwrap()
}

/// What crosses after two of four candles.
fn crossover(interval: &str) -> Value {
    json!({
        "strategy": { "type": "MA_CROSSOVER", "fast": 2, "slow": 4, "short": true },
        "venue": "BINANCE", "symbol": "BTCUSDT", "interval": interval, "qty": "0.5",
    })
}

impl Market {
    /// With a server that leaves the work to others.
    async fn open() -> Self {
        let database = Database::migrated().await;
        let system = database.system().await;
        let (tick, step) = (Decimal::new(1, 2), Decimal::new(1, 5));
        let row = system.instrument();
        let row = row.create("BINANCE", "BTCUSDT", "BTC", "USDT", tick, step, step, Decimal::from(5), []);
        let instrument = row.exec().await.unwrap().id;
        let server = Server::start_with(Server::program(&database).env("TICKWIRE_WORKER", "false")).await;
        let tenant = Tenant::new(&system, &server.url).await;
        let trader = tenant.person(prisma::Role::Trader).await;
        Self { database, server, tenant, trader, instrument, minutes: 0, close: 100 }
    }

    /// The next minute, which closes there and opens where the one before closed. Answers its open time.
    async fn minute(&mut self, close: i64) -> DateTime<Utc> {
        let at = start() + TimeDelta::minutes(self.minutes);
        let [open, close] = [std::mem::replace(&mut self.close, close), close].map(Decimal::from);
        let (high, low) = (open.max(close), open.min(close));
        let candles = self.tenant.system.candle();
        let row =
            candles.create(self.instrument, CandleInterval::M1, at, open, high, low, close, Decimal::ONE, []);
        row.exec().await.unwrap();
        self.minutes += 1;
        at
    }

    async fn call(&self, procedure: &str, input: Value) -> Value {
        self.trader.api.mutate(procedure, input).await.data()
    }

    /// A bot that follows the setup and was started.
    async fn following(&self, setup: Value) -> Uuid {
        let bot = self.call("bots.create", json!({ "name": "crossover", "setup": setup })).await;
        self.call("bots.start", json!({ "id": bot["id"] })).await;
        bot["id"].as_str().unwrap().parse().unwrap()
    }

    async fn row(&self, bot: Uuid) -> bot::Data {
        self.tenant.system.bot().find_unique(bot::id::equals(bot)).exec().await.unwrap().unwrap()
    }

    /// Waits until the bot has decided by the candle that begins then.
    async fn decided(&self, bot: Uuid, until: DateTime<Utc>) {
        eventually("the decision", async || (self.row(bot).await.decided_until == Some(until)).then_some(()))
            .await;
    }

    /// The bot's signals that are done, oldest first: the time of the candle and what was wanted.
    async fn wanted(&self, bot: Uuid) -> Vec<String> {
        let rows = eventually("the outcomes", async || {
            let of_bot = [signal::bot_id::equals(bot)];
            let rows = self.tenant.system.signal().find_many(of_bot).order_by(signal::seq::asc());
            let rows = rows.order_by(signal::received_at::asc()).exec().await.unwrap();
            let done =
                |row: &signal::Data| !matches!(row.status, SignalStatus::Received | SignalStatus::Accepted);
            rows.iter().all(done).then_some(rows)
        })
        .await;
        assert!(rows.iter().all(|row| row.source == SignalSource::Strategy));
        let said = rows.iter().map(|row| {
            let candle = row.raw["candle"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
            let minute = (candle - start()).num_minutes();
            assert!(row.dedup_key.starts_with(&format!("v{}-", row.raw["version"])), "{}", row.dedup_key);
            format!("{minute}: {}", row.target_qty.unwrap().normalize())
        });
        said.collect()
    }
}

/// The closes of a market that goes up and down: the averages of two and of four cross five times.
const CLOSES: [i64; 24] = [
    100, 99, 98, 97, 99, 103, 106, 104, 99, 95, 94, 94, 97, 101, 105, 104, 103, 98, 93, 92, 95, 99, 102, 104,
];

#[tokio::test]
async fn what_is_decided_live_is_what_a_backtest_decides_whoever_works_and_whoever_is_killed() {
    let mut market = Market::open().await;
    // Too few for any average.
    for close in &CLOSES[..3] {
        market.minute(*close).await;
    }
    let bot = market.following(crossover("M1")).await;
    let mut workers = vec![Worker::start(&market.database).await, Worker::start(&market.database).await];
    market.decided(bot, start() + TimeDelta::minutes(2)).await;
    for (index, close) in CLOSES.iter().enumerate().skip(3) {
        if index % 8 == 0 {
            workers.remove(0).kill();
            workers.push(Worker::start(&market.database).await);
        }
        let minute = market.minute(*close).await;
        market.decided(bot, minute).await;
    }
    let wanted = market.wanted(bot).await;
    assert_eq!(wanted, ["5: 0.5", "8: -0.5", "12: 0.5", "17: -0.5", "21: 0.5"]);

    let mut asked = crossover("M1");
    for (name, value) in [("name", "the same"), ("cash", "10000"), ("feeRate", "0.001"), ("slippageBps", "0")]
    {
        asked[name] = json!(value);
    }
    let backtest = market.call("backtests.create", asked).await;
    let id = json!({ "id": backtest["id"] });
    eventually("the backtest's end", async || {
        let report = market.trader.api.query("backtests.get", id.clone()).await.data();
        (report["backtest"]["status"] == "FINISHED").then_some(())
    })
    .await;
    let tried = market.trader.api.query("backtests.trades", id).await.data();
    let of_bot = json!({ "botId": bot, "limit": 200 });
    let live = market.trader.api.query("fills.list", of_bot).await.data();
    let terms = |trade: &Value| json!([trade["side"], trade["qty"], trade["price"], trade["fee"]]);
    let tried: Vec<_> = tried["items"].as_array().unwrap().iter().map(terms).collect();
    let mut live: Vec<_> = live["items"].as_array().unwrap().iter().map(terms).collect();
    live.reverse();
    assert_eq!(tried.len(), 5, "{tried:?}");
    assert_eq!(live, tried);
}

#[tokio::test]
async fn a_bot_decides_while_it_runs_and_by_what_it_follows_now() {
    let mut market = Market::open().await;
    let _worker = Worker::start(&market.database).await;
    for close in &CLOSES[..3] {
        market.minute(*close).await;
    }
    let bot = market.following(crossover("M1")).await;
    let id = json!({ "id": bot });
    market.decided(bot, start() + TimeDelta::minutes(2)).await;
    // What it does is reported for it.
    assert_eq!(market.row(bot).await.status, BotStatus::Running);
    for close in &CLOSES[3..7] {
        let minute = market.minute(*close).await;
        market.decided(bot, minute).await;
    }
    assert_eq!(market.wanted(bot).await, ["5: 0.5"]);

    // Paused, it trades nothing; then what it wanted last counts, and what it wanted between does not.
    market.call("bots.pause", id.clone()).await;
    for close in &CLOSES[7..14] {
        market.minute(*close).await;
    }
    let paused = async || (market.row(bot).await.status == BotStatus::Paused).then_some(());
    eventually("the pause", paused).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(market.wanted(bot).await, ["5: 0.5"]);
    market.call("bots.start", id.clone()).await;
    market.decided(bot, start() + TimeDelta::minutes(13)).await;
    assert_eq!(market.wanted(bot).await, ["5: 0.5", "12: 0.5"]);

    // Another version decides from the next candle on, knowing what was before.
    let mut content = crossover("M1");
    content["qty"] = json!("0.25");
    market.call("bots.saveVersion", json!({ "id": bot, "after": 1, "content": content })).await;
    for close in &CLOSES[14..19] {
        let minute = market.minute(*close).await;
        market.decided(bot, minute).await;
    }
    assert_eq!(market.wanted(bot).await, ["5: 0.5", "12: 0.5", "17: -0.25"]);

    // Another run begins where it is started: what crossed before is not traded.
    market.call("bots.stop", id.clone()).await;
    for close in &CLOSES[19..23] {
        market.minute(*close).await;
    }
    market.call("bots.start", id).await;
    market.decided(bot, start() + TimeDelta::minutes(22)).await;
    let minute = market.minute(CLOSES[23]).await;
    market.decided(bot, minute).await;
    assert_eq!(market.wanted(bot).await.len(), 3);
}

#[tokio::test]
async fn longer_candles_are_over_with_their_last_minute_and_a_gap_is_no_candle() {
    let mut market = Market::open().await;
    let _worker = Worker::start(&market.database).await;
    // Three candles of five minutes.
    for close in [100, 100, 100, 100, 100, 99, 99, 99, 99, 99, 98, 98, 98, 98, 98] {
        market.minute(close).await;
    }
    let bot = market.following(crossover("M5")).await;
    market.decided(bot, start() + TimeDelta::minutes(10)).await;
    for _ in 0..5 {
        market.minute(97).await;
    }
    market.decided(bot, start() + TimeDelta::minutes(15)).await;
    // An hour without a trade; then a candle of whose minutes the last is missing, which is over with the next one.
    market.minutes += 60;
    for close in [110, 120, 130, 140] {
        market.minute(close).await;
    }
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(market.row(bot).await.decided_until, Some(start() + TimeDelta::minutes(15)));
    market.minutes += 1;
    market.minute(140).await;
    market.decided(bot, start() + TimeDelta::minutes(80)).await;
    assert_eq!(market.wanted(bot).await, ["80: 0.5"]);
    drop(market.server);
}

#[tokio::test]
async fn a_person_who_registers_has_a_bot_that_trades_a_simulated_market() {
    let database = Database::migrated().await;
    let (seeded, _, said) = Program::new("seed").env("DATABASE_URL", &database.owner_url).run();
    assert!(seeded, "{said}");
    let program = Server::program(&database).env("TICKWIRE_SIMULATOR", "7");
    // A minute of it lasts half of a second.
    let server = Server::start_with(program.env("TICKWIRE_SIMULATOR_SPEED", "120")).await;
    let person = Newcomer::register(&Api::new(&server.url)).await;
    let setup = json!({
        "strategy": { "type": "MA_CROSSOVER", "fast": 1, "slow": 3, "short": true },
        "venue": "BINANCE", "symbol": "BTCUSDT", "interval": "M1", "qty": "0.1",
    });
    let made = person.api.mutate("bots.create", json!({ "name": "mine", "setup": setup })).await.data();
    assert_eq!(
        json!([made["strategy"], made["version"], made["desiredStatus"]]),
        json!(["MA_CROSSOVER", 1, "STOPPED"])
    );
    let mut equity = Socket::connect(&person.api).await;
    equity.subscribe("equity.onChange", json!({})).await;
    let mut signals = Socket::connect(&person.api).await;
    signals.subscribe("signals.onChange", json!({})).await;
    person.api.mutate("bots.start", json!({ "id": made["id"] })).await.data();
    // Long, and then short, or the other way round.
    let mut executed = BTreeSet::new();
    while executed.len() < 2 {
        let (_, signal) = signals.item().await;
        assert_eq!(json!([signal["source"], signal["action"]]), json!(["STRATEGY", "TARGET"]));
        assert_ne!(signal["status"], "REJECTED", "{signal}");
        if signal["status"] == "EXECUTED" {
            executed.insert(signal["targetQty"].as_str().unwrap().to_owned());
        }
    }
    let mut worth = BTreeSet::new();
    while worth.len() < 3 {
        worth.insert(equity.item().await.1["unrealized"].to_string());
    }
    let orders = person.api.query("orders.list", json!({ "status": "FILLED" })).await.data();
    assert!(orders["items"].as_array().unwrap().len() >= 2, "{orders}");
    let held = person.api.query("positions.getAll", json!({ "status": "OPEN" })).await.data();
    assert_eq!(held["items"][0]["bot"]["name"], "mine");
    person.api.mutate("bots.stop", json!({ "id": made["id"] })).await.data();
    eventually("the stop", async || {
        let detail = person.api.query("bots.get", json!({ "id": made["id"] })).await.data();
        (detail["bot"]["status"] == "STOPPED").then_some(())
    })
    .await;
}
