//! `keys.rotate`: replaces an API key by one that may do the same.

use app::{
    keys::{self, Rotation},
    once::once,
};
use chrono::TimeDelta;
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Permission,
    context::TenantCtx,
    dto::{ApiKeyId, IssuedKeyDto, Moment},
    error::{ApiError, Refused},
};

/// Seven days.
const MAX_OVERLAP_SECONDS: u32 = 604_800;

/// Which key, and for how long both are good.
#[rspc::input]
pub(crate) struct Input {
    id: ApiKeyId,
    /// How long the old key lives on, at most seven days; 0 ends it now.
    #[garde(range(max = MAX_OVERLAP_SECONDS))]
    overlap_seconds: u32,
    /// When the new key ends by itself; never, if left out.
    expires_at: Option<Moment>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why a key is not replaced.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RotateKeyError {
    /// The tenant has no such key.
    #[error("there is no such key")]
    UnknownKey,
    /// It was taken back, or its time is over.
    #[error("this key is no longer in force: make a new one")]
    KeyEnded,
    /// `expiresAt` is not in the future.
    #[error("expiresAt: it has to be in the future")]
    PastExpiry,
}

#[rspc::codes]
impl rspc::Error for RotateKeyError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownKey => ErrorCode::NotFound,
            Self::KeyEnded => ErrorCode::Conflict,
            Self::PastExpiry => ErrorCode::BadRequest,
        }
    }
}

impl From<keys::RotateError> for Refused<RotateKeyError> {
    fn from(error: keys::RotateError) -> Self {
        use keys::RotateError as Refusal;
        Self::Own(match error {
            Refusal::UnknownKey => RotateKeyError::UnknownKey,
            Refusal::Ended => RotateKeyError::KeyEnded,
            Refusal::PastExpiry => RotateKeyError::PastExpiry,
            Refusal::Beyond(_) => {
                return Self::Api(ApiError::Forbidden { permission: Permission::KeysManage });
            }
            Refusal::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Replaces an API key by one that may do the same; the old one lives on for the overlap, and no longer than it would
/// have. What the new one is, is told in this answer and never again.
#[rspc::procedure]
pub(super) async fn rotate(ctx: TenantCtx, input: Input) -> Result<IssuedKeyDto, Refused<RotateKeyError>> {
    let Input { id, overlap_seconds, expires_at, idempotency_key } = input;
    ctx.recently_authenticated()?;
    let rotation = Rotation {
        key: id.into(),
        overlap: TimeDelta::seconds(overlap_seconds.into()),
        expires_at: expires_at.map(|moment| moment.0),
    };
    let replace = async |tx: &_| {
        let grantable = |scope| ctx.require_scope(scope).is_ok();
        keys::rotate(&ctx.app, tx, ctx.tenant, &ctx.actor, rotation, grantable).await
    };
    let made = once(&ctx.app, &ctx.db, ctx.tenant, ctx.once(idempotency_key), replace).await?;
    Ok(made.into_inner().into())
}
