//! The last hop: an order, or the wish to end one, goes to the venue, and what came of it comes back.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{TenantDb, order};
use rust_decimal::Decimal;
use tokio::time::Instant;
use trading::{
    Instrument, OrderDraft, OrderEvent,
    matching::Quote,
    risk::{Refusal, reduces},
};
use uuid::Uuid;
use venues::{CancelOutcome, Market, OrderRef, QueryOutcome, Submission, SubmitOutcome, VenueUpdate};

use super::{
    rows::{draft, rule_side},
    turn::{FRESH, Turn},
};
use crate::{App, Error, Result};

/// How long after a switch is engaged, or an order's end is stored, something may still leave by another hand.
const LAST_HOP: Duration = Duration::from_secs(1);

/// What is asked of the venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Errand {
    /// To take an order that it never heard of.
    Submit,
    /// What became of an order that it may have heard of; to take it if it did not.
    Resolve,
    /// To end an order.
    Cancel,
}

/// An errand to the venue, for which, unless the venue is paper, no transaction is open and no connection held.
#[derive(Debug)]
pub(super) struct Dispatch {
    errand: Errand,
    tenant: Uuid,
    bot: Uuid,
    order: Uuid,
    client_order_id: String,
    venue_order_id: Option<String>,
    draft: OrderDraft,
    instrument: Instrument,
    last_price: Option<Decimal>,
    held_qty: Decimal,
    /// What is left of the bot's other orders on its side.
    ahead: Decimal,
    now: DateTime<Utc>,
    /// When the order last changed: since its end is stored as asked for, it was not sent.
    changed_at: DateTime<Utc>,
    /// When the kill switch was read, and let it pass.
    admitted_at: Instant,
}

/// What came of an errand.
#[derive(Debug)]
pub(super) enum Outcome {
    /// This happened to the order.
    Happened(Vec<VenueUpdate>),
    /// The venue refused the order; nothing traded and nothing will.
    Rejected(String),
    /// The venue does not end the order.
    CancelRejected(String),
    /// The venue has nothing to end, and never will: the order did not arrive.
    Lost,
    /// The venue gave no answer, or one that is not the last: it is asked again.
    Unknown(String),
}

impl Outcome {
    fn refused(refusal: &Refusal) -> Self {
        Self::Rejected(format!("{}: {refusal}", refusal.rule))
    }
}

