//! `bots.commands`: what a bot was told to do, and what came of it.

use app::bots;
use prisma::CommandStatus;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotCommandDto, BotId, PageDto, page_request},
    error::ApiError,
};

/// Of which bot, and which of them.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// In that state alone.
    status: Option<CommandStatus>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// What a bot was told to do, and what came of it, newest first; nothing of a bot that is not there.
#[rspc::procedure]
pub(super) async fn commands(ctx: TenantCtx, input: Input) -> Result<PageDto<BotCommandDto>, ApiError> {
    let Input { id, status, cursor, limit } = input;
    let page = bots::commands(&ctx.db, ctx.tenant, id.into(), status, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, BotCommandDto::from))
}
