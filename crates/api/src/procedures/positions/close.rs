//! `positions.close`: closes a position.

use app::{once::once, orders};
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{PositionId, SignalDto},
    error::{ApiError, Refused},
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    id: PositionId,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why a position is not closed.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ClosePositionError {
    /// The team has no such position open, or the key speaks for another bot.
    #[error("there is no such open position")]
    UnknownPosition,
}

#[rspc::codes]
impl rspc::Error for ClosePositionError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownPosition => ErrorCode::NotFound,
        }
    }
}

/// Closes a position at the market, by a signal of its bot, which need not run.
#[rspc::procedure]
pub(super) async fn close(ctx: TenantCtx, input: Input) -> Result<SignalDto, Refused<ClosePositionError>> {
    let (id, key) = (Uuid::from(input.id), ctx.once(input.idempotency_key));
    let close = async |tx: &_| {
        let signal = orders::close(&ctx.app, tx, ctx.tenant, &ctx.actor, ctx.bot, id).await?;
        signal.ok_or(CloseFailed::Unknown)
    };
    let signal = once(&ctx.app, &ctx.db, ctx.tenant, key, close).await?.into_inner();
    ctx.app.work.nudge(ctx.tenant, signal.bot.id);
    Ok(signal.into())
}

/// Why nothing was stored.
enum CloseFailed {
    Unknown,
    Failed(app::Error),
}

impl From<app::Error> for CloseFailed {
    fn from(error: app::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<CloseFailed> for Refused<ClosePositionError> {
    fn from(error: CloseFailed) -> Self {
        match error {
            CloseFailed::Unknown => Self::Own(ClosePositionError::UnknownPosition),
            CloseFailed::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}
