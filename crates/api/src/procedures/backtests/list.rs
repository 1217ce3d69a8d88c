//! `backtests.list`: the team's backtests, the newest first.

use app::backtests;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BacktestDto, PageDto, page_request},
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

/// The team's backtests, the newest first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<BacktestDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = backtests::list(&ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, BacktestDto::from))
}
