//! `bots.start`: starts a bot, which may trade from now on.

use app::{
    bots::{self, Ask},
    risk,
    signals::BotRef,
};
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotRefused, BotStateDto, HaltsDto, spoken_for},
    error::{ApiError, Refused},
};

/// Which bot.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
}

/// A bot that is asked to run, and what halts it all the same.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "StartedBot")]
pub(crate) struct StartedDto {
    #[serde(flatten)]
    bot: BotStateDto,
    /// While one of these is engaged, the bot does no more than it lets out. A start ends none of them.
    halts: HaltsDto,
}

/// Starts a bot: it may trade from now on, as far as no switch halts it.
#[rspc::procedure]
pub(super) async fn start(ctx: TenantCtx, input: Input) -> Result<StartedDto, Refused<BotRefused>> {
    let id = spoken_for(&ctx, input.id).ok_or(Refused::Own(BotRefused::UnknownBot))?;
    let bot = bots::ask(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, id, Ask::Start, None).await?;
    let halts = risk::halts(&ctx.db, BotRef { id, name: bot.name.clone() }).await.map_err(ApiError::from)?;
    Ok(StartedDto { bot: bot.into(), halts: halts.into() })
}
