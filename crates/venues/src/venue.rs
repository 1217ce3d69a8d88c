//! What every venue can do.

use std::{pin::Pin, time::Duration};

use chrono::{DateTime, Utc};
use futures::Stream;
use rust_decimal::Decimal;
use trading::{Instrument, OrderDraft, matching};

use crate::report::{OrderReport, VenueUpdate};

/// What a venue's calls return: boxed, so that a venue can be chosen at run time.
pub type VenueFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a venue tells without being asked.
pub type VenueUpdates = Pin<Box<dyn Stream<Item = VenueUpdate> + Send>>;

/// Where orders go: one account at one venue.
///
/// Every call has an end: a venue that does not answer in its time answers `Unknown`, or [`Unavailable`]. Dropping a
/// future takes nothing back.
pub trait Venue: Send + Sync {
    /// The name under which instruments refer to it, such as `BINANCE`.
    fn name(&self) -> &str;

    /// Sends an order.
    ///
    /// The same client order id twice has one effect: a repeated submission, after a crash or a timeout, never trades
    /// again. Where a venue does not see to that itself, its adapter does.
    fn submit<'a>(&'a self, submission: Submission<'a>) -> VenueFuture<'a, SubmitOutcome>;

    /// Asks to end an order. What is left of it ends when its [`trading::OrderEvent::Canceled`] arrives, here or by
    /// [`Venue::updates`]; until then it may trade.
    fn cancel<'a>(&'a self, order: OrderRef<'a>) -> VenueFuture<'a, CancelOutcome>;

    /// Asks what became of an order.
    fn query<'a>(&'a self, order: OrderRef<'a>) -> VenueFuture<'a, QueryOutcome>;

    /// Every order of the account that is working at the venue, whoever placed it.
    fn open_orders(&self) -> VenueFuture<'_, Result<Vec<OrderReport>, Unavailable>>;

    /// How long a request may be on its way: what the venue has not heard of so long after it was last sent, it never
    /// will. An order of which it then knows nothing is not there, and may be given up.
    fn in_flight(&self) -> Duration;

    /// What the account holds.
    fn balances(&self) -> VenueFuture<'_, Result<Vec<Balance>, Unavailable>>;

    /// What happens to the account's orders from now on: in any order, and more than once.
    ///
    /// The stream ends when the connection does. Whoever calls again then asks about every order of its own that is not
    /// over: what happened meanwhile is not told again. An end that knows of fills that were not told is not believed
    /// ([`VenueUpdate::is_premature`]). A fill's fee is in the instrument's quote currency, in which positions count: what
    /// was charged in another one, the adapter has converted.
    fn updates(&self) -> VenueUpdates;

    /// The terms on which whoever sends the orders matches those that rest ([`matching`]), where the venue is paper
    /// and keeps none itself. Such a venue has no open orders to compare with, knows of no order that it is asked
    /// about, and answers at once: it may be asked within a transaction, for there is nothing that would be left of it.
    fn paper_terms(&self) -> Option<&matching::Terms> {
        None
    }
}

/// An order on its way to a venue. Whoever sends it has stored it, id included; to paper, stores it with the answer.
#[derive(Clone, Copy, Debug)]
pub struct Submission<'a> {
    /// Our name for the order, which makes it one order however often it is sent.
    pub client_order_id: &'a str,
    /// What is traded.
    pub instrument: &'a Instrument,
    /// What is asked for.
    pub order: &'a OrderDraft,
    /// The market as it is now: what paper trades in; a real venue has its own.
    pub market: Market<'a>,
}

/// The market in one instrument at one moment, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct Market<'a> {
    /// Where one can trade.
    pub quote: matching::Quote<'a>,
    /// What the sender of the order holds in the instrument, which a reduce-only order reduces.
    pub held_qty: Decimal,
    /// When it is.
    pub now: DateTime<Utc>,
}

/// An order that the venue has heard of, or may have.
#[derive(Clone, Copy, Debug)]
pub struct OrderRef<'a> {
    /// Our name for the order.
    pub client_order_id: &'a str,
    /// The venue's name for it, where known.
    pub venue_order_id: Option<&'a str>,
    /// What it trades.
    pub instrument: &'a Instrument,
    /// When it is.
    pub now: DateTime<Utc>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// The venue took it.
    Accepted {
        /// The venue's name for the order.
        venue_order_id: String,
        /// What happened to the order since, in order: what traded at once. It may be told again.
        updates: Vec<VenueUpdate>,
    },
    /// The venue refused it; nothing traded and nothing will.
    Rejected {
        /// Why, for a person.
        reason: String,
    },
    /// No answer came in time. It may have traded: the order stays submitted and is asked about, never
    /// sent under another id.
    Unknown {
        /// What went wrong, for a person.
        reason: String,
    },
}

/// What became of the wish to end an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CancelOutcome {
    /// The venue will end it, or has.
    Accepted {
        /// What happened to the order, in order. It may be told again.
        updates: Vec<VenueUpdate>,
    },
    /// The venue does not end it: as a rule it has traded or has ended already.
    Rejected {
        /// Why, for a person.
        reason: String,
    },
    /// No answer came in time. The order is asked about.
    Unknown {
        /// What went wrong, for a person.
        reason: String,
    },
}

/// What the venue knows of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryOutcome {
    /// This.
    Found(Box<OrderReport>),
    /// It never heard of it: the order may be sent, under the same id.
    NotFound,
    /// No answer came in time.
    Unknown {
        /// What went wrong, for a person.
        reason: String,
    },
}

/// The venue did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the venue is away: {reason}")]
pub struct Unavailable {
    /// What went wrong, for a person.
    pub reason: String,
}

/// What an account holds in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The currency.
    pub currency: String,
    /// All of it.
    pub total: Decimal,
    /// What no order has reserved.
    pub available: Decimal,
}
