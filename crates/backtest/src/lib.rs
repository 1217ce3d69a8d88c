//! A strategy over candles of the past: the decisions of live trading, in memory, by a clock that the candles turn.
//!
//! A candle that is over is shown to the strategy; what it wants passes [`trading::risk`] and trades at the open of the
//! next candle by [`trading::matching`], fees and slippage included, so that nothing is known before its time. After
//! each candle the account is worth its cash and what it holds at the close. The same settings over the same candles
//! give the same report, to the last digit.

#![deny(clippy::float_arithmetic)]

mod account;
mod curve;
mod report;
mod run;
mod settings;

pub use curve::Point;
pub use report::{Report, Summary, Trade};
pub use run::{BacktestError, run};
pub use settings::{Settings, SettingsError};
