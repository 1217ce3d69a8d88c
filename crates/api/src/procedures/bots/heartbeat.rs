//! `bots.heartbeat`: a program says that its bot is there, and hears what is asked of it.

use app::bots;
use prisma::BotStatus;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotRefused, BotStateDto, spoken_for},
    error::Refused,
};

/// Which bot, and what it does.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// What it does now.
    status: BotStatus,
}

/// Says that a bot is there, and answers what is asked of it: its `desiredStatus` and the `version` to follow.
#[rspc::procedure]
pub(super) async fn heartbeat(ctx: TenantCtx, input: Input) -> Result<BotStateDto, Refused<BotRefused>> {
    let id = spoken_for(&ctx, input.id).ok_or(Refused::Own(BotRefused::UnknownBot))?;
    Ok(bots::heartbeat(&ctx.app, &ctx.db, ctx.tenant, id, input.status).await?.into())
}
