//! `invitations.resend`: sends an invitation again, with another link.

use app::invitations;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    Permission,
    context::TenantCtx,
    dto::{InvitationDto, InvitationId},
    error::{ApiError, Refused},
};

/// Which invitation.
#[rspc::input]
pub(crate) struct Input {
    id: InvitationId,
}

/// Why an invitation is not sent again.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ResendError {
    /// The tenant has no such invitation.
    #[error("there is no such invitation")]
    UnknownInvitation,
    /// It was accepted, or taken back.
    #[error("this invitation is over: make another one")]
    InvitationOver,
}

#[rspc::codes]
impl rspc::Error for ResendError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownInvitation => ErrorCode::NotFound,
            Self::InvitationOver => ErrorCode::Conflict,
        }
    }
}

impl From<invitations::ResendError> for Refused<ResendError> {
    fn from(error: invitations::ResendError) -> Self {
        use invitations::ResendError as Refusal;
        Self::Own(match error {
            Refusal::UnknownInvitation => ResendError::UnknownInvitation,
            Refusal::Over => ResendError::InvitationOver,
            Refusal::OwnersOnly => {
                return ApiError::Forbidden { permission: Permission::OwnersManage }.into();
            }
            Refusal::Failed(error) => return ApiError::from(error).into(),
        })
    }
}

/// Sends an invitation again. It stands anew, and the link that was sent before is worth nothing.
#[rspc::procedure]
pub(super) async fn resend(ctx: TenantCtx, input: Input) -> Result<InvitationDto, Refused<ResendError>> {
    let by_owner = ctx.require(Permission::OwnersManage).is_ok();
    let id = input.id.into();
    let sent = invitations::resend(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, by_owner, id).await?;
    Ok(sent.into())
}
