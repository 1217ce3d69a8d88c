//! `kill -9` at random moments: every acknowledged signal is finished once, and everything still adds up.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use futures::future::join_all;
use prisma::{OrderStatus, SignalStatus, SystemDb, fill, instrument, order, position, signal, stream_head};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Api, Bot, Database, Server, Tenant, eventually};

const ROUNDS: u32 = 16;
/// Programs that send at the same time.
const SENDERS: usize = 4;

/// An instrument like the demo data's.
pub(super) async fn store_instrument(system: &SystemDb) -> instrument::Data {
    let (tick, step) = (Decimal::new(1, 2), Decimal::new(1, 5));
    let row = system.instrument();
    let row = row.create("BINANCE", "BTCUSDT", "BTC", "USDT", tick, step, step, Decimal::from(5), []);
    row.exec().await.expect("an instrument")
}

/// A program that sends signals until the server is gone, and sends the last one again to the next server.
struct Sender {
    rng: StdRng,
    bots: Vec<Bot>,
    api: Api,
    number: usize,
    sent: usize,
    /// Sent without an answer: perhaps stored, perhaps not.
    unanswered: Option<Value>,
    /// What the server said that it has.
    acknowledged: Vec<Uuid>,
}

impl Sender {
    fn next(&mut self) -> Value {
        self.sent += 1;
        let bot = &self.bots[self.rng.random_range(0..self.bots.len())];
        let mut signal = json!({
            "botId": bot.id, "dedupKey": format!("{}-{}", self.number, self.sent), "venue": "BINANCE", "symbol": "BTCUSDT",
            "price": format!("{}.{:02}", self.rng.random_range(19_000..21_000), self.rng.random_range(0..100)),
        });
        if self.rng.random_ratio(1, 8) {
            signal["action"] = json!("CLOSE");
        } else {
            signal["side"] = json!(if self.rng.random_bool(0.5) { "BUY" } else { "SELL" });
            signal["qty"] = json!(format!("0.{:05}", self.rng.random_range(100..5_000)));
        }
        signal
    }

