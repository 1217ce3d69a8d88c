//! `bots.stop`: stops a bot and ends its run.

use app::bots::{self, Ask};

use crate::{
    context::TenantCtx,
    dto::{BotId, BotRefused, BotStateDto, spoken_for},
    error::Refused,
};

/// Which bot, and why.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// For whoever reads of its runs.
    #[garde(inner(length(chars, min = 1, max = 500)))]
    reason: Option<String>,
}

/// Stops a bot, and ends its run: it may not trade from now on.
#[rspc::procedure]
pub(super) async fn stop(ctx: TenantCtx, input: Input) -> Result<BotStateDto, Refused<BotRefused>> {
    let id = spoken_for(&ctx, input.id).ok_or(Refused::Own(BotRefused::UnknownBot))?;
    let bot = bots::ask(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, id, Ask::Stop, input.reason).await?;
    Ok(bot.into())
}
