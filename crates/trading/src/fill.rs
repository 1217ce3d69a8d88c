//! One execution at the venue.

use rust_decimal::Decimal;

use crate::side::Side;

/// One execution of an order at the venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The venue's name for the execution: a second fill with it changes nothing.
    pub trade_id: String,
    /// The side of its order.
    pub side: Side,
    /// How much was traded, in the base currency; above zero.
    pub qty: Decimal,
    /// At what price, in the quote currency.
    pub price: Decimal,
    /// A cost when positive, a rebate when negative.
    pub fee: Decimal,
    /// The currency of the fee.
    pub fee_currency: String,
    /// Whether the order waited in the book or took from it.
    pub liquidity: Liquidity,
}

/// Which part an order played in its execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Liquidity {
    /// It waited in the book.
    Maker,
    /// It took from the book.
    Taker,
}
