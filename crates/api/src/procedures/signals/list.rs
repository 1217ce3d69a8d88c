//! `signals.list`: the tenant's signals, newest first.

use app::signals;
use prisma::SignalStatus;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{PageDto, SignalDto, page_request},
    error::ApiError,
};

/// Which signals.
#[rspc::input]
pub(crate) struct Input {
    /// Of every bot, if left out.
    bot_id: Option<Uuid>,
    /// All, if left out.
    status: Option<SignalStatus>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The tenant's signals, newest first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<SignalDto>, ApiError> {
    let Input { bot_id, status, cursor, limit } = input;
    let page = signals::list(&ctx.db, ctx.tenant, bot_id, status, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, SignalDto::from))
}
