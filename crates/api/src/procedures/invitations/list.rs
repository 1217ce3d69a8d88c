//! `invitations.list`: the tenant's invitations, newest first.

use app::invitations;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{InvitationDto, PageDto, page_request},
    error::ApiError,
};

/// Which of them.
#[rspc::input]
pub(crate) struct Input {
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The tenant's invitations, newest first: those that stand, and those that did.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<InvitationDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = invitations::list(&ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, InvitationDto::from))
}
