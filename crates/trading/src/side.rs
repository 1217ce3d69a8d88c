//! Which way a trade goes.

use std::fmt;

use rust_decimal::Decimal;

/// The side of an order or a fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Takes the base, pays the quote.
    Buy,
    /// Gives the base, receives the quote.
    Sell,
}

impl Side {
    /// The other side: the one that closes.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Buy => Self::Sell,
            Self::Sell => Self::Buy,
        }
    }

    /// A quantity, or its value, as it changes a position: up for a buy, down for a sell.
    pub fn signed(self, amount: Decimal) -> Decimal {
        match self {
            Self::Buy => amount,
            Self::Sell => -amount,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Buy => "BUY",
            Self::Sell => "SELL",
        })
    }
}
