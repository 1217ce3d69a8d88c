//! Where one can trade at one moment, and what trading costs there.

use rust_decimal::Decimal;

use crate::{
    money::{self, AmountError},
    side::Side,
};

/// Basis points in one.
const BASIS_POINTS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What trading on paper costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The fee of an order that waited, as a share of the value: 0.001 is a tenth of a percent. A rebate when negative.
    pub maker_fee_rate: Decimal,
    /// The fee of an order that took.
    pub taker_fee_rate: Decimal,
    /// How far an order that takes moves the price against itself, in basis points; 0 to below 10,000. A book says
    /// that itself.
    pub slippage_bps: Decimal,
}

impl Default for Terms {
    /// A fee of 0.1 %, no slippage.
    fn default() -> Self {
        let fee = Decimal::from_parts(1, 0, 0, false, 3);
        Self { maker_fee_rate: fee, taker_fee_rate: fee, slippage_bps: Decimal::ZERO }
    }
}

/// Why terms are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// A price would become zero or better than the last one.
    #[error("a slippage of {observed} basis points: it must be 0 or above, and below 10000")]
    Slippage {
        /// What was configured.
        observed: Decimal,
    },
    /// Not an amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl Terms {
    /// The terms, if they make sense.
    pub fn checked(self) -> Result<Self, TermsError> {
        let slippage = money::check(self.slippage_bps)?;
        if slippage < Decimal::ZERO || slippage >= BASIS_POINTS {
            return Err(TermsError::Slippage { observed: slippage });
        }
        Ok(Self {
            maker_fee_rate: money::check(self.maker_fee_rate)?,
            taker_fee_rate: money::check(self.taker_fee_rate)?,
            slippage_bps: slippage,
        })
    }

    /// How far a price moves against an order that takes at it.
    pub(super) fn slippage(&self, price: Decimal) -> Result<Decimal, AmountError> {
        money::share(price, self.slippage_bps, BASIS_POINTS)
    }
}

/// The market of one instrument at one moment, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote<'a> {
    /// A trade happened. As much can be traded at its price; without a quantity, as much as one likes.
    Trade {
        /// At what price; above zero.
        price: Decimal,
        /// How much, where known.
        qty: Option<Decimal>,
    },
    /// The market went from one price to another, through every price between: a part of a candle.
    Move {
        /// Where it was; above zero.
        from: Decimal,
        /// Where it went; above zero.
        to: Decimal,
        /// How much was traded on the way, where known.
        qty: Option<Decimal>,
    },
    /// The orders that wait, the best first.
    Book {
        /// Who buys, the highest first.
        bids: &'a [Level],
        /// Who sells, the lowest first.
        asks: &'a [Level],
    },
}

/// A price of a book and what waits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// In the quote currency; above zero.
    pub price: Decimal,
    /// In the base currency; above zero.
    pub qty: Decimal,
}

impl<'a> Quote<'a> {
    /// Nothing is known: nothing trades.
    pub const UNKNOWN: Self = Self::Book { bids: &[], asks: &[] };

    /// A last price, at which as much can be traded as one likes.
    pub const fn last(price: Decimal) -> Self {
        Self::Trade { price, qty: None }
    }

    /// The way of a price through a candle: it opens, goes to the extreme that is nearer to the open, then to the other
    /// one, and closes (as TradingView assumes it). Each of the four parts has a quarter of the volume, if it is known.
    pub fn path(
        open: Decimal,
        high: Decimal,
        low: Decimal,
        close: Decimal,
        volume: Option<Decimal>,
    ) -> [Self; 4] {
        let qty = volume.map(|volume| volume * Decimal::new(25, 2));
        let (first, second) = if high - open < open - low { (high, low) } else { (low, high) };
        [
            Self::Trade { price: open, qty },
            Self::Move { from: open, to: first, qty },
            Self::Move { from: first, to: second, qty },
            Self::Move { from: second, to: close, qty },
        ]
    }

    /// The first price at which an order of this side could trade; `None` where there is none.
    pub fn best(&self, side: Side) -> Option<Decimal> {
        match *self {
            Self::Trade { price, .. } | Self::Move { from: price, .. } => Some(price),
            Self::Book { bids, asks } => Self::levels_for(side, bids, asks).first().map(|level| level.price),
        }
    }

    /// What an order of this side takes from: the book's other side.
    pub(super) const fn levels_for(side: Side, bids: &'a [Level], asks: &'a [Level]) -> &'a [Level] {
        match side {
            Side::Buy => asks,
            Side::Sell => bids,
        }
    }

    /// The prices at which an order of this side could trade now, lowest and highest; `None` where there is none.
    pub(super) fn range(&self, side: Side) -> Option<(Decimal, Decimal)> {
        match *self {
            Self::Trade { price, .. } => Some((price, price)),
            Self::Move { from, to, .. } if from <= to => Some((from, to)),
            Self::Move { from, to, .. } => Some((to, from)),
            Self::Book { .. } => self.best(side).map(|best| (best, best)),
        }
    }
}