    async fn send_until_it_dies(&mut self, answers: &AtomicU32) {
        loop {
            let signal = self.unanswered.take().unwrap_or_else(|| self.next());
            match self.send(&signal).await {
                Some(id) => self.acknowledged.push(id),
                None => return self.unanswered = Some(signal),
            }
            answers.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The stored signal's id; none when there was no answer.
    async fn send(&self, signal: &Value) -> Option<Uuid> {
        let request = self.api.request(reqwest::Method::POST, "/trpc/signals.submit");
        let request = request.header("content-type", "application/json");
        let response = request.body(json!({ "json": signal }).to_string()).send().await.ok()?;
        let body: Value = serde_json::from_str(&response.text().await.ok()?).expect("an answer is whole");
        // A second one of that name: the first was stored, and its answer was lost.
        let first = &body["error"]["json"]["data"]["error"]["signalId"];
        let id = body["result"]["data"]["json"]["id"].as_str().or(first.as_str());
        Some(id.unwrap_or_else(|| panic!("neither taken nor a duplicate: {body}")).parse().expect("an id"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_it_finishes_every_signal_once() {
    let seed = rand::random();
    println!("seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let database = Database::migrated().await;
    let system = database.system().await;
    store_instrument(&system).await;
    let tenant = Tenant::new(&system, "").await;
    let mut senders: Vec<_> = (0..SENDERS)
        .map(|number| Sender {
            rng: StdRng::seed_from_u64(rng.random()),
            bots: Vec::new(),
            api: tenant.api.clone(),
            number,
            sent: 0,
            unanswered: None,
            acknowledged: Vec::new(),
        })
        .collect();

    for round in 0..ROUNDS {
        let server = Server::start(&database).await;
        // New ones each time: what a crash left of the old ones nobody touches but the recovery.
        let bots = join_all(["a", "b", "c"].map(|name| new_bot(&tenant, round, name))).await;
        let answers = AtomicU32::new(0);
        let sending = senders.iter_mut().map(|sender| {
            sender.api = tenant.api.at(&server.url);
            sender.bots.clone_from(&bots);
            sender.send_until_it_dies(&answers)
        });
        // After so many answers, and then at any moment of what follows the last.
        let (enough, later) = (rng.random_range(0..24), rng.random_range(0..20_000));
        let killing = async {
            let count = async || (answers.load(Ordering::Relaxed) >= enough).then_some(());
            eventually("the answers before the kill", count).await;
            tokio::time::sleep(Duration::from_micros(later)).await;
            server.kill();
        };
        tokio::join!(join_all(sending), killing);
    }

    let _last = Server::start(&database).await;
    eventually("the end of all signals", async || {
        let unfinished = [signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted])];
        (system.signal().count(unfinished).exec().await.unwrap() == 0).then_some(())
    })
    .await;
    let acknowledged: BTreeSet<_> =
        senders.iter().flat_map(|sender| sender.acknowledged.iter().copied()).collect();
    let total: usize = senders.iter().map(|sender| sender.acknowledged.len()).sum();
    println!("{total} signals acknowledged over {ROUNDS} kills");
    assert_eq!(acknowledged.len(), total, "no two answers name one signal");
    assert!(total > 50, "only {total} signals got through");
    every_signal_was_finished_once(&system, &acknowledged).await;
    positions_are_what_their_fills_make(&system).await;
    the_stream_has_no_gap(&system, &tenant).await;
}

async fn new_bot(tenant: &Tenant, round: u32, name: &str) -> Bot {
    tenant.another_bot(&format!("{round}{name}"), vec![]).await
}

async fn every_signal_was_finished_once(system: &SystemDb, acknowledged: &BTreeSet<Uuid>) {
    let signals = system.signal().find_many([]).exec().await.unwrap();
    let stored: BTreeSet<_> = signals.iter().map(|signal| signal.id).collect();
    assert!(acknowledged.is_subset(&stored), "an acknowledged signal is gone");
    let executed: BTreeSet<_> = signals
        .iter()
        .filter(|signal| signal.status == SignalStatus::Executed)
        .map(|signal| signal.id)
        .collect();
    let orders = system.order().find_many([]).exec().await.unwrap();
    assert!(orders.iter().all(|order| order.status == OrderStatus::Filled), "an order was left half done");
    let ordered: BTreeSet<_> = orders.iter().map(|order| order.signal_id).collect();
    assert_eq!((ordered.len(), &ordered), (orders.len(), &executed), "one order for each executed signal");
    let fills = system.fill().find_many([]).exec().await.unwrap();
    let filled: BTreeSet<_> = fills.iter().map(|fill| fill.order_id).collect();
    assert_eq!((filled.len(), orders.len()), (fills.len(), orders.len()), "one fill for each order");
    assert_eq!(filled, orders.iter().map(|order| order.id).collect());
}

async fn positions_are_what_their_fills_make(system: &SystemDb) {
    let row = system.instrument().find_first([]).exec().await.unwrap().unwrap();
    let rules = app::instruments::rules(&row).unwrap();
    let positions = system.position().find_many([]).exec().await.unwrap();
    assert!(!positions.is_empty());
    for row in positions {
        let mut fills = system.fill().find_many([fill::position_id::equals(row.id)]).exec().await.unwrap();
        let named = fills.iter().map(|fill| fill.order_id).collect();
        let orders = system.order().find_many([order::id::in_vec(named)]).exec().await.unwrap();
        fills
            .sort_by_key(|fill| orders.iter().find(|order| order.id == fill.order_id).map(|order| order.seq));
        let mut replayed = trading::Position::default();
        for fill in fills {
            let trade = trading::Fill {
                trade_id: fill.trade_id,
                side: match fill.side {
                    prisma::Side::Buy => trading::Side::Buy,
                    prisma::Side::Sell => trading::Side::Sell,
                },
                qty: fill.qty,
                price: fill.price,
                fee: fill.fee,
                fee_currency: fill.fee_currency,
                liquidity: trading::Liquidity::Taker,
            };
            replayed = replayed.after(&trade, &rules).unwrap();
        }
        assert_eq!(app::positions::account(&row), replayed, "position {}", row.id);
        assert_eq!(row.status == prisma::PositionStatus::Closed, replayed.is_flat());
    }
    let open = [position::status::equals(prisma::PositionStatus::Open)];
    let open = system.position().find_many(open).exec().await.unwrap();
    let bots: BTreeSet<_> = open.iter().map(|position| position.bot_id).collect();
    assert_eq!(bots.len(), open.len(), "a bot holds one position at a time");
}

async fn the_stream_has_no_gap(system: &SystemDb, tenant: &Tenant) {
    let head = stream_head::tenant_id::equals(tenant.id);
    let head = system.stream_head().find_unique(head).exec().await.unwrap().unwrap();
    let events = system.event().find_many([]).order_by(prisma::event::seq::asc()).exec().await.unwrap();
    let numbers: Vec<_> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=head.seq).collect::<Vec<_>>());
}
