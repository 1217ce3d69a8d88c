//! `fills.list`: what traded, newest first.

use app::orders;
use prisma::Side;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, FillDto, Moment, PageDto, narrow, page_request},
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
    /// Either, if left out.
    side: Option<Side>,
    /// None that traded before.
    from: Option<Moment>,
    /// None that traded then or later.
    to: Option<Moment>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// What traded, newest first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<FillDto>, ApiError> {
    let Input { bot_id, venue, symbol, side, from, to, cursor, limit } = input;
    let narrow = narrow(bot_id, venue, symbol, [from, to]);
    let page = orders::fills(&ctx.db, ctx.tenant, narrow, side, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, FillDto::from))
}
