//! One schedule: some signals, with cancels, halts, crashes and silences between; then calm, until everything is over.

use std::{sync::Arc, time::Duration};

use app::{
    App, Parts,
    audit::Actor,
    orders,
    pipeline::{self, LIVE, WorkerConfig},
    risk::{self, Halt},
    signals::{self, NewSignal, Terms},
    vault::Vault,
};
use prisma::{
    BotStatus, Client, Config, HaltState, OrderType, Side, SignalAction, SignalSource, SignalStatus,
    SystemDb, TimeInForce, bot, order, signal,
};
use prisma_client_rust::Source as _;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rust_decimal::Decimal;
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use venues::{ScriptedVenue, scripted::Faults};

use super::{check::check, clock::Clock};
use crate::harness::{Database, secret};

/// After so many seconds without a fault everything is over.
const PATIENCE: usize = 2_000;
/// Between two looks, in real time.
const MOMENT: Duration = Duration::from_millis(2);

const WORKER: WorkerConfig = WorkerConfig {
    bots_at_once: 4,
    sweep: Duration::from_millis(50),
    pause: Duration::from_millis(4),
    reconnect: Duration::from_millis(2),
};

/// A database, and what plays on it.
pub(in crate::app) struct Lane {
    pub(in crate::app) app: App,
    pub(in crate::app) clock: Arc<Clock>,
    _database: Database,
}

/// A schedule that is being played.
pub(super) struct Schedule {
    pub(super) seed: u64,
    pub(super) app: App,
    pub(super) venue: Arc<ScriptedVenue>,
    pub(super) tenant: Uuid,
    clock: Arc<Clock>,
    bots: Vec<Uuid>,
    rng: StdRng,
    pipeline: Pipeline,
}

/// A pipeline that runs until it is told to stop.
struct Pipeline {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Pipeline {
    fn start(app: &App) -> Self {
        let (app, stop) = (app.clone(), CancellationToken::new());
        let stopped = stop.clone();
        let task = tokio::spawn(async move { pipeline::run(&app, WORKER, &stopped).await });
        Self { stop, task }
    }
}

impl Lane {
    pub(in crate::app) async fn open() -> Self {
        let database = Database::migrated().await;
        let clock = Arc::new(Clock::new());
        let config = || Config { max_connections: 6, source: clock.clone(), ..Config::default() };
        let client = Client::connect(&database.app_url, config()).await.expect("the serving role may log in");
        let system = SystemDb::connect(&database.system_url, config()).await;
        let system = system.expect("the system role may log in");
        let (tick, step) = (Decimal::new(1, 2), Decimal::new(1, 3));
        let row = system.instrument();
        let row = row.create("BINANCE", "BTCUSDT", "BTC", "USDT", tick, step, step, Decimal::ZERO, []);
        row.exec().await.expect("an instrument");
        let venue = venue(0, &clock);
        let vault = Vault::new(&[[7; 32]]).expect("a key");
        let parts = Parts { client, system, ambient: clock.clone(), venue, vault };
        Self { app: App::new(parts).expect("the parts fit"), clock, _database: database }
    }

    /// Plays the schedule and checks the books.
    pub(super) async fn play(&self, seed: u64) {
        let _says = SaysWhich(seed);
        let venue = venue(seed, &self.clock);
        let app = App { venue: venue.clone(), work: Arc::default(), ..self.app.clone() };
        let (tenant, bots) = people(&app.system).await;
        let (clock, rng) = (self.clock.clone(), StdRng::seed_from_u64(!seed));
        let pipeline = Pipeline::start(&app);
        let mut schedule = Schedule { seed, app, venue, tenant, clock, bots, rng, pipeline };
        schedule.disturb().await;
        schedule.calm_down().await;
        schedule.pipeline.stop.cancel();
        (&mut schedule.pipeline.task).await.expect("the pipeline ends when it is told to");
        check(&schedule).await;
    }
}

/// The seed of a schedule that fails.
struct SaysWhich(u64);

impl Drop for SaysWhich {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("it was schedule {}: TICKWIRE_FIRST_SCHEDULE={} TICKWIRE_SCHEDULES=1", self.0, self.0);
        }
    }
}

fn venue(seed: u64, clock: &Clock) -> Arc<ScriptedVenue> {
    Arc::new(ScriptedVenue::new("BINANCE", seed, Faults::MANY, clock.now()))
}

/// A tenant with two running bots.
pub(in crate::app) async fn people(system: &SystemDb) -> (Uuid, Vec<Uuid>) {
    let slug = format!("team-{}", secret());
    let tenant = system.tenant().create(slug, "A team", []).exec().await.expect("a tenant").id;
    system.stream_head().create(tenant, []).exec().await.expect("a stream");
    system.audit_head().create(tenant, vec![0; 32], []).exec().await.expect("an audit log");
    let mut bots = Vec::new();
    for name in ["one", "two"] {
        let running = [bot::status::set(BotStatus::Running), bot::desired_status::set(BotStatus::Running)];
        bots.push(system.bot().create(tenant, name, running).exec().await.expect("a bot").id);
    }
    (tenant, bots)
}

