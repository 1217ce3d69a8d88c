//! The strategies that are built in: their parameters as people write them down, what a bot follows, and the job that
//! lets them trade.

mod follower;
mod live;
mod setup;

use prisma::StrategyKind;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use trading::strategy::{
    Crossover, CrossoverParameters, Downside, ParameterError, Rsi, RsiParameters, Strategy,
};

pub use live::run;
pub use setup::{Setup, SetupError};

/// A strategy and its parameters, as they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum StrategyParameters {
    /// The crossover of two moving averages.
    MaCrossover {
        /// Candles of the fast average.
        fast: u32,
        /// Candles of the slow average.
        slow: u32,
        /// Whether it is short while the fast one is below.
        short: bool,
    },
    /// Wilder's relative strength index.
    Rsi {
        /// Candles that it is smoothed over.
        period: u32,
        /// Below this it buys.
        oversold: Decimal,
        /// Above this it sells.
        overbought: Decimal,
        /// Whether it sells short then.
        short: bool,
    },
}

impl StrategyParameters {
    /// Which strategy it is.
    pub const fn kind(&self) -> StrategyKind {
        match self {
            Self::MaCrossover { .. } => StrategyKind::MaCrossover,
            Self::Rsi { .. } => StrategyKind::Rsi,
        }
    }

    /// The strategy, before its first candle; or which parameter makes no sense.
    pub fn strategy(&self) -> Result<Strategy, ParameterError> {
        let downside = |short| if short { Downside::Short } else { Downside::Flat };
        Ok(match *self {
            Self::MaCrossover { fast, slow, short } => {
                let parameters = CrossoverParameters { fast, slow, downside: downside(short) };
                Strategy::Crossover(Crossover::new(parameters)?)
            }
            Self::Rsi { period, oversold, overbought, short } => {
                let parameters = RsiParameters { period, oversold, overbought, downside: downside(short) };
                Strategy::Rsi(Rsi::new(parameters)?)
            }
        })
    }
}
