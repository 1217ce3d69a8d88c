//! A backtest on the wire.

use app::backtests::{Backtest, CandleSetRef, Configuration, Statistics};
use prisma::{BacktestStatus, CandleInterval};
use serde::Serialize;
use superjson::Date;

use super::{Amount, BacktestId, CandleSetId, InstrumentDto, StrategyDto};

/// A strategy over candles of the past.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Backtest")]
pub(crate) struct BacktestDto {
    id: BacktestId,
    name: String,
    strategy: StrategyDto,
    costs: BacktestCosts,
    instrument: InstrumentDto,
    /// Whose candles; null where they are the market's.
    candle_set: Option<CandleSetNameDto>,
    /// How long each candle lasts.
    interval: CandleInterval,
    /// The first time that counts.
    from: Date,
    /// The first time that counts no more.
    to: Date,
    /// Draws how far each order slips.
    #[specta(type = u32)]
    seed: i64,
    status: BacktestStatus,
    /// Whether whoever computes it is to stop.
    cancel_requested: bool,
    /// Candles that it has gone through.
    candles_done: i32,
    /// Candles that there are; 0 until they are read.
    candles_total: i32,
    /// What came out; null until it is finished.
    statistics: Option<BacktestStatistics>,
    /// Why nothing came out; null where something did.
    error: Option<String>,
    created_at: Date,
    started_at: Option<Date>,
    finished_at: Option<Date>,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

/// With how much a strategy is tried, and at what cost.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BacktestCosts {
    /// How much is held when long, and sold when short, in the base currency.
    qty: Amount,
    /// What there is at the beginning, in the quote currency.
    cash: Amount,
    /// How many times what the account is worth may be held; null where there is no limit.
    max_leverage: Option<Amount>,
    /// The fee of each execution, as a share of its value.
    fee_rate: Amount,
    /// The most that an order slips, in basis points.
    slippage_bps: Amount,
}

/// A set of candles, by name.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "CandleSetRef")]
pub(crate) struct CandleSetNameDto {
    id: CandleSetId,
    name: String,
}

/// What came out of a backtest. Amounts are in the quote currency; ratios are of a year of 365 days.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BacktestStatistics {
    /// Candles that were there.
    #[specta(type = u32)]
    candles: u64,
    /// Candles that were missing between them.
    #[specta(type = u32)]
    missing: u64,
    /// Candles after which something was held.
    #[specta(type = u32)]
    exposed: u64,
    /// What there was at the end, with what was held at the last close.
    equity: Amount,
    /// Fees paid; negative when rebates outweigh them.
    fees: Amount,
    /// The deepest fall from a peak, candle by candle, as a fraction of the peak: 0.2 is a fifth.
    max_drawdown: Amount,
    /// Orders that a rule refused.
    refused: u32,
    /// What the first of them was told.
    first_refusal: Option<String>,
    /// The whole return: 0.1 is a tenth more than there was.
    total_return: f64,
    /// A year's return, were the year as these days.
    annual_return: Option<f64>,
    /// A year's standard deviation; null of days that are all alike.
    volatility: Option<f64>,
    /// Mean over deviation, of a year.
    sharpe: Option<f64>,
    /// Mean over the deviation of the losses, of a year.
    sortino: Option<f64>,
    /// The year's return over the deepest fall of the days.
    calmar: Option<f64>,
    /// Closed positions.
    #[specta(type = u32)]
    trades: u64,
    /// How many of them won.
    #[specta(type = u32)]
    wins: u64,
    /// What they made together, after fees.
    net: Amount,
    /// What the winning ones made over what the losing ones lost; null where none lost.
    profit_factor: Option<Amount>,
    /// What a closed position makes on average.
    expectancy: Option<Amount>,
    /// What a winning one makes on average.
    average_win: Option<Amount>,
    /// What a losing one loses on average, above zero.
    average_loss: Option<Amount>,
}

impl From<Statistics> for BacktestStatistics {
    fn from(statistics: Statistics) -> Self {
        Self {
            candles: statistics.candles,
            missing: statistics.missing,
            exposed: statistics.exposed,
            equity: statistics.equity.into(),
            fees: statistics.fees.into(),
            max_drawdown: statistics.max_drawdown.into(),
            refused: statistics.refused,
            first_refusal: statistics.first_refusal,
            total_return: statistics.total_return,
            annual_return: statistics.annual_return,
            volatility: statistics.volatility,
            sharpe: statistics.sharpe,
            sortino: statistics.sortino,
            calmar: statistics.calmar,
            trades: statistics.trades,
            wins: statistics.wins,
            net: statistics.net.into(),
            profit_factor: statistics.profit_factor.map(Amount),
            expectancy: statistics.expectancy.map(Amount),
            average_win: statistics.average_win.map(Amount),
            average_loss: statistics.average_loss.map(Amount),
        }
    }
}

impl From<&Configuration> for BacktestCosts {
    fn from(configuration: &Configuration) -> Self {
        let Configuration { qty, cash, max_leverage, fee_rate, slippage_bps, .. } = *configuration;
        Self {
            qty: qty.into(),
            cash: cash.into(),
            max_leverage: max_leverage.map(Amount),
            fee_rate: fee_rate.into(),
            slippage_bps: slippage_bps.into(),
        }
    }
}

impl From<CandleSetRef> for CandleSetNameDto {
    fn from(set: CandleSetRef) -> Self {
        Self { id: set.id.into(), name: set.name }
    }
}

impl From<Backtest> for BacktestDto {
    fn from(backtest: Backtest) -> Self {
        Self {
            id: backtest.id.into(),
            name: backtest.name,
            strategy: backtest.configuration.strategy.into(),
            costs: (&backtest.configuration).into(),
            instrument: backtest.instrument.into(),
            candle_set: backtest.candle_set.map(CandleSetNameDto::from),
            interval: backtest.interval,
            from: Date(backtest.from),
            to: Date(backtest.to),
            seed: backtest.seed,
            status: backtest.status,
            cancel_requested: backtest.cancel_requested,
            candles_done: backtest.candles_done,
            candles_total: backtest.candles_total,
            statistics: backtest.statistics.map(BacktestStatistics::from),
            error: backtest.error,
            created_at: Date(backtest.created_at),
            started_at: backtest.started_at.map(Date),
            finished_at: backtest.finished_at.map(Date),
            seq: backtest.seq,
        }
    }
}
