//! `invitations.create`: offers somebody a place in the tenant.

use app::{invitations, once::once};
use prisma::Role;
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Permission,
    context::TenantCtx,
    dto::{InvitationDto, InvitationId},
    error::{ApiError, Refused},
};

/// Whom, and as what.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(min = 3, max = 254), email)]
    email: String,
    /// No more than the caller.
    role: Role,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why nobody is invited.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub(crate) enum InviteError {
    /// Whoever has the address is a member already.
    #[error("email: this is a member's address")]
    AlreadyMember,
    /// An invitation to the address still stands; it can be sent again.
    #[error("email: this address is invited already")]
    AlreadyInvited {
        /// That invitation.
        invitation_id: InvitationId,
    },
    /// The tenant has sent as many as it may in a day.
    #[error("your team has sent too many invitations today: go on tomorrow")]
    TooManyInvitations,
}

#[rspc::codes]
impl rspc::Error for InviteError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::AlreadyMember | Self::AlreadyInvited { .. } => ErrorCode::Conflict,
            Self::TooManyInvitations => ErrorCode::TooManyRequests,
        }
    }
}

impl From<invitations::CreateError> for Refused<InviteError> {
    fn from(error: invitations::CreateError) -> Self {
        use invitations::CreateError as Refusal;
        Self::Own(match error {
            Refusal::Member => InviteError::AlreadyMember,
            Refusal::Invited(id) => InviteError::AlreadyInvited { invitation_id: id.into() },
            Refusal::TooMany => InviteError::TooManyInvitations,
            Refusal::OwnersOnly => {
                return ApiError::Forbidden { permission: Permission::OwnersManage }.into();
            }
            Refusal::Failed(error) => return ApiError::from(error).into(),
        })
    }
}

/// Offers a place in the tenant to whoever has the address: a link is sent there. Owners are invited by owners.
#[rspc::procedure]
pub(super) async fn create(ctx: TenantCtx, input: Input) -> Result<InvitationDto, Refused<InviteError>> {
    let Input { email, role, idempotency_key } = input;
    let by_owner = ctx.require(Permission::OwnersManage).is_ok();
    let invite =
        async |tx: &_| invitations::create(&ctx.app, tx, ctx.tenant, &ctx.actor, by_owner, email, role).await;
    let invited = once(&ctx.app, &ctx.db, ctx.tenant, ctx.once(idempotency_key), invite).await?;
    Ok(invited.into_inner().into())
}
