//! `instruments.list`: what can be traded, by venue and symbol.

use app::instruments;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{InstrumentRulesDto, PageDto, page_request},
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

/// What can be traded, by venue and symbol.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<InstrumentRulesDto>, ApiError> {
    let Input { cursor, limit } = input;
    let page = instruments::list(&ctx.app, &ctx.db, ctx.tenant, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, InstrumentRulesDto::from))
}
