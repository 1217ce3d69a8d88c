//! The books against the venue's side: fills that were told to nobody are booked, and every other difference is told to
//! people by its job. Nobody listens to the venue here, so that what it tells goes unheard.

use std::sync::Arc;

use app::{
    App, jobs, pipeline,
    signals::{self, NewSignal, Terms},
};
use chrono::TimeDelta;
use prisma::{
    JobStatus, OrderStatus, OrderType, Side, SignalAction, SignalSource, TimeInForce, fill, job, order,
    position,
};
use prisma_client_rust::Source as _;
use rust_decimal::Decimal;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use trading::{OrderDraft, matching::Quote};
use uuid::Uuid;
use venues::{Market, OrderRef, ScriptedVenue, Submission, Venue as _, scripted::Faults};

use super::schedules::play::{Lane, people};
use crate::harness::{eventually, secret};

const TENANTS: &str = "reconciliation";
const ACCOUNT: &str = "venue.account";

/// A tenant with a bot at a venue at which nothing goes wrong, and nobody who listens to it.
struct Books {
    app: App,
    lane: Lane,
    venue: Arc<ScriptedVenue>,
    tenant: Uuid,
    bot: Uuid,
}

impl Books {
    async fn open() -> Self {
        let lane = Lane::open().await;
        let venue = Self::venue(&lane);
        let app = App { venue: venue.clone(), ..lane.app.clone() };
        let (tenant, bots) = people(&app.system).await;
        Self { app, lane, venue, tenant, bot: bots[0] }
    }

    fn venue(lane: &Lane) -> Arc<ScriptedVenue> {
        Arc::new(ScriptedVenue::new("BINANCE", 0, Faults::NONE, lane.clock.now()))
    }

    /// An order to buy one bitcoin, which rests at the venue and has not traded.
    async fn resting(&self) -> order::Data {
        loop {
            let order = self.placed(OrderType::Limit).await;
            if order.status == OrderStatus::Accepted {
                return order;
            }
        }
    }

    /// An order to buy one bitcoin, as far as the venue's answer says what became of it.
    async fn placed(&self, order_type: OrderType) -> order::Data {
        let limit = (order_type == OrderType::Limit).then_some((Decimal::from(20_000), TimeInForce::Gtc));
        let new = NewSignal {
            bot: self.bot,
            source: SignalSource::Api,
            dedup_key: secret(),
            venue: "BINANCE".to_owned(),
            symbol: "BTCUSDT".to_owned(),
            action: SignalAction::Order,
            side: Some(Side::Buy),
            qty: Some(Decimal::ONE),
            target_qty: None,
            terms: Terms {
                order_type: Some(order_type),
                limit_price: limit.map(|(price, _)| price),
                time_in_force: limit.map(|(_, time)| time),
                ..Terms::default()
            },
            price: Some(Decimal::from(20_000)),
            occurred_at: None,
            raw: Value::Null,
        };
        signals::submit(&self.app, self.tenant, new).await.unwrap();
        pipeline::settle(&self.app).await.unwrap();
        let newest = self.app.system.order().find_many([]).order_by(order::id::desc()).take(1);
        newest.exec().await.unwrap().remove(0)
    }

    /// The venue goes on until the order is over there.
    fn trade(&self, order: &order::Data) {
        let is_over = || {
            let orders = self.venue.orders();
            let report = orders.iter().find(|report| report.client_order_id == order.client_order_id);
            report.unwrap().status.is_over()
        };
        while !is_over() {
            self.venue.advance();
        }
    }

    /// Somebody sends the venue an order of their own.
    async fn by_hand(&self, name: &str, order: OrderDraft) {
        let row = self.app.system.instrument().find_first([]).exec().await.unwrap().unwrap();
        let instrument = app::instruments::rules(&row).unwrap();
        let market = Market { now: self.lane.clock.now(), quote: Quote::UNKNOWN, held_qty: Decimal::ZERO };
        let sent = Submission { client_order_id: name, instrument: &instrument, order: &order, market };
        self.venue.submit(sent).await;
    }

