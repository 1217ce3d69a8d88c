//! `trades.list`: positions that were closed, the last one first.

use app::positions;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, Moment, PageDto, PositionDto, narrow, page_request},
    error::ApiError,
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    /// Of every bot, if left out.
    bot_id: Option<BotId>,
    /// Such as `BINANCE`; at every one, if left out.
    #[garde(inner(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$")))]
    venue: Option<String>,
    /// Such as `BTCUSDT`; of every one, if left out.
    #[garde(inner(length(chars, min = 1, max = 64), pattern("^[^\\x00]*$")))]
    symbol: Option<String>,
    /// None that was closed before.
    from: Option<Moment>,
    /// None that was closed then or later.
    to: Option<Moment>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// Round trips: positions from flat to flat, the last closed first. That one closed, `positions.onChange` tells.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<PositionDto>, ApiError> {
    let Input { bot_id, venue, symbol, from, to, cursor, limit } = input;
    let narrow = narrow(bot_id, venue, symbol, [from, to]);
    let page = positions::closed(&ctx.db, ctx.tenant, narrow, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, PositionDto::from))
}
