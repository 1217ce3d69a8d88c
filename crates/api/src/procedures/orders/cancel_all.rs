//! `orders.cancelAll`: asks for the end of every order.

use app::orders;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, UnknownBotError},
    error::Refused,
};

/// Whose.
#[rspc::input]
pub(crate) struct Input {
    /// One bot's; every bot's, or the key's own, if left out.
    bot_id: Option<BotId>,
}

/// What was asked.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "CanceledOrders")]
pub(super) struct Canceled {
    /// Orders whose end was asked for now.
    count: u32,
}

/// Asks for the end of every order to which anything may still happen.
#[rspc::procedure]
pub(super) async fn cancel_all(ctx: TenantCtx, input: Input) -> Result<Canceled, Refused<UnknownBotError>> {
    let asked = input.bot_id.map(Uuid::from);
    // Another bot than its own a bound key knows nothing of.
    if ctx.bot.is_some() && asked.is_some() && ctx.bot != asked {
        return Err(Refused::Own(UnknownBotError::UnknownBot));
    }
    let count = orders::cancel_all(&ctx.app, &ctx.db, ctx.bot.or(asked)).await?;
    ctx.app.work.notify_one();
    Ok(Canceled { count })
}
