//! What came out of a backtest, as it is stored.

use backtest::Summary;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What came out. Money is in the quote currency; ratios are of a year of 365 days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statistics {
    /// Candles that were there.
    pub candles: u64,
    /// Candles that were missing between them.
    pub missing: u64,
    /// Candles after which something was held.
    pub exposed: u64,
    /// What there was at the beginning.
    pub cash: Decimal,
    /// What there was at the end, with what was held at the last close.
    pub equity: Decimal,
    /// Fees paid, less rebates.
    pub fees: Decimal,
    /// The deepest fall from a peak, candle by candle, as a fraction of the peak.
    pub max_drawdown: Decimal,
    /// Orders that a rule refused.
    pub refused: u32,
    /// What the first of them was told.
    pub first_refusal: Option<String>,
    /// The whole return: 0.1 is a tenth more than there was.
    pub total_return: f64,
    /// A year's return, were the year as these days.
    pub annual_return: Option<f64>,
    /// A year's standard deviation.
    pub volatility: Option<f64>,
    /// Mean over deviation, of a year.
    pub sharpe: Option<f64>,
    /// Mean over the deviation of the losses, of a year.
    pub sortino: Option<f64>,
    /// The year's return over the deepest fall of the days.
    pub calmar: Option<f64>,
    /// Closed positions.
    pub trades: u64,
    /// How many of them won.
    pub wins: u64,
    /// What they made together, after fees.
    pub net: Decimal,
    /// What the winning ones made over what the losing ones lost.
    pub profit_factor: Option<Decimal>,
    /// What a closed position makes on average.
    pub expectancy: Option<Decimal>,
    /// What a winning one makes on average.
    pub average_win: Option<Decimal>,
    /// What a losing one loses on average.
    pub average_loss: Option<Decimal>,
}

impl From<Summary> for Statistics {
    fn from(summary: Summary) -> Self {
        let Summary { returns, closed, .. } = summary;
        Self {
            candles: summary.candles as u64,
            missing: summary.missing,
            exposed: summary.exposed as u64,
            cash: summary.cash,
            equity: summary.equity,
            fees: summary.fees,
            max_drawdown: summary.max_drawdown,
            refused: summary.refused,
            first_refusal: summary.first_refusal,
            total_return: returns.total,
            annual_return: returns.annual,
            volatility: returns.volatility,
            sharpe: returns.sharpe,
            sortino: returns.sortino,
            calmar: returns.calmar,
            trades: closed.count as u64,
            wins: closed.wins as u64,
            net: closed.net,
            profit_factor: closed.profit_factor,
            expectancy: closed.expectancy,
            average_win: closed.average_win,
            average_loss: closed.average_loss,
        }
    }
}