impl Turn<'_> {
    /// Sends the order that this turn has made. Paper is asked at once: nobody hears of it but the transaction, which
    /// keeps order and fill or neither. Any other venue hears of it by the errand, once the order is stored.
    pub(super) async fn submit(&mut self, order: Uuid) -> Result<Option<Dispatch>> {
        if self.app.venue.paper_terms().is_none() {
            return self.dispatch(Errand::Submit, order).await.map(Some);
        }
        if self.is_stale() {
            self.read_switches().await?;
        }
        let errand = self.dispatch(Errand::Submit, order).await?;
        let outcome = match self.trading_states().admit(errand.is_reducing()) {
            Ok(()) => errand.place(self.app).await,
            Err(refusal) => Outcome::refused(&refusal),
        };
        self.settle(order, &outcome).await?;
        Ok(None)
    }

    /// Asks about an order that was SUBMITTED before, or sends one that was only INITIALIZED: perhaps a crash came
    /// between.
    pub(super) async fn resolution(&mut self, id: Uuid) -> Result<Dispatch> {
        let now = self.now;
        if let Some(kept) = self.orders.get_mut(&id)
            && kept.row.status == prisma::OrderStatus::Initialized
        {
            let row = kept.change();
            (row.status, row.submitted_at) = (prisma::OrderStatus::Submitted, Some(now));
            self.note(id, &OrderEvent::Submitted, now, None);
            return self.dispatch(Errand::Submit, id).await;
        }
        self.dispatch(Errand::Resolve, id).await
    }

    /// Asks for the order's end.
    pub(super) async fn cancellation(&self, order: Uuid) -> Result<Dispatch> {
        self.dispatch(Errand::Cancel, order).await
    }

    async fn dispatch(&self, errand: Errand, id: Uuid) -> Result<Dispatch> {
        let kept = self.orders.get(&id).ok_or_else(|| Error::row(id, "the order is missing"))?;
        let row = &kept.row;
        let instrument = self.instrument(row.instrument_id)?;
        let signal = self.signals.iter().find(|kept| kept.row.id == row.signal_id);
        let last_price = match signal.and_then(|kept| kept.row.price) {
            Some(price) => Some(price),
            None => self.newest_price(instrument).await?,
        };
        Ok(Dispatch {
            errand,
            tenant: self.tenant,
            bot: self.bot.id,
            order: id,
            client_order_id: row.client_order_id.clone(),
            venue_order_id: row.venue_order_id.clone(),
            draft: draft(row),
            instrument: self.rules(row.instrument_id)?,
            last_price,
            held_qty: if self.is_alone(row) {
                self.held(row.instrument_id).signed_qty
            } else {
                Decimal::ZERO
            },
            ahead: self.working(row.instrument_id, Some(id))?.on(rule_side(row.side)),
            now: self.now,
            changed_at: row.updated_at,
            admitted_at: self.read_at,
        })
    }

    /// Stores what came of an errand.
    pub(super) async fn settle(&mut self, id: Uuid, outcome: &Outcome) -> Result<()> {
        match outcome {
            Outcome::Happened(updates) => self.apply_all(id, updates).await,
            Outcome::Rejected(reason) => {
                let now = self.now;
                self.apply(id, OrderEvent::Rejected, now, Some(reason.clone())).await
            }
            Outcome::CancelRejected(reason) => {
                let now = self.now;
                // By itself: a wish that comes meanwhile is not overwritten by what a turn has read.
                let answered = [order::cancel_requested_at::set(None)];
                self.tx.order().update(order::id::equals(id), answered).exec().await?;
                if let Some(kept) = self.orders.get_mut(&id) {
                    kept.change().cancel_requested_at = None;
                }
                self.apply(id, OrderEvent::CancelRejected, now, Some(reason.clone())).await
            }
            Outcome::Lost => {
                let (now, reason) = (self.now, "canceled: The venue never heard of it.".to_owned());
                self.apply(id, OrderEvent::Canceled, now, Some(reason)).await
            }
            Outcome::Unknown(reason) => {
                tracing::warn!(order = %id, reason, "the venue did not say what became of an order");
                Ok(())
            }
        }
    }
}

impl Dispatch {
    pub(super) const fn order(&self) -> Uuid {
        self.order
    }

    /// Runs the errand.
    pub(super) async fn send(&self, app: &App) -> Outcome {
        match self.errand {
            Errand::Submit => self.submit(app).await,
            Errand::Resolve => match app.venue.query(self.named()).await {
                QueryOutcome::Found(report) => Outcome::Happened(report.updates()),
                QueryOutcome::NotFound => self.submit(app).await,
                QueryOutcome::Unknown { reason } => Outcome::Unknown(reason),
            },
            Errand::Cancel => match app.venue.cancel(self.named()).await {
                CancelOutcome::Accepted { updates } => Outcome::Happened(updates),
                CancelOutcome::Rejected { reason } => self.not_ended(app, reason).await,
                CancelOutcome::Unknown { reason } => Outcome::Unknown(reason),
            },
        }
    }

    /// Why the venue does not end the order: as a rule it has ended already, and then that is what happened.
    async fn not_ended(&self, app: &App, reason: String) -> Outcome {
        match app.venue.query(self.named()).await {
            QueryOutcome::Found(report) if report.status.is_over() => Outcome::Happened(report.updates()),
            QueryOutcome::Found(_) => Outcome::CancelRejected(reason),
            QueryOutcome::NotFound if has_landed(app, self.changed_at) => Outcome::Lost,
            QueryOutcome::NotFound => Outcome::Unknown("it may still be on its way".to_owned()),
            QueryOutcome::Unknown { reason } => Outcome::Unknown(reason),
        }
    }

