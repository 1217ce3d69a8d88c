//! `backtests.create`: asks for a backtest, which is computed beside everything else.

use app::backtests::{self, CreateError, NewBacktest};
use prisma::CandleInterval;
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{Amount, BacktestDto, CandleSetId, Moment, Name, StrategyInput},
    error::{ApiError, Refused},
};

/// What is tried, on what, and at what cost.
#[rspc::input]
pub(crate) struct Input {
    /// What it is called.
    #[garde(dive)]
    name: Name,
    #[garde(dive)]
    strategy: StrategyInput,
    /// Such as `BINANCE`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    /// Such as `BTCUSDT`.
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    symbol: String,
    /// The team's own candles instead of the market's.
    candle_set_id: Option<CandleSetId>,
    /// How long each candle lasts.
    interval: CandleInterval,
    /// The first time that counts; that of the first candle, if left out.
    from: Option<Moment>,
    /// The first time that counts no more; the last candle counts, if left out.
    to: Option<Moment>,
    /// How much is held when long, and sold when short, in the base currency.
    qty: Amount,
    /// What there is at the beginning, in the quote currency.
    cash: Amount,
    /// How many times what the account is worth may be held; without limit, if left out.
    max_leverage: Option<Amount>,
    /// The fee of each execution, as a share of its value: 0.001 is a tenth of a percent.
    fee_rate: Amount,
    /// The most that an order slips, in basis points.
    slippage_bps: Amount,
    /// Draws how far each order slips; 1, if left out.
    seed: Option<u32>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why nothing is tried.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CreateBacktestError {
    /// No such instrument.
    #[error("there is no such instrument")]
    UnknownInstrument,
    /// The team has no such candles of that instrument.
    #[error("there are no such candles of this instrument")]
    UnknownCandleSet,
    /// A field makes no sense.
    #[error("{field}: {message}")]
    InvalidField {
        /// Its name.
        field: &'static str,
        /// What it must be.
        message: &'static str,
    },
    /// There are no candles in that time.
    #[error("there are no candles in that time")]
    NoCandles,
    /// As many backtests of the team wait as may.
    #[error("as many of your backtests wait as may; try again once some are over")]
    TooManyWait,
}

#[rspc::codes]
impl rspc::Error for CreateBacktestError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownInstrument | Self::UnknownCandleSet => ErrorCode::NotFound,
            Self::InvalidField { .. } | Self::NoCandles => ErrorCode::BadRequest,
            Self::TooManyWait => ErrorCode::TooManyRequests,
        }
    }
}

impl From<CreateError> for Refused<CreateBacktestError> {
    fn from(error: CreateError) -> Self {
        Self::Own(match error {
            CreateError::UnknownInstrument => CreateBacktestError::UnknownInstrument,
            CreateError::UnknownSet => CreateBacktestError::UnknownCandleSet,
            CreateError::Field { field, message } => CreateBacktestError::InvalidField { field, message },
            CreateError::NoCandles => CreateBacktestError::NoCandles,
            CreateError::TooMany => CreateBacktestError::TooManyWait,
            CreateError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Asks for a backtest. It is computed beside everything else: `backtests.onProgress` tells how far it has come,
/// `backtests.get` what came out.
#[rspc::procedure]
pub(super) async fn create(
    ctx: TenantCtx,
    input: Input,
) -> Result<BacktestDto, Refused<CreateBacktestError>> {
    let once = ctx.once(input.idempotency_key);
    let made = backtests::create(&ctx.app, &ctx.db, ctx.tenant, once, input.into()).await?;
    Ok(made.into())
}

impl From<Input> for NewBacktest {
    fn from(input: Input) -> Self {
        Self {
            name: input.name.into(),
            configuration: backtests::Configuration {
                strategy: input.strategy.into(),
                qty: input.qty.0,
                cash: input.cash.0,
                max_leverage: input.max_leverage.map(|amount| amount.0),
                fee_rate: input.fee_rate.0,
                slippage_bps: input.slippage_bps.0,
            },
            venue: input.venue,
            symbol: input.symbol,
            set: input.candle_set_id.map(Into::into),
            interval: input.interval,
            from: input.from.map(|moment| moment.0),
            to: input.to.map(|moment| moment.0),
            seed: input.seed.unwrap_or(1).into(),
        }
    }
}
