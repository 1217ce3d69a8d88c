//! `positions.getAll`: the tenant's positions, newest first.

use app::positions::{self, PositionFilter};
use prisma::PositionStatus;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, Moment, PageDto, PositionDto, PositionSide, narrow, page_request},
    error::ApiError,
};

/// Which positions.
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
    /// All, if left out.
    status: Option<PositionStatus>,
    /// Either, if left out; closed ones are `FLAT`.
    side: Option<PositionSide>,
    /// None that was opened before.
    from: Option<Moment>,
    /// None that was opened then or later.
    to: Option<Moment>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The tenant's positions, newest first.
#[rspc::procedure]
pub(super) async fn get_all(ctx: TenantCtx, input: Input) -> Result<PageDto<PositionDto>, ApiError> {
    let Input { bot_id, venue, symbol, status, side, from, to, cursor, limit } = input;
    let narrow = narrow(bot_id, venue, symbol, [from, to]);
    let filter = PositionFilter { narrow, status, side: side.map(positions::PositionSide::from) };
    let page = positions::list(&ctx.db, ctx.tenant, filter, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, PositionDto::from))
}
