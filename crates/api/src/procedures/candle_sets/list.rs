//! `candleSets.list`: the team's own candles, the newest set first.

use app::candle_sets;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{CandleSetDto, PageDto, page_request},
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

/// The team's own candles, the newest set first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<CandleSetDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = candle_sets::list(&ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, CandleSetDto::from))
}
