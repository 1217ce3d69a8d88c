//! The strategies that are built in: what each wants to hold after a candle.
//!
//! Live trading and backtests run these alike. A strategy knows prices and nothing else: how much is traded, and whether
//! it may be, others decide.

mod crossover;
mod rsi;

use rust_decimal::Decimal;

use crate::candle::Candle;

pub use crossover::{Crossover, CrossoverParameters};
pub use rsi::{Rsi, RsiParameters};

/// What a strategy wants to hold from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// More of the base than it has.
    Long,
    /// Nothing.
    Flat,
    /// Less of the base than nothing.
    Short,
}

impl Target {
    /// How much of the base that is, where `qty` is held when long and sold when short.
    pub fn signed_qty(self, qty: Decimal) -> Decimal {
        match self {
            Self::Long => qty,
            Self::Flat => Decimal::ZERO,
            Self::Short => -qty,
        }
    }
}

/// What a strategy does where it is not long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Downside {
    /// It holds nothing.
    #[default]
    Flat,
    /// It is short.
    Short,
}

impl Downside {
    const fn target(self) -> Target {
        match self {
            Self::Flat => Target::Flat,
            Self::Short => Target::Short,
        }
    }
}

/// Why parameters are refused. The field is named as the parameters name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct ParameterError {
    /// Which of them.
    pub field: &'static str,
    /// What it must be.
    pub message: &'static str,
}

/// The longest time that an average looks back, in candles.
pub const LONGEST_PERIOD: u32 = 10_000;

/// A strategy with what it remembers.
#[derive(Clone, Debug)]
pub enum Strategy {
    /// Of two moving averages.
    Crossover(Crossover),
    /// Of Wilder's index.
    Rsi(Rsi),
}

impl Strategy {
    /// Candles after which it decides as if it had been shown everything before them too.
    pub fn memory(&self) -> u32 {
        match self {
            Self::Crossover(strategy) => strategy.memory(),
            Self::Rsi(strategy) => strategy.memory(),
        }
    }

    /// Takes the next candle once it is over; answers what it wants to hold, where that has changed.
    pub fn on_candle(&mut self, candle: &Candle) -> Option<Target> {
        match self {
            Self::Crossover(strategy) => strategy.on_close(candle.close),
            Self::Rsi(strategy) => strategy.on_close(candle.close),
        }
    }
}

#[cfg(test)]
mod tests;
