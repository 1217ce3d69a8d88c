//! `members.changeRole`: makes a member something else.

use app::members;
use prisma::Role;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    Permission,
    context::TenantCtx,
    dto::{MemberDto, UserId},
    error::{ApiError, Refused},
};

/// Who, and what they are from now on.
#[rspc::input]
pub(crate) struct Input {
    user_id: UserId,
    role: Role,
}

/// Why a member stays what they are.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ChangeRoleError {
    /// The tenant has no such member.
    #[error("there is no such member")]
    UnknownMember,
    /// The tenant would have no owner.
    #[error("the last owner has to stay one: make somebody else an owner first")]
    LastOwner,
}

#[rspc::codes]
impl rspc::Error for ChangeRoleError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownMember => ErrorCode::NotFound,
            Self::LastOwner => ErrorCode::Conflict,
        }
    }
}

impl From<members::ChangeRoleError> for Refused<ChangeRoleError> {
    fn from(error: members::ChangeRoleError) -> Self {
        use members::ChangeRoleError as Refusal;
        Self::Own(match error {
            Refusal::UnknownMember => ChangeRoleError::UnknownMember,
            Refusal::LastOwner => ChangeRoleError::LastOwner,
            Refusal::OwnersOnly => {
                return ApiError::Forbidden { permission: Permission::OwnersManage }.into();
            }
            Refusal::Failed(error) => return ApiError::from(error).into(),
        })
    }
}

/// Makes a member something else. Owners are made, and unmade, by owners.
#[rspc::procedure]
pub(super) async fn change_role(ctx: TenantCtx, input: Input) -> Result<MemberDto, Refused<ChangeRoleError>> {
    let Input { user_id, role } = input;
    if role == Role::Owner {
        ctx.recently_authenticated()?;
    }
    let by_owner = ctx.require(Permission::OwnersManage).is_ok();
    let (app, db, actor) = (&ctx.app, &ctx.db, &ctx.actor);
    let member = members::change_role(app, db, ctx.tenant, actor, by_owner, user_id.into(), role).await?;
    Ok(member.into())
}
