//! `backtests.cancel`: stops a backtest.

use app::backtests::{self, CancelError};

use super::get::BacktestRefused;
use crate::{
    context::TenantCtx,
    dto::{BacktestDto, BacktestId},
    error::{ApiError, Refused},
};

/// Which backtest.
#[rspc::input]
pub(crate) struct Input {
    id: BacktestId,
}

impl From<CancelError> for Refused<BacktestRefused> {
    fn from(error: CancelError) -> Self {
        match error {
            CancelError::UnknownBacktest => Self::Own(BacktestRefused::UnknownBacktest),
            CancelError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Stops a backtest: one that waits at once, one that is computed within a moment. One that is over stays as it is.
#[rspc::procedure]
pub(super) async fn cancel(ctx: TenantCtx, input: Input) -> Result<BacktestDto, Refused<BacktestRefused>> {
    Ok(backtests::cancel(&ctx.app, &ctx.db, ctx.tenant, input.id.into()).await?.into())
}
