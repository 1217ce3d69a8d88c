//! What happens inside: orders, their executions, and what is told of them.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use futures::channel::mpsc::UnboundedSender;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::SliceRandom};
use rust_decimal::Decimal;
use trading::{
    Fill, Instrument, Liquidity, OrderDraft, OrderEvent, OrderStatus, OrderType, TimeInForce, money,
    position::cash_flow,
};

use super::Faults;
use crate::{
    report::{Execution, OrderReport, VenueUpdate},
    venue::{Balance, CancelOutcome, QueryOutcome, Submission, SubmitOutcome, Unavailable},
};

/// The price of an order that names none, in a market that nobody knows.
const SOME_PRICE: Decimal = Decimal::ONE_HUNDRED;

/// The fee, as a share of the value: a tenth of a percent.
const FEE_RATE: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// After so long, what has not arrived is lost.
pub(super) const IN_FLIGHT: Duration = Duration::from_secs(10);

/// An order as it was sent.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    client_order_id: String,
    instrument: Instrument,
    draft: OrderDraft,
    price: Decimal,
}

impl From<&Submission<'_>> for Placed {
    fn from(submission: &Submission<'_>) -> Self {
        let draft = *submission.order;
        let price = draft.named_price().or_else(|| submission.market.quote.best(draft.side));
        Self {
            client_order_id: submission.client_order_id.into(),
            instrument: submission.instrument.clone(),
            draft,
            price: price.unwrap_or(SOME_PRICE),
        }
    }
}

#[derive(Debug)]
pub(super) struct Exchange {
    rng: StdRng,
    faults: Faults,
    now: DateTime<Utc>,
    /// By client order id.
    orders: BTreeMap<String, (Placed, OrderReport)>,
    /// Sent, when, and not arrived.
    late: Vec<(DateTime<Utc>, Placed)>,
    /// Happened and not told.
    untold: Vec<VenueUpdate>,
    listeners: Vec<UnboundedSender<VenueUpdate>>,
}

impl Exchange {
    pub(super) fn new(seed: u64, faults: Faults, now: DateTime<Utc>) -> Self {
        Self {
            rng: StdRng::seed_from_u64(seed),
            faults,
            now,
            orders: BTreeMap::new(),
            late: Vec::new(),
            untold: Vec::new(),
            listeners: Vec::new(),
        }
    }

    pub(super) const fn calm_down(&mut self) {
        self.faults = Faults::NONE;
    }

    pub(super) fn orders(&self) -> Vec<OrderReport> {
        self.orders.values().map(|(_, report)| report.clone()).collect()
    }

    pub(super) fn is_heard(&self) -> bool {
        self.listeners.iter().all(UnboundedSender::is_empty)
    }

    pub(super) fn listen(&mut self, listener: UnboundedSender<VenueUpdate>) {
        self.listeners.push(listener);
    }

    pub(super) fn submit(&mut self, placed: Placed) -> SubmitOutcome {
        if self.happens(self.faults.lost_request) {
            return SubmitOutcome::Unknown { reason: "the request was lost".into() };
        }
        if self.happens(self.faults.late_request) {
            self.late.push((self.now, placed));
            return SubmitOutcome::Unknown { reason: "the request is late".into() };
        }
        let client_order_id = placed.client_order_id.clone();
        self.take(placed);
        if self.happens(self.faults.lost_reply) {
            return SubmitOutcome::Unknown { reason: "the reply was lost".into() };
        }
        let mut updates = match self.orders.get(&client_order_id) {
            Some((_, report)) if report.status != OrderStatus::Rejected => report.updates(),
            _ => return SubmitOutcome::Rejected { reason: "the venue does not like it".into() },
        };
        if self.happens(self.faults.late_update) {
            updates.clear();
        }
        SubmitOutcome::Accepted { venue_order_id: venue_order_id(&client_order_id), updates }
    }

