//! `members.remove`: takes a member's place away.

use app::members;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    Permission,
    context::TenantCtx,
    dto::UserId,
    error::{ApiError, Refused},
};

/// Who.
#[rspc::input]
pub(crate) struct Input {
    user_id: UserId,
}

/// Why a member stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RemoveMemberError {
    /// The tenant has no such member.
    #[error("there is no such member")]
    UnknownMember,
    /// It is the caller.
    #[error("this is yourself: leave the team instead")]
    Yourself,
    /// The tenant would have no owner.
    #[error("the last owner has to stay")]
    LastOwner,
}

#[rspc::codes]
impl rspc::Error for RemoveMemberError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownMember => ErrorCode::NotFound,
            Self::Yourself | Self::LastOwner => ErrorCode::Conflict,
        }
    }
}

impl From<members::RemoveError> for Refused<RemoveMemberError> {
    fn from(error: members::RemoveError) -> Self {
        use members::RemoveError as Refusal;
        Self::Own(match error {
            Refusal::UnknownMember => RemoveMemberError::UnknownMember,
            Refusal::Yourself => RemoveMemberError::Yourself,
            Refusal::LastOwner => RemoveMemberError::LastOwner,
            Refusal::OwnersOnly => {
                return ApiError::Forbidden { permission: Permission::OwnersManage }.into();
            }
            Refusal::Failed(error) => return ApiError::from(error).into(),
        })
    }
}

/// Takes a member's place away: within a second they see nothing of the tenant, on open sockets too. Owners are removed
/// by owners.
#[rspc::procedure]
pub(super) async fn remove(ctx: TenantCtx, input: Input) -> Result<(), Refused<RemoveMemberError>> {
    let by_owner = ctx.require(Permission::OwnersManage).is_ok();
    let user = input.user_id.into();
    Ok(members::remove(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, by_owner, user).await?)
}
