//! The rules of trading: what an amount is, what an instrument allows, how an order lives, what a
//! position is worth and when a signal is refused.
//!
//! Everything here is a pure function of what is handed in: no IO, no clock, no randomness, and no
//! float is money. Live trading and replay run the same code, so a replay of the same fills gives the same
//! position to the last digit.
//!
//! Read in this order: [`money`], [`instrument`], [`fill`], [`order`], [`position`], [`risk`], [`matching`], [`statistics`],
//! [`candle`], [`strategy`].

#![deny(clippy::float_arithmetic)]

pub mod candle;
mod exact;
pub mod fill;
pub mod instrument;
pub mod matching;
pub mod money;
pub mod order;
pub mod position;
pub mod risk;
pub mod side;
#[expect(clippy::float_arithmetic, reason = "ratios are no amounts of money, and have roots")]
pub mod statistics;
pub mod strategy;

pub use candle::{Candle, Interval};
pub use fill::{Fill, Liquidity};
pub use instrument::{Instrument, InstrumentError, InstrumentSpec};
pub use money::AmountError;
pub use order::{
    DraftError, Effect, Order, OrderDraft, OrderError, OrderEvent, OrderStatus, OrderType, StoredOrder,
    TimeInForce,
};
pub use position::{Position, PositionError};
pub use side::Side;
