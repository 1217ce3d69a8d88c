//! What came out.

use rust_decimal::Decimal;
use trading::{
    Side,
    candle::Millis,
    statistics::{Returns, Trades},
};

use crate::curve::Point;

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Every execution, in order.
    pub trades: Vec<Trade>,
    /// What the account was worth, a thousand times at most, and at the end.
    pub equity: Vec<Point>,
    /// All of it in numbers.
    pub summary: Summary,
}

/// An execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// When.
    pub at: Millis,
    /// Which way.
    pub side: Side,
    /// How much, in the base currency.
    pub qty: Decimal,
    /// At what price.
    pub price: Decimal,
    /// What it cost, in the quote currency.
    pub fee: Decimal,
    /// What it earned by what it closed, before fees.
    pub realized: Decimal,
    /// What is held after it; negative when short.
    pub signed_qty: Decimal,
}

/// All of it in numbers; money is in the quote currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Candles that were there.
    pub candles: usize,
    /// Candles that were missing between them.
    pub missing: u64,
    /// Candles after which something was held.
    pub exposed: usize,
    /// What there was at the beginning.
    pub cash: Decimal,
    /// What there was at the end, with what was held at the last close.
    pub equity: Decimal,
    /// Fees paid, less rebates.
    pub fees: Decimal,
    /// The deepest fall from a peak, candle by candle, as a fraction of the peak: 0.2 is a fifth.
    pub max_drawdown: Decimal,
    /// Orders that a rule refused, and what the first refusal said.
    pub refused: u32,
    /// What the first of them was told.
    pub first_refusal: Option<String>,
    /// What the days say.
    pub returns: Returns,
    /// What the closed positions say, fees included.
    pub closed: Trades,
}
