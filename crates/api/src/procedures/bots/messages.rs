//! `bots.messages`: what a bot, or the service about it, had to say.

use app::bots;
use prisma::MessageLevel;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotMessageDto, PageDto, page_request},
    error::ApiError,
};

/// Of which bot, and which of them.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// Of that level alone.
    level: Option<MessageLevel>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// What a bot, or the service about it, had to say, newest first; nothing of a bot that is not there.
#[rspc::procedure]
pub(super) async fn messages(ctx: TenantCtx, input: Input) -> Result<PageDto<BotMessageDto>, ApiError> {
    let Input { id, level, cursor, limit } = input;
    let page = bots::messages(&ctx.db, ctx.tenant, id.into(), level, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, BotMessageDto::from))
}
