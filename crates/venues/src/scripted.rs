//! A venue that misbehaves as real ones do, by seed: what the pipeline is tested against.
//!
//! It takes an order and drops the reply, or takes it late; fills in parts, late, and tells each twice and in any order;
//! refuses cancels, or fills before it cancels; loses its connection and what it would have told. What it never does is
//! break the promises of [`Venue`]: one client order id is one order, and who asks long enough is told the truth.
//!
//! It moves when [`ScriptedVenue::advance`] is called, and holds no clock. It fills what it is sent, as it likes: market,
//! triggers and reduce-only are no matter of its.

mod exchange;

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use futures::{channel::mpsc, future};

use self::exchange::{Exchange, Placed};
use crate::{
    report::OrderReport,
    venue::{
        Balance, CancelOutcome, OrderRef, QueryOutcome, Submission, SubmitOutcome, Unavailable, Venue,
        VenueFuture, VenueUpdates,
    },
};

/// How often each thing goes wrong, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faults {
    /// A request does not arrive, and nobody says so.
    pub lost_request: u32,
    /// An order arrives after the sender has stopped to wait for the answer.
    pub late_request: u32,
    /// A request is served, and its answer does not arrive.
    pub lost_reply: u32,
    /// An order is refused.
    pub reject: u32,
    /// A cancel is refused.
    pub refused_cancel: u32,
    /// An order trades while its end is asked for.
    pub fill_before_cancel: u32,
    /// What happened is left out of the answer and told afterwards.
    pub late_update: u32,
    /// What happened is told again.
    pub repeated_update: u32,
    /// The connection is lost, and what would have been told.
    pub disconnect: u32,
}

impl Faults {
    /// Nothing goes wrong.
    pub const NONE: Self = Self {
        lost_request: 0,
        late_request: 0,
        lost_reply: 0,
        reject: 0,
        refused_cancel: 0,
        fill_before_cancel: 0,
        late_update: 0,
        repeated_update: 0,
        disconnect: 0,
    };

    /// Everything goes wrong, more often than anywhere.
    pub const MANY: Self = Self {
        lost_request: 10,
        late_request: 10,
        lost_reply: 20,
        reject: 5,
        refused_cancel: 25,
        fill_before_cancel: 30,
        late_update: 40,
        repeated_update: 30,
        disconnect: 10,
    };
}

/// The venue.
#[derive(Debug)]
pub struct ScriptedVenue {
    name: String,
    exchange: Mutex<Exchange>,
}

impl ScriptedVenue {
    /// A venue of this name, at which things go wrong as often as said, one way a seed.
    pub fn new(name: impl Into<String>, seed: u64, faults: Faults, start: DateTime<Utc>) -> Self {
        Self { name: name.into(), exchange: Mutex::new(Exchange::new(seed, faults, start)) }
    }

    /// A second passes: late orders arrive, waiting ones trade, and what happened is told.
    pub fn advance(&self) {
        self.exchange().advance();
    }

    /// From now on nothing goes wrong; what is on its way still arrives late.
    pub fn calm_down(&self) {
        self.exchange().calm_down();
    }

    /// Whether everything that was told has been taken up by whoever listens.
    pub fn is_heard(&self) -> bool {
        self.exchange().is_heard()
    }

    /// Every order that the venue ever took or refused: the truth that books are held against.
    pub fn orders(&self) -> Vec<OrderReport> {
        self.exchange().orders()
    }

    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Venue for ScriptedVenue {
    fn name(&self) -> &str {
        &self.name
    }

    fn submit<'a>(&'a self, submission: Submission<'a>) -> VenueFuture<'a, SubmitOutcome> {
        let outcome = self.exchange().submit(Placed::from(&submission));
        Box::pin(future::ready(outcome))
    }

    fn cancel<'a>(&'a self, order: OrderRef<'a>) -> VenueFuture<'a, CancelOutcome> {
        Box::pin(future::ready(self.exchange().cancel(order.client_order_id)))
    }

    fn query<'a>(&'a self, order: OrderRef<'a>) -> VenueFuture<'a, QueryOutcome> {
        Box::pin(future::ready(self.exchange().query(order.client_order_id)))
    }

    fn open_orders(&self) -> VenueFuture<'_, Result<Vec<OrderReport>, Unavailable>> {
        Box::pin(future::ready(self.exchange().open_orders()))
    }

    fn in_flight(&self) -> Duration {
        exchange::IN_FLIGHT
    }

    fn balances(&self) -> VenueFuture<'_, Result<Vec<Balance>, Unavailable>> {
        Box::pin(future::ready(self.exchange().balances()))
    }

    fn updates(&self) -> VenueUpdates {
        let (listener, updates) = mpsc::unbounded();
        self.exchange().listen(listener);
        Box::pin(updates)
    }
}