impl Schedule {
    async fn disturb(&mut self) {
        for _ in 0..self.rng.random_range(4..24) {
            match self.rng.random_range(0..13) {
                0..=3 => self.intend().await,
                4 | 5 => self.cancel().await,
                6 => self.halt().await,
                7 => self.resume().await,
                8 => self.crash().await,
                _ => self.tick(),
            }
            tokio::time::sleep(Duration::from_micros(self.rng.random_range(0..6_000))).await;
        }
    }

    /// The pipeline ends wherever it is, between what it stored and what the venue heard too, and another one begins, which
    /// knows only what is stored.
    async fn crash(&mut self) {
        self.pipeline.task.abort();
        let ended = (&mut self.pipeline.task).await;
        assert!(ended.is_err_and(|error| error.is_cancelled()), "the pipeline runs until it is told to stop");
        self.app.work = Arc::default();
        self.pipeline = Pipeline::start(&self.app);
    }

    fn tick(&self) {
        self.clock.tick();
        self.venue.advance();
    }

    /// From now on nothing goes wrong, until everything is over and heard of.
    async fn calm_down(&mut self) {
        self.venue.calm_down();
        self.resume().await;
        for _ in 0..PATIENCE {
            self.tick();
            tokio::time::sleep(MOMENT).await;
            if self.unfinished().await == 0 {
                break;
            }
        }
        // What was told late or again may still come.
        self.tick();
        for _ in 0..PATIENCE {
            if self.venue.is_heard() {
                return;
            }
            tokio::time::sleep(MOMENT).await;
        }
        panic!("the pipeline does not listen");
    }

    /// Signals and orders that are not over.
    async fn unfinished(&self) -> i64 {
        let status = signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted]);
        let signals = self.app.system.signal().count([signal::tenant_id::equals(self.tenant), status]);
        let status = order::status::in_vec(LIVE.to_vec());
        let orders = self.app.system.order().count([order::tenant_id::equals(self.tenant), status]);
        signals.exec().await.expect("the database answers")
            + orders.exec().await.expect("the database answers")
    }

    async fn intend(&mut self) {
        let bot = self.bots[self.rng.random_range(0..self.bots.len())];
        let price = Decimal::from(self.rng.random_range(19_000..21_000));
        let mut new = NewSignal {
            bot,
            source: SignalSource::Api,
            dedup_key: secret(),
            venue: "BINANCE".to_owned(),
            symbol: "BTCUSDT".to_owned(),
            action: SignalAction::Close,
            side: None,
            qty: None,
            target_qty: None,
            terms: Terms::default(),
            price: Some(price),
            occurred_at: None,
            raw: Value::Null,
        };
        if self.rng.random_ratio(7, 8) {
            let side = if self.rng.random_bool(0.5) { Side::Buy } else { Side::Sell };
            new.action = SignalAction::Order;
            (new.side, new.qty) = (Some(side), Some(Decimal::new(self.rng.random_range(1..5_000), 3)));
            new.terms = self.terms(side, price);
        }
        signals::submit(&self.app, self.tenant, new).await.expect("the signal is taken");
    }

    /// At the market, with a limit, or with a trigger that the market has not reached.
    fn terms(&mut self, side: Side, price: Decimal) -> Terms {
        let times = [TimeInForce::Gtc, TimeInForce::Ioc, TimeInForce::Fok];
        let time = times[self.rng.random_range(0..times.len())];
        let above = if side == Side::Buy { Decimal::from(50) } else { Decimal::from(-50) };
        match self.rng.random_range(0..4) {
            0 | 1 => Terms {
                order_type: Some(OrderType::Limit),
                limit_price: Some(price),
                time_in_force: Some(time),
                ..Terms::default()
            },
            2 => Terms {
                order_type: Some(OrderType::Stop),
                trigger_price: Some(price + above),
                ..Terms::default()
            },
            _ => Terms::default(),
        }
    }

    async fn cancel(&mut self) {
        let status = order::status::in_vec(LIVE.to_vec());
        let live = [order::tenant_id::equals(self.tenant), status];
        let live = self.app.system.order().find_many(live).order_by(order::id::asc()).exec().await;
        let live = live.expect("the database answers");
        if live.is_empty() {
            return;
        }
        let chosen = live[self.rng.random_range(0..live.len())].id;
        let db = self.app.client.tenant(self.tenant);
        // It may have ended meanwhile.
        let _ = orders::cancel(&self.app, &db, self.tenant, None, chosen).await;
    }

    async fn halt(&mut self) {
        let states = [HaltState::Halted, HaltState::Reducing];
        let halt = Halt {
            bot: None,
            state: states[self.rng.random_range(0..states.len())],
            reason: "by schedule".to_owned(),
            cancels_orders: self.rng.random_bool(0.3),
        };
        let db = self.app.client.tenant(self.tenant);
        risk::halt(&self.app, &db, self.tenant, &somebody(), halt).await.expect("it is halted");
    }

    async fn resume(&self) {
        let db = self.app.client.tenant(self.tenant);
        risk::resume(&self.app, &db, self.tenant, &somebody(), None).await.expect("it goes on");
    }
}

fn somebody() -> Actor {
    Actor { id: None, name: "somebody".to_owned(), ip: None }
}
