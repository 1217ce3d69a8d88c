//! `members.leave`: gives one's own place up.

use app::members;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::PersonCtx,
    error::{ApiError, Refused},
};

/// Why a member stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum LeaveError {
    /// The tenant would have no owner.
    #[error("the last owner has to stay: make somebody else an owner first")]
    LastOwner,
}

#[rspc::codes]
impl rspc::Error for LeaveError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::LastOwner => ErrorCode::Conflict,
        }
    }
}

impl From<members::LeaveError> for Refused<LeaveError> {
    fn from(error: members::LeaveError) -> Self {
        match error {
            members::LeaveError::LastOwner => Self::Own(LeaveError::LastOwner),
            members::LeaveError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Gives the caller's own place in the tenant up. The session ends with it: the next login is in another tenant.
#[rspc::procedure]
pub(super) async fn leave(ctx: PersonCtx) -> Result<(), Refused<LeaveError>> {
    ctx.api.is_meant(&ctx.person.tenant.slug)?;
    let api = &ctx.api.api;
    members::leave(&api.app, ctx.person.tenant.id, &ctx.actor, ctx.person.user).await?;
    ctx.api.set_cookie(api.cookies.clear());
    Ok(())
}
