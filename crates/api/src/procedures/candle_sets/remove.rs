//! `candleSets.remove`: takes a set of candles away.

use app::candle_sets::{self, RemoveError};
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::CandleSetId,
    error::{ApiError, Refused},
};

/// Which set.
#[rspc::input]
pub(crate) struct Input {
    id: CandleSetId,
}

/// Why a set stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RemoveCandlesRefused {
    /// The team has no such set.
    #[error("there are no such candles")]
    UnknownCandleSet,
    /// Backtests are over it.
    #[error("backtests are over these candles")]
    InUse,
}

#[rspc::codes]
impl rspc::Error for RemoveCandlesRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownCandleSet => ErrorCode::NotFound,
            Self::InUse => ErrorCode::Conflict,
        }
    }
}

impl From<RemoveError> for Refused<RemoveCandlesRefused> {
    fn from(error: RemoveError) -> Self {
        Self::Own(match error {
            RemoveError::UnknownSet => RemoveCandlesRefused::UnknownCandleSet,
            RemoveError::InUse => RemoveCandlesRefused::InUse,
            RemoveError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Takes a set of candles away. One that backtests are over stays.
#[rspc::procedure]
pub(super) async fn remove(ctx: TenantCtx, input: Input) -> Result<(), Refused<RemoveCandlesRefused>> {
    Ok(candle_sets::remove(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.id.into()).await?)
}
