//! `bots.list`: the tenant's bots, by name.

use app::bots;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotStateDto, PageDto, page_request},
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

/// The tenant's bots, by name.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<BotStateDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = bots::list(&ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, BotStateDto::from))
}