    pub(super) fn cancel(&mut self, client_order_id: &str) -> CancelOutcome {
        if self.happens(self.faults.lost_request) {
            return CancelOutcome::Unknown { reason: "the request was lost".into() };
        }
        if self.happens(self.faults.refused_cancel) {
            return CancelOutcome::Rejected { reason: "the venue does not like it".into() };
        }
        if self.happens(self.faults.fill_before_cancel) {
            self.trade(client_order_id);
        }
        let working = self.orders.get(client_order_id).is_some_and(|(_, report)| !report.status.is_over());
        if working {
            self.happened(client_order_id, OrderEvent::Canceled, OrderStatus::Canceled);
        }
        if self.happens(self.faults.lost_reply) {
            return CancelOutcome::Unknown { reason: "the reply was lost".into() };
        }
        if !working {
            return CancelOutcome::Rejected { reason: "there is no such order working".into() };
        }
        let told = !self.happens(self.faults.late_update);
        let update = told.then(|| self.update(client_order_id, OrderEvent::Canceled));
        CancelOutcome::Accepted { updates: update.into_iter().collect() }
    }

    pub(super) fn query(&mut self, client_order_id: &str) -> QueryOutcome {
        if self.happens(self.faults.lost_reply) {
            return QueryOutcome::Unknown { reason: "the reply was lost".into() };
        }
        match self.orders.get(client_order_id) {
            Some((_, report)) => QueryOutcome::Found(Box::new(report.clone())),
            None => QueryOutcome::NotFound,
        }
    }

    pub(super) fn open_orders(&mut self) -> Result<Vec<OrderReport>, Unavailable> {
        if self.happens(self.faults.lost_reply) {
            return Err(Unavailable { reason: "the reply was lost".into() });
        }
        Ok(self.orders().into_iter().filter(|report| !report.status.is_over()).collect())
    }

    /// What the account has gained and lost since it began with nothing.
    pub(super) fn balances(&mut self) -> Result<Vec<Balance>, Unavailable> {
        if self.happens(self.faults.lost_reply) {
            return Err(Unavailable { reason: "the reply was lost".into() });
        }
        let mut totals: BTreeMap<&str, Decimal> = BTreeMap::new();
        for (placed, report) in self.orders.values() {
            let spec = placed.instrument.spec();
            for Execution { fill, .. } in &report.executions {
                *totals.entry(&spec.base).or_default() += fill.side.signed(fill.qty);
                *totals.entry(&spec.quote).or_default() +=
                    cash_flow(fill, &placed.instrument).unwrap_or_default();
            }
        }
        let balance = |(currency, total): (&str, Decimal)| Balance {
            currency: currency.into(),
            total,
            available: total,
        };
        Ok(totals.into_iter().map(balance).collect())
    }

    pub(super) fn advance(&mut self) {
        self.now += TimeDelta::seconds(1);
        for (sent_at, placed) in std::mem::take(&mut self.late) {
            if self.rng.random_bool(0.5) {
                self.take(placed);
            } else if self.now - sent_at < TimeDelta::from_std(IN_FLIGHT).unwrap_or_default() {
                self.late.push((sent_at, placed));
            }
        }
        let working = self.orders.iter().filter(|(_, (_, report))| !report.status.is_over());
        let working: Vec<String> = working.map(|(id, _)| id.clone()).collect();
        for client_order_id in working {
            if self.rng.random_bool(0.5) {
                self.trade(&client_order_id);
            }
        }
        self.tell();
    }

    /// Tells what happened, in any order; some of it later, some of it again, and some to nobody.
    fn tell(&mut self) {
        if self.happens(self.faults.disconnect) {
            self.listeners.clear();
            self.untold.clear();
        }
        let mut updates = std::mem::take(&mut self.untold);
        if self.faults != Faults::NONE {
            updates.shuffle(&mut self.rng);
        }
        for update in updates {
            if self.happens(self.faults.late_update) {
                self.untold.push(update);
                continue;
            }
            if self.happens(self.faults.repeated_update) {
                self.untold.push(update.clone());
            }
            self.listeners.retain(|listener| listener.unbounded_send(update.clone()).is_ok());
        }
    }

