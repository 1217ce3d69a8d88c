//! `backtests.get`: one backtest with its curve.

use app::backtests;
use rspc::ErrorCode;
use serde::Serialize;
use superjson::Date;

use crate::{
    context::TenantCtx,
    dto::{Amount, BacktestDto, BacktestId},
    error::{ApiError, Refused},
};

/// Which backtest.
#[rspc::input]
pub(crate) struct Input {
    id: BacktestId,
}

/// A backtest with its curve.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct BacktestReport {
    backtest: BacktestDto,
    /// What the account was worth as time went on, a thousand points at most; none until it is finished.
    equity: Vec<EquityDto>,
}

/// What an account was worth at a time.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "EquityPoint")]
pub(crate) struct EquityDto {
    at: Date,
    equity: Amount,
}

/// Why there is nothing to see.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum BacktestRefused {
    /// The team has no such backtest.
    #[error("there is no such backtest")]
    UnknownBacktest,
}

#[rspc::codes]
impl rspc::Error for BacktestRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBacktest => ErrorCode::NotFound,
        }
    }
}

/// One backtest with its curve.
#[rspc::procedure]
pub(super) async fn get(ctx: TenantCtx, input: Input) -> Result<BacktestReport, Refused<BacktestRefused>> {
    let found = backtests::find(&ctx.db, input.id.into()).await.map_err(ApiError::from)?;
    let backtest = found.ok_or(Refused::Own(BacktestRefused::UnknownBacktest))?.into();
    let equity = backtests::equity(&ctx.db, input.id.into()).await.map_err(ApiError::from)?;
    let point = |point: backtests::EquityPoint| EquityDto { at: Date(point.at), equity: point.equity.into() };
    Ok(BacktestReport { backtest, equity: equity.into_iter().map(point).collect() })
}
