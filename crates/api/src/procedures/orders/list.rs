//! `orders.list`: the team's orders, newest first.

use app::orders::{self, OrderFilter};
use prisma::{OrderStatus, Side};
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, Moment, OrderDto, PageDto, narrow, page_request},
    error::ApiError,
};

/// Which orders.
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
    /// In any state, if left out.
    status: Option<OrderStatus>,
    /// Those alone to which anything may still happen.
    open: Option<bool>,
    /// Either, if left out.
    side: Option<Side>,
    /// None that was made before.
    from: Option<Moment>,
    /// None that was made then or later.
    to: Option<Moment>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The team's orders, newest first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<OrderDto>, ApiError> {
    let Input { bot_id, venue, symbol, status, open, side, from, to, cursor, limit } = input;
    let narrow = narrow(bot_id, venue, symbol, [from, to]);
    let filter = OrderFilter { narrow, status, is_open: open.unwrap_or(false), side };
    let page = orders::list(&ctx.db, ctx.tenant, filter, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, OrderDto::from))
}
