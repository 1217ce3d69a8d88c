//! `positions.closeAll`: ends every order and closes every position.

use app::{once::once, orders};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, SignalDto, UnknownBotError},
    error::Refused,
};

/// Whose.
#[rspc::input]
pub(crate) struct Input {
    /// One bot's; every bot's, or the key's own, if left out.
    bot_id: Option<BotId>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// What was asked.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Flattened")]
pub(super) struct Flattened {
    /// Orders whose end was asked for.
    canceled_orders: u32,
    /// The signals that close, one a position.
    signals: Vec<SignalDto>,
}

/// Flattens: asks for the end of every order and closes every position at the market.
#[rspc::procedure]
pub(super) async fn close_all(ctx: TenantCtx, input: Input) -> Result<Flattened, Refused<UnknownBotError>> {
    let asked = input.bot_id.map(Uuid::from);
    // Another bot than its own a bound key knows nothing of.
    if ctx.bot.is_some() && asked.is_some() && ctx.bot != asked {
        return Err(Refused::Own(UnknownBotError::UnknownBot));
    }
    let (bot, key) = (ctx.bot.or(asked), ctx.once(input.idempotency_key));
    let flatten = async |tx: &_| orders::flatten(&ctx.app, tx, ctx.tenant, &ctx.actor, bot).await;
    let (canceled_orders, signals) = once(&ctx.app, &ctx.db, ctx.tenant, key, flatten).await?.into_inner();
    ctx.app.work.notify_one();
    Ok(Flattened { canceled_orders, signals: signals.into_iter().map(SignalDto::from).collect() })
}
