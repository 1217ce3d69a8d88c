//! `keys.list`: the tenant's API keys, newest first.

use app::keys;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{ApiKeyDto, PageDto, page_request},
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

/// The tenant's API keys, newest first: those in force, and those that were.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<ApiKeyDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = keys::list(&ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, ApiKeyDto::from))
}
