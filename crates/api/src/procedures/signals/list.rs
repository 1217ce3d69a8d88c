//! `signals.list`: the tenant's signals, newest first.

use app::signals::{self, SignalFilter};
use prisma::{Side, SignalStatus};
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, Moment, PageDto, SignalDto, narrow, page_request},
    error::ApiError,
};

/// Which signals.
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
    status: Option<SignalStatus>,
    /// Those that buy, sell and close, if left out.
    side: Option<Side>,
    /// None that arrived before.
    from: Option<Moment>,
    /// None that arrived then or later.
    to: Option<Moment>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The tenant's signals, newest first.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx, input: Input) -> Result<PageDto<SignalDto>, ApiError> {
    let Input { bot_id, venue, symbol, status, side, from, to, cursor, limit } = input;
    let narrow = narrow(bot_id, venue, symbol, [from, to]);
    let filter = SignalFilter { narrow, status, side };
    let page = signals::list(&ctx.db, ctx.tenant, filter, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, SignalDto::from))
}
