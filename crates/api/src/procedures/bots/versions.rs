//! `bots.versions`: the configurations of a bot, newest first.

use app::bots;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotVersionDto, PageDto, page_request},
    error::ApiError,
};

/// Of which bot, and which of them.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The configurations of a bot, newest first; none of a bot that is not there.
#[rspc::procedure]
pub(super) async fn versions(ctx: TenantCtx, input: Input) -> Result<PageDto<BotVersionDto>, ApiError> {
    let Input { id, cursor, limit } = input;
    let page = bots::versions(&ctx.db, ctx.tenant, id.into(), page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, BotVersionDto::from))
}
