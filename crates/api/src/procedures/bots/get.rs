//! `bots.get`: a bot with its configuration and its newest runs.

use app::bots;

use crate::{
    context::TenantCtx,
    dto::{BotDetailDto, BotId, BotRefused},
    error::Refused,
};

/// Which bot.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
}

/// A bot with its configuration and its newest runs.
#[rspc::procedure]
pub(super) async fn get(ctx: TenantCtx, input: Input) -> Result<BotDetailDto, Refused<BotRefused>> {
    Ok(bots::get(&ctx.db, ctx.tenant, input.id.into()).await?.into())
}
