//! `keys.revoke`: takes an API key back.

use app::keys;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{ApiKeyDto, ApiKeyId},
    error::{ApiError, Refused},
};

/// Which key.
#[rspc::input]
pub(crate) struct Input {
    id: ApiKeyId,
}

/// Why a key is not taken back.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RevokeKeyError {
    /// The tenant has no such key.
    #[error("there is no such key")]
    UnknownKey,
}

#[rspc::codes]
impl rspc::Error for RevokeKeyError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownKey => ErrorCode::NotFound,
        }
    }
}

impl From<keys::RevokeError> for Refused<RevokeKeyError> {
    fn from(error: keys::RevokeError) -> Self {
        match error {
            keys::RevokeError::UnknownKey => Self::Own(RevokeKeyError::UnknownKey),
            keys::RevokeError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Takes an API key back: within a second it opens nothing, on open sockets too.
#[rspc::procedure]
pub(super) async fn revoke(ctx: TenantCtx, input: Input) -> Result<ApiKeyDto, Refused<RevokeKeyError>> {
    let key = keys::revoke(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.id.into()).await?;
    Ok(key.into())
}
