//! `bots.pause`: pauses a bot, whose run goes on.

use app::bots::{self, Ask};

use crate::{
    context::TenantCtx,
    dto::{BotId, BotRefused, BotStateDto, spoken_for},
    error::Refused,
};

/// Which bot.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
}

/// Pauses a bot: it may not trade until it is started.
#[rspc::procedure]
pub(super) async fn pause(ctx: TenantCtx, input: Input) -> Result<BotStateDto, Refused<BotRefused>> {
    let id = spoken_for(&ctx, input.id).ok_or(Refused::Own(BotRefused::UnknownBot))?;
    let bot = bots::ask(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, id, Ask::Pause, None).await?;
    Ok(bot.into())
}