    fn named(&self) -> OrderRef<'_> {
        OrderRef {
            client_order_id: &self.client_order_id,
            venue_order_id: self.venue_order_id.as_deref(),
            instrument: &self.instrument,
            now: self.now,
        }
    }

    async fn submit(&self, app: &App) -> Outcome {
        match self.admit(app).await {
            Ok(()) => self.place(app).await,
            Err(refusal) => refusal,
        }
    }

    /// Whether it only takes from what is held.
    fn is_reducing(&self) -> bool {
        reduces(self.held_qty, self.ahead, &self.draft)
    }

    async fn place(&self, app: &App) -> Outcome {
        let market = Market {
            quote: self.last_price.map_or(Quote::UNKNOWN, Quote::last),
            held_qty: self.held_qty,
            now: self.now,
        };
        let submission = Submission {
            client_order_id: &self.client_order_id,
            instrument: &self.instrument,
            order: &self.draft,
            market,
        };
        match app.venue.submit(submission).await {
            SubmitOutcome::Accepted { venue_order_id, mut updates } => {
                let event = OrderEvent::Accepted { venue_order_id: venue_order_id.clone() };
                let client_order_id = self.client_order_id.clone();
                let filled_qty = Decimal::ZERO;
                let accepted =
                    VenueUpdate { client_order_id, venue_order_id, event, filled_qty, at: self.now };
                updates.insert(0, accepted);
                Outcome::Happened(updates)
            }
            SubmitOutcome::Rejected { reason } => Outcome::Rejected(format!("venue: {reason}")),
            SubmitOutcome::Unknown { reason } => Outcome::Unknown(reason),
        }
    }

    /// The kill switch, as it is now: read a moment ago with the bot's lock, or read again. One that cannot be read lets
    /// nothing out.
    ///
    /// An order that was never sent is refused at once. Of one that may have been, before the switch was engaged, the
    /// venue may hear yet: until that is over, nothing is known.
    async fn admit(&self, app: &App) -> Result<(), Outcome> {
        if self.errand == Errand::Submit && self.admitted_at.elapsed() < FRESH {
            return Ok(());
        }
        let engaged = match Engaged::read(&app.client.tenant(self.tenant), self.bot).await {
            Ok(engaged) => engaged,
            Err(error) => {
                return Err(Outcome::Unknown(format!("the kill switch could not be read: {error}")));
            }
        };
        let Err(refusal) = engaged.switches.admit(self.is_reducing()) else { return Ok(()) };
        let is_unsent = self.errand == Errand::Submit;
        if is_unsent || engaged.since.is_some_and(|since| has_landed(app, since)) {
            Err(Outcome::refused(&refusal))
        } else {
            Err(Outcome::Unknown("it may still be on its way, and trading is halted".to_owned()))
        }
    }
}

/// Whether the venue has heard of everything that was sent before that.
fn has_landed(app: &App, before: DateTime<Utc>) -> bool {
    let latest = TimeDelta::from_std(LAST_HOP + app.venue.in_flight()).unwrap_or(TimeDelta::MAX);
    app.ambient.now().signed_duration_since(before) >= latest
}

/// What the switches say now.
struct Engaged {
    switches: trading::risk::Switches,
    /// Since when they say it, at the latest.
    since: Option<DateTime<Utc>>,
}

impl Engaged {
    async fn read(db: &TenantDb, bot: Uuid) -> Result<Self> {
        let (engaged, system) = db._batch(super::bounds::engaged(db, bot)).await?;
        let changed = engaged.iter().map(|row| row.updated_at).chain(system.iter().map(|row| row.updated_at));
        let since = changed.max();
        Ok(Self { switches: super::bounds::switches(&engaged, system.first(), bot), since })
    }
}

/// Orders whose end is asked for and that the venue has not been told about, or has not answered.
pub(super) fn wants_end(row: &order::Data) -> bool {
    row.cancel_requested_at.is_some() && super::turn::LIVE.contains(&row.status)
}
