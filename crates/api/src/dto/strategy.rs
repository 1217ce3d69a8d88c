//! The strategies that are built in, and their parameters, on the wire.

use app::strategies::{Setup, StrategyParameters};
use prisma::CandleInterval;
use serde::Serialize;

use super::Amount;

/// A strategy and its parameters, as they are asked for.
#[rspc::input]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
#[serde(rename = "StrategyInput")]
pub(crate) enum StrategyInput {
    /// The crossover of two moving averages: long from when the fast one comes above the slow one.
    MaCrossover {
        /// Candles of the fast average.
        #[garde(range(min = 1, max = 10_000))]
        fast: u32,
        /// Candles of the slow average: more than of the fast one.
        #[garde(range(min = 2, max = 10_000))]
        slow: u32,
        /// Whether it is short while the fast one is below; holds nothing then, if left out.
        short: Option<bool>,
    },
    /// Wilder's relative strength index: buys what is oversold, sells what is overbought.
    Rsi {
        /// Candles that it is smoothed over; Wilder takes 14.
        #[garde(range(min = 2, max = 10_000))]
        period: u32,
        /// Below this it buys, such as 30.
        oversold: Amount,
        /// Above this it sells, such as 70.
        overbought: Amount,
        /// Whether it sells short then; holds nothing then, if left out.
        short: Option<bool>,
    },
}

/// What a bot follows that has no program: a built-in strategy, on which candles, with how much. The content of its
/// versions has this shape.
#[rspc::input]
#[serde(rename = "BotSetupInput")]
pub(crate) struct BotSetupInput {
    /// Who decides.
    #[garde(dive)]
    strategy: StrategyInput,
    /// Such as `BINANCE`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    /// Such as `BTCUSDT`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    symbol: String,
    /// How long each candle lasts by which it decides.
    interval: CandleInterval,
    /// How much is held when long, and sold when short, in the base currency.
    qty: Amount,
}

impl From<BotSetupInput> for Setup {
    fn from(input: BotSetupInput) -> Self {
        let BotSetupInput { strategy, venue, symbol, interval, qty } = input;
        let (venue, symbol) = (venue.to_uppercase(), symbol.to_uppercase());
        Self { strategy: strategy.into(), venue, symbol, interval, qty: qty.0 }
    }
}

/// A strategy and its parameters.
#[derive(Debug, Serialize, specta::Type)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
#[serde(rename = "Strategy")]
pub(crate) enum StrategyDto {
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
        oversold: Amount,
        /// Above this it sells.
        overbought: Amount,
        /// Whether it sells short then.
        short: bool,
    },
}

impl From<StrategyInput> for StrategyParameters {
    fn from(input: StrategyInput) -> Self {
        match input {
            StrategyInput::MaCrossover { fast, slow, short } => {
                Self::MaCrossover { fast, slow, short: short.unwrap_or_default() }
            }
            StrategyInput::Rsi { period, oversold, overbought, short } => Self::Rsi {
                period,
                oversold: oversold.0,
                overbought: overbought.0,
                short: short.unwrap_or_default(),
            },
        }
    }
}

impl From<StrategyParameters> for StrategyDto {
    fn from(parameters: StrategyParameters) -> Self {
        match parameters {
            StrategyParameters::MaCrossover { fast, slow, short } => Self::MaCrossover { fast, slow, short },
            StrategyParameters::Rsi { period, oversold, overbought, short } => {
                Self::Rsi { period, oversold: oversold.into(), overbought: overbought.into(), short }
            }
        }
    }
}
