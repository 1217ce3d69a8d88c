//! What every venue can do.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use trading::{Fill, Instrument, OrderDraft};

/// What a venue's calls return: boxed, so that a venue can be chosen at run time.
pub type VenueFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Where orders go.
pub trait Venue: Send + Sync {
    /// The name under which instruments refer to it, such as `BINANCE`.
    fn name(&self) -> &str;

    /// Sends an order.
    ///
    /// The same client order id twice has one effect: a repeated submission, after a crash or a timeout,
    /// never trades again. Dropping the future does not take the order back.
    fn submit<'a>(&'a self, submission: Submission<'a>) -> VenueFuture<'a, SubmitOutcome>;
}

/// An order on its way to a venue. Whoever sends it has stored it, id included.
#[derive(Clone, Copy, Debug)]
pub struct Submission<'a> {
    /// Our name for the order, which makes it one order however often it is sent.
    pub client_order_id: &'a str,
    /// What is traded.
    pub instrument: &'a Instrument,
    /// What is asked for.
    pub order: &'a OrderDraft,
    /// The market as it is now.
    pub market: Market,
}

/// The market in one instrument at one moment, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Market {
    /// The last price, in the quote currency; above zero.
    pub last_price: Decimal,
    /// When it is.
    pub now: DateTime<Utc>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// It traded, whole.
    Filled {
        /// The venue's name for the order.
        venue_order_id: String,
        /// The execution.
        fill: Fill,
        /// When it happened.
        executed_at: DateTime<Utc>,
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
