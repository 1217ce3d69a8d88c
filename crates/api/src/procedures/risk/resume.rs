//! `risk.resume`: lets trading go on.

use app::risk;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, RiskError},
    error::Refused,
};

/// What is to go on.
#[rspc::input]
pub(crate) struct Input {
    /// One bot; the whole team, if left out: bots that were halted themselves stay so.
    bot_id: Option<BotId>,
}

/// Lets trading go on; what is not halted goes on. Takes a recent proof of who one is.
#[rspc::procedure]
pub(super) async fn resume(ctx: TenantCtx, input: Input) -> Result<(), Refused<RiskError>> {
    ctx.recently_authenticated()?;
    let bot = input.bot_id.map(Uuid::from);
    Ok(risk::resume(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, bot).await?)
}
