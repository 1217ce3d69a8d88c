//! A venue that misbehaves, ten thousand times, each time in another way: at most one order an intent, and the books are
//! equal at the end.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use futures::{FutureExt as _, StreamExt as _};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rust_decimal::Decimal;
use trading::{
    Effect, Fill, Instrument, InstrumentSpec, Order, OrderDraft, OrderError, OrderEvent, OrderStatus,
    Position, Side, TimeInForce, matching::Quote, money, position::cash_flow,
};
use venues::{
    CancelOutcome, Market, OrderRef, QueryOutcome, ScriptedVenue, Submission, SubmitOutcome, Venue,
    VenueUpdate, VenueUpdates, scripted::Faults,
};

const SCHEDULES: u64 = 10_000;
/// After so many moments without a fault everything has to be known.
const PATIENCE: usize = 200;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn bitcoin() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: Decimal::new(1, 2),
        lot_step: Decimal::new(1, 3),
        min_qty: Decimal::new(1, 3),
        max_qty: None,
        min_notional: Decimal::ZERO,
        multiplier: Decimal::ONE,
    })
    .expect("the record makes sense")
}

/// Sends orders and keeps books, by nothing but the venue's word.
struct Trader<'a> {
    rng: StdRng,
    venue: &'a ScriptedVenue,
    instrument: &'a Instrument,
    updates: VenueUpdates,
    orders: BTreeMap<String, Order>,
    position: Position,
    booked: Vec<Fill>,
}

impl<'a> Trader<'a> {
    fn new(seed: u64, venue: &'a ScriptedVenue, instrument: &'a Instrument) -> Self {
        Self {
            rng: StdRng::seed_from_u64(!seed),
            venue,
            instrument,
            updates: venue.updates(),
            orders: BTreeMap::new(),
            position: Position::FLAT,
            booked: Vec::new(),
        }
    }

    /// The intent, and its name, before anybody hears of it.
    fn intend(&mut self) {
        let draft = any_order(&mut self.rng);
        let client_order_id = format!("c-{}", self.orders.len() + 1);
        let mut order = Order::new(client_order_id.clone(), draft);
        order.apply(OrderEvent::Submitted).expect("it is new");
        self.orders.insert(client_order_id.clone(), order);
        self.submit(&client_order_id);
    }

    fn submit(&mut self, client_order_id: &str) {
        let draft = *self.orders[client_order_id].draft();
        let quote = Quote::last(Decimal::from(20_000));
        let market = Market { quote, held_qty: self.position.signed_qty, now: NOW };
        let submission = Submission { client_order_id, instrument: self.instrument, order: &draft, market };
        match answer(self.venue.submit(submission)) {
            SubmitOutcome::Accepted { venue_order_id, updates } => {
                self.apply(client_order_id, OrderEvent::Accepted { venue_order_id });
                self.apply_all(updates);
            }
            SubmitOutcome::Rejected { .. } => self.apply(client_order_id, OrderEvent::Rejected),
            SubmitOutcome::Unknown { .. } => {}
        }
    }

    /// Asks what became of an order; what the venue never heard of is sent again, under its name.
    fn ask(&mut self, client_order_id: &str) {
        match answer(self.venue.query(self.order_ref(client_order_id))) {
            QueryOutcome::Found(report) => {
                assert_eq!(report.client_order_id, client_order_id);
                self.apply_all(report.updates());
            }
            QueryOutcome::NotFound => self.submit(client_order_id),
            QueryOutcome::Unknown { .. } => {}
        }
    }

    fn cancel(&mut self, client_order_id: &str) {
        self.apply(client_order_id, OrderEvent::PendingCancel);
        match answer(self.venue.cancel(self.order_ref(client_order_id))) {
            CancelOutcome::Accepted { updates } => self.apply_all(updates),
            CancelOutcome::Rejected { .. } => self.apply(client_order_id, OrderEvent::CancelRejected),
            CancelOutcome::Unknown { .. } => {}
        }
    }

    fn order_ref<'b>(&'b self, client_order_id: &'b str) -> OrderRef<'b> {
        let venue_order_id = self.orders[client_order_id].venue_order_id();
        OrderRef { client_order_id, venue_order_id, instrument: self.instrument, now: NOW }
    }

    /// Takes what the venue tells; after a disconnect, asks about everything that is not over.
    fn listen(&mut self) {
        while let Some(told) = self.updates.next().now_or_never() {
            if let Some(update) = told {
                self.apply_all([update]);
            } else {
                self.updates = self.venue.updates();
                self.ask_about_all();
            }
        }
    }

    fn ask_about_all(&mut self) {
        for client_order_id in self.not_over() {
            self.ask(&client_order_id);
        }
    }

    fn not_over(&self) -> Vec<String> {
        let orders = self.orders.iter().filter(|(_, order)| !order.status().is_over());
        orders.map(|(client_order_id, _)| client_order_id.clone()).collect()
    }

    fn apply_all(&mut self, updates: impl IntoIterator<Item = VenueUpdate>) {
        for update in updates {
            let order = &self.orders[&update.client_order_id];
            if update.is_premature(order).expect("in range") {
                self.ask(&update.client_order_id);
            } else {
                self.apply(&update.client_order_id, update.event);
            }
        }
    }

