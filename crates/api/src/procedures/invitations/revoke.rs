//! `invitations.revoke`: takes an invitation back.

use app::invitations;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{InvitationDto, InvitationId},
    error::{ApiError, Refused},
};

/// Which invitation.
#[rspc::input]
pub(crate) struct Input {
    id: InvitationId,
}

/// Why an invitation is not taken back.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RevokeInvitationError {
    /// The tenant has no such invitation.
    #[error("there is no such invitation")]
    UnknownInvitation,
    /// It was accepted.
    #[error("this invitation was accepted: remove the member instead")]
    InvitationAccepted,
}

#[rspc::codes]
impl rspc::Error for RevokeInvitationError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownInvitation => ErrorCode::NotFound,
            Self::InvitationAccepted => ErrorCode::Conflict,
        }
    }
}

impl From<invitations::RevokeError> for Refused<RevokeInvitationError> {
    fn from(error: invitations::RevokeError) -> Self {
        use invitations::RevokeError as Refusal;
        Self::Own(match error {
            Refusal::UnknownInvitation => RevokeInvitationError::UnknownInvitation,
            Refusal::Accepted => RevokeInvitationError::InvitationAccepted,
            Refusal::Failed(error) => return ApiError::from(error).into(),
        })
    }
}

/// Takes an invitation back: its link is worth nothing from here on.
#[rspc::procedure]
pub(super) async fn revoke(
    ctx: TenantCtx,
    input: Input,
) -> Result<InvitationDto, Refused<RevokeInvitationError>> {
    let revoked = invitations::revoke(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.id.into()).await?;
    Ok(revoked.into())
}