    /// Has the job done once; answers what it has to tell people.
    async fn reconciled(&self, kind: &str) -> Option<String> {
        let system = &self.app.system;
        let named = || job::kind::equals(kind.to_owned());
        // A worker makes it where there is none, to be done at once.
        let anew = vec![
            job::run_at::set(self.lane.clock.now()),
            job::status::set(JobStatus::Waiting),
            job::attempts::set(0),
            job::done_at::set(None),
            job::error::set(None),
        ];
        system.job().update_many([named()], anew).exec().await.unwrap();
        let stop = CancellationToken::new();
        let worker = tokio::spawn({
            let (app, stop) = (self.app.clone(), stop.clone());
            async move { jobs::run(&app, &stop).await }
        });
        let ended = eventually("the job", async || {
            let job = system.job().find_first([named()]).exec().await.unwrap()?;
            (job.done_at.is_some() || job.error.is_some()).then_some(job)
        });
        let ended = ended.await;
        stop.cancel();
        worker.await.unwrap();
        assert_eq!(ended.status, JobStatus::Waiting);
        if kind == TENANTS {
            let listed = jobs::list(&self.app.client.tenant(self.tenant), self.tenant).await.unwrap();
            assert_eq!(listed[0].error, ended.error, "its team sees it");
        }
        ended.error
    }

    async fn read(&self, order: &order::Data) -> order::Data {
        self.app.system.order().find_unique(order::id::equals(order.id)).exec().await.unwrap().unwrap()
    }

    async fn held(&self) -> Decimal {
        let rows = self.app.system.position().find_many([position::bot_id::equals(self.bot)]).exec().await;
        rows.unwrap().iter().map(|row| row.signed_qty).sum()
    }

    /// Writes another status into the books than the venue's.
    async fn spoil(&self, order: &order::Data, status: OrderStatus) {
        let set = [order::status::set(status), order::updated_at::set(self.lane.clock.now())];
        self.app.system.order().update(order::id::equals(order.id), set).exec().await.unwrap();
    }
}

#[tokio::test]
async fn a_fill_that_was_told_to_nobody_is_booked() {
    let books = Books::open().await;
    let order = books.resting().await;
    let before = books.held().await;
    books.trade(&order);
    assert_eq!(books.read(&order).await.filled_qty, Decimal::ZERO, "nobody listened");
    assert_eq!(books.reconciled(TENANTS).await, None);
    let stored = books.read(&order).await;
    assert_eq!((stored.status, stored.filled_qty), (OrderStatus::Filled, Decimal::ONE));
    assert_eq!(books.held().await, before + Decimal::ONE);
    assert_eq!(books.reconciled(ACCOUNT).await, None);
}

#[tokio::test]
async fn a_fill_after_the_end_that_was_told_to_nobody_is_booked() {
    let books = Books::open().await;
    let order = books.resting().await;
    let before = books.held().await;
    books.trade(&order);
    books.spoil(&order, OrderStatus::Canceled).await;
    assert_eq!(books.reconciled(TENANTS).await, None);
    let stored = books.read(&order).await;
    assert_eq!((stored.status, stored.filled_qty), (OrderStatus::Filled, Decimal::ONE));
    assert_eq!(books.held().await, before + Decimal::ONE);
    let fills = books.app.system.fill().find_many([fill::order_id::equals(order.id)]).exec().await.unwrap();
    assert_eq!(books.reconciled(TENANTS).await, None);
    let again = books.app.system.fill().find_many([fill::order_id::equals(order.id)]).exec().await.unwrap();
    assert_eq!(fills, again, "once");
}

#[tokio::test]
async fn an_end_that_was_told_to_nobody_is_booked() {
    let books = Books::open().await;
    let order = books.resting().await;
    let row = books.app.system.instrument().find_first([]).exec().await.unwrap().unwrap();
    let instrument = app::instruments::rules(&row).unwrap();
    let now = books.lane.clock.now();
    let name = &*order.client_order_id;
    books
        .venue
        .cancel(OrderRef { client_order_id: name, venue_order_id: None, instrument: &instrument, now })
        .await;
    assert_eq!(books.reconciled(TENANTS).await, None);
    assert_eq!(books.read(&order).await.status, OrderStatus::Canceled);
}

