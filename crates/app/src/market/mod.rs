//! Prices as they are now: the last tick of each instrument, for whoever wants every one, and for whoever wants the
//! newest.
//!
//! Ticks are never stored and may be missed; minutes are stored as candles.

mod candles;
mod live;
mod read;
mod simulation;
mod simulator;
mod tick;

pub use candles::{CandlePage, CandlesError, CandlesQuery, candles};
pub use live::Market;
pub(crate) use read::rule_interval;
pub use read::{Source, at, bounds, read};
pub use simulation::Simulation;
pub use simulator::{Simulator, run};
pub use tick::Tick;
pub use trading::candle::Aggregate;