    /// The order arrives: the first time it is taken or refused, afterwards it is known.
    fn take(&mut self, placed: Placed) {
        let client_order_id = placed.client_order_id.clone();
        if self.orders.contains_key(&client_order_id) {
            return;
        }
        let venue_order_id = venue_order_id(&client_order_id);
        let report = OrderReport {
            client_order_id: client_order_id.clone(),
            venue_order_id: venue_order_id.clone(),
            symbol: placed.instrument.spec().symbol.clone(),
            draft: placed.draft,
            status: OrderStatus::Submitted,
            filled_qty: Decimal::ZERO,
            executions: Vec::new(),
            updated_at: self.now,
        };
        let OrderDraft { order_type, time_in_force, .. } = placed.draft;
        self.orders.insert(client_order_id.clone(), (placed, report));
        if self.happens(self.faults.reject) {
            self.happened(&client_order_id, OrderEvent::Rejected, OrderStatus::Rejected);
            return;
        }
        self.happened(&client_order_id, OrderEvent::Accepted { venue_order_id }, OrderStatus::Accepted);
        let waits = order_type != OrderType::Market && time_in_force == TimeInForce::Gtc;
        if !waits || self.rng.random_bool(0.3) {
            self.trade(&client_order_id);
        }
    }

    /// The order trades, whole or in part, or is triggered; one that may not wait ends.
    fn trade(&mut self, client_order_id: &str) {
        let Some((placed, report)) = self.orders.get(client_order_id) else { return };
        if report.status.is_over() {
            return;
        }
        let OrderDraft { order_type, time_in_force, qty, .. } = placed.draft;
        if order_type.has_trigger() && report.status == OrderStatus::Accepted {
            self.happened(client_order_id, OrderEvent::Triggered, OrderStatus::Triggered);
            return;
        }
        let left = qty - report.filled_qty;
        let lots = placed.instrument.floor_qty(left * Decimal::new(self.rng.random_range(1..10), 1));
        let part = lots.ok().filter(|part| !part.is_zero());
        match (time_in_force, part) {
            (TimeInForce::Fok, _) if self.rng.random_bool(0.3) => {
                self.happened(client_order_id, OrderEvent::Canceled, OrderStatus::Canceled);
            }
            (TimeInForce::Ioc | TimeInForce::Gtc, Some(part)) if self.rng.random_bool(0.5) => {
                self.execute(client_order_id, part);
                if time_in_force == TimeInForce::Ioc {
                    self.happened(client_order_id, OrderEvent::Canceled, OrderStatus::Canceled);
                }
            }
            _ => self.execute(client_order_id, left),
        }
    }

    fn execute(&mut self, client_order_id: &str, qty: Decimal) {
        let Some((placed, report)) = self.orders.get_mut(client_order_id) else { return };
        let spec = placed.instrument.spec();
        let value = placed.instrument.notional(qty, placed.price).unwrap_or_default();
        let fill = Fill {
            trade_id: format!("{}-{}", report.venue_order_id, report.executions.len() + 1),
            side: placed.draft.side,
            qty,
            price: placed.price,
            fee: money::multiply(value, FEE_RATE).unwrap_or_default(),
            fee_currency: spec.quote.clone(),
            liquidity: Liquidity::Taker,
        };
        report.filled_qty += qty;
        report.executions.push(Execution { fill: fill.clone(), executed_at: self.now });
        let complete = report.filled_qty >= placed.draft.qty;
        let status = if complete { OrderStatus::Filled } else { OrderStatus::PartiallyFilled };
        self.happened(client_order_id, OrderEvent::Filled(fill), status);
    }

    fn happened(&mut self, client_order_id: &str, event: OrderEvent, status: OrderStatus) {
        if let Some((_, report)) = self.orders.get_mut(client_order_id) {
            report.status = status;
            report.updated_at = self.now;
        }
        self.untold.push(self.update(client_order_id, event));
    }

    fn update(&self, client_order_id: &str, event: OrderEvent) -> VenueUpdate {
        VenueUpdate {
            client_order_id: client_order_id.into(),
            venue_order_id: venue_order_id(client_order_id),
            event,
            filled_qty: self
                .orders
                .get(client_order_id)
                .map_or(Decimal::ZERO, |(_, report)| report.filled_qty),
            at: self.now,
        }
    }

    fn happens(&mut self, percent: u32) -> bool {
        percent > 0 && self.rng.random_ratio(percent, 100)
    }
}

fn venue_order_id(client_order_id: &str) -> String {
    format!("v-{client_order_id}")
}