#[tokio::test]
async fn an_order_that_is_over_here_and_works_at_the_venue_is_told_and_left_alone() {
    let books = Books::open().await;
    let order = books.resting().await;
    books.spoil(&order, OrderStatus::Rejected).await;
    let name = &order.client_order_id;
    let told = format!("Order {name} is REJECTED here, with 0 filled, and ACCEPTED at the venue, with 0.");
    assert_eq!(books.reconciled(TENANTS).await, Some(told));
    let told = format!("Order {name} is working at the venue, and is REJECTED here.");
    assert_eq!(books.reconciled(ACCOUNT).await, Some(told));
    // A fill of it cannot be booked by the rules, and is told as well.
    books.trade(&order);
    let told = format!("Order {name} is REJECTED here, with 0 filled, and FILLED at the venue, with 1.");
    assert_eq!(books.reconciled(TENANTS).await, Some(told));
    assert_eq!(books.read(&order).await.status, OrderStatus::Rejected);
    // Whoever looks a day later has been told.
    let system = &books.app.system;
    let long_ago = books.lane.clock.now() - TimeDelta::days(1);
    let set = [order::updated_at::set(long_ago)];
    system.order().update(order::id::equals(order.id), set).exec().await.unwrap();
    assert_eq!(books.reconciled(TENANTS).await, None);
}

#[tokio::test]
async fn an_order_of_which_the_venue_knows_nothing_is_told() {
    let mut books = Books::open().await;
    let order = books.resting().await;
    books.venue = Books::venue(&books.lane);
    books.app.venue = books.venue.clone();
    let name = &order.client_order_id;
    let told = books.reconciled(TENANTS).await.unwrap();
    assert!(
        told.contains(&format!("Order {name} is open here, and the venue knows nothing of it.")),
        "{told}"
    );
    assert_eq!(books.read(&order).await.status, OrderStatus::Accepted);
}

#[tokio::test]
async fn an_order_that_is_none_of_ours_is_told() {
    let books = Books::open().await;
    books.resting().await;
    assert_eq!(books.reconciled(ACCOUNT).await, None);
    let strangers = [format!("tw-{}", Uuid::nil().simple()), "by hand".to_owned()];
    for name in &strangers {
        // One whose trigger was not reached does not trade at once.
        let order = OrderDraft::stop(trading::Side::Buy, Decimal::ONE, Decimal::from(90_000));
        books.by_hand(name, order).await;
    }
    let told = books.reconciled(ACCOUNT).await.unwrap();
    for name in &strangers {
        assert!(
            told.contains(&format!("Order {name} is working at the venue, and is none of ours.")),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_currency_of_which_the_venue_has_less_than_bots_hold_is_told() {
    let books = Books::open().await;
    let order = books.resting().await;
    books.trade(&order);
    assert_eq!(books.reconciled(TENANTS).await, None);
    let held = books.held().await;
    // More may be there: people's own.
    books
        .by_hand("a present", OrderDraft::limit(trading::Side::Buy, Decimal::ONE, Decimal::from(20_000)))
        .await;
    while books.venue.orders().iter().any(|report| !report.status.is_over()) {
        books.venue.advance();
    }
    assert_eq!(books.reconciled(ACCOUNT).await, None);
    for name in ["some", "more"] {
        let order = OrderDraft::limit(trading::Side::Sell, Decimal::ONE, Decimal::from(20_000));
        books.by_hand(name, order).await;
    }
    while books.venue.orders().iter().any(|report| !report.status.is_over()) {
        books.venue.advance();
    }
    let there = (held - Decimal::ONE).normalize();
    let told = format!("The venue has {there} BTC, and bots hold {} of it.", held.normalize());
    assert_eq!(books.reconciled(ACCOUNT).await, Some(told));
    assert_eq!(books.held().await, held, "nothing was mended");
}

#[tokio::test]
async fn a_venue_that_does_not_answer_is_told() {
    let mut books = Books::open().await;
    let order = books.resting().await;
    let deaf = Faults { lost_reply: 100, ..Faults::NONE };
    books.app.venue = Arc::new(ScriptedVenue::new("BINANCE", 0, deaf, books.lane.clock.now()));
    let told = books.reconciled(TENANTS).await.unwrap();
    let name = &order.client_order_id;
    assert!(told.contains(&format!("Order {name} could not be asked about: the reply was lost")), "{told}");
    assert_eq!(books.reconciled(ACCOUNT).await.as_deref(), Some("the venue is away: the reply was lost"));
}