    fn apply(&mut self, client_order_id: &str, event: OrderEvent) {
        let order = self.orders.get_mut(client_order_id).expect("the venue tells of our orders");
        let fill = if let OrderEvent::Filled(fill) = &event { Some(fill.clone()) } else { None };
        match (order.apply(event), fill) {
            (Ok(Effect::Changed), Some(fill)) => {
                self.position = self.position.after(&fill, self.instrument).expect("in range");
                self.booked.push(fill);
            }
            // Where it is refused, what came before it was not told yet; it will be, or is asked about.
            (Ok(_), _) | (Err(OrderError::InvalidTransition { .. }), None) => {}
            (Err(error), _) => panic!("{error}"),
        }
    }
}

fn any_order(rng: &mut StdRng) -> OrderDraft {
    let side = if rng.random_bool(0.5) { Side::Buy } else { Side::Sell };
    let qty = Decimal::new(rng.random_range(1..5_000), 3);
    let price = Decimal::from(rng.random_range(19_000..21_000));
    let draft = match rng.random_range(0..4) {
        0 => OrderDraft::limit(side, qty, price),
        1 => OrderDraft::stop(side, qty, price),
        _ => OrderDraft::market(side, qty),
    };
    let times = [TimeInForce::Gtc, TimeInForce::Ioc, TimeInForce::Fok];
    OrderDraft { time_in_force: times[rng.random_range(0..times.len())], ..draft }
}

/// What a venue that never waits answers.
fn answer<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("the scripted venue answers at once")
}

/// One schedule: a few intents, with cancels, silences and disconnects between; then calm, until everything is known.
fn play(seed: u64, instrument: &Instrument) {
    let venue = ScriptedVenue::new("BINANCE", seed, Faults::MANY, NOW);
    let mut trader = Trader::new(seed, &venue, instrument);
    for _ in 0..trader.rng.random_range(4..24) {
        match trader.rng.random_range(0..6) {
            0 | 1 => trader.intend(),
            2 => {
                let working = trader.not_over();
                if !working.is_empty() {
                    let chosen = trader.rng.random_range(0..working.len());
                    trader.cancel(&working[chosen]);
                }
            }
            3 => trader.ask_about_all(),
            _ => venue.advance(),
        }
        trader.listen();
    }
    venue.calm_down();
    for _ in 0..PATIENCE {
        venue.advance();
        trader.listen();
        trader.ask_about_all();
        if trader.not_over().is_empty() {
            break;
        }
    }
    // What was told late or again may still come.
    venue.advance();
    trader.listen();
    check(seed, &venue, &trader);
}

fn check(seed: u64, venue: &ScriptedVenue, trader: &Trader<'_>) {
    let Trader { orders, position, booked, instrument, .. } = trader;
    let truth = venue.orders();
    assert!(truth.len() <= orders.len(), "seed {seed}: more orders than intents");
    let mut cash = Decimal::ZERO;
    for report in &truth {
        let order = &orders[&report.client_order_id];
        assert_eq!(order.status(), report.status, "seed {seed}: {order:?} is {report:?}");
        let sorted = |mut fills: Vec<Fill>| {
            fills.sort_by(|a, b| a.trade_id.cmp(&b.trade_id));
            fills
        };
        let executed = report.executions.iter().map(|execution| execution.fill.clone()).collect();
        assert_eq!(sorted(order.fills().to_vec()), sorted(executed), "seed {seed}");
        assert_eq!(order.overfilled_qty(), Ok(Decimal::ZERO), "seed {seed}");
        for execution in &report.executions {
            cash = money::add(cash, cash_flow(&execution.fill, instrument).expect("in range"))
                .expect("in range");
        }
    }
    let unsent = orders.values().filter(|order| !order.status().is_over()).count();
    assert_eq!((unsent, truth.len()), (0, orders.len()), "seed {seed}: something is not known");

    let mark = Decimal::from(20_000);
    let worth = money::add(cash, instrument.notional(position.signed_qty, mark).expect("in range"));
    let earned = position.net().and_then(|net| money::add(net, position.unrealized(mark, instrument)?));
    assert_eq!(worth, earned, "seed {seed}: the books");
    let replay = |position: Position, fill: &Fill| position.after(fill, instrument);
    assert_eq!(booked.iter().try_fold(Position::FLAT, replay), Ok(*position), "seed {seed}: the replay");
}

#[test]
fn books_are_equal_at_the_end_of_every_schedule() {
    let instrument = bitcoin();
    for seed in 0..SCHEDULES {
        play(seed, &instrument);
    }
}

#[test]
fn a_schedule_repeats() {
    let instrument = bitcoin();
    let truth = |seed| {
        let venue = ScriptedVenue::new("BINANCE", seed, Faults::MANY, NOW);
        let mut trader = Trader::new(seed, &venue, &instrument);
        for _ in 0..20 {
            trader.intend();
            venue.advance();
            trader.listen();
        }
        venue.orders()
    };
    assert_eq!(truth(7), truth(7));
    assert_ne!(truth(7), truth(8));
}

#[test]
fn a_venue_without_faults_does_what_it_is_told() {
    let instrument = bitcoin();
    let venue = ScriptedVenue::new("BINANCE", 1, Faults::NONE, NOW);
    let mut trader = Trader::new(1, &venue, &instrument);
    for _ in 0..50 {
        trader.intend();
    }
    for _ in 0..PATIENCE {
        venue.advance();
        trader.listen();
    }
    check(1, &venue, &trader);
    assert!(venue.orders().iter().all(|report| report.status != OrderStatus::Rejected));
    let balances = answer(venue.balances()).expect("it answers");
    let base = balances.iter().find(|balance| balance.currency == "BTC").expect("it traded");
    assert_eq!(base.total, trader.position.signed_qty);
    assert_eq!(answer(venue.open_orders()), Ok(Vec::new()));
}
