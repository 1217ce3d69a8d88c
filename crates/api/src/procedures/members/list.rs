//! `members.list`: the tenant's members, in the order in which they came.

use app::members;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{MemberDto, PageDto, page_request},
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

/// The tenant's members, in the order in which they came.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<MemberDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = members::list(&ctx.app, &ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, MemberDto::from))
}
