//! `equity.get`: how the team or a bot stands, and how it came there.

use std::time::Duration;

use app::equity;
use chrono::TimeDelta;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, EquityDto},
    error::ApiError,
};

/// Points that a curve has at most.
const POINTS: u32 = 500;

/// Whose, and since when.
#[rspc::input]
pub(crate) struct Input {
    /// One bot; the whole team, if left out.
    bot_id: Option<BotId>,
    /// How many hours back; a day, if left out.
    #[garde(inner(range(min = 1, max = 87_600)))]
    hours: Option<u32>,
}

/// How the team or a bot stands, and how it came there: a point a minute, or fewer of a longer time.
#[rspc::procedure]
pub(super) async fn get(ctx: TenantCtx, input: Input) -> Result<EquityDto, ApiError> {
    let hours = input.hours.unwrap_or(24);
    let since = ctx.app.ambient.now() - TimeDelta::hours(hours.into());
    let step = Duration::from_secs((u64::from(hours) * 3600 / u64::from(POINTS)).max(60));
    let bot = input.bot_id.map(Uuid::from);
    Ok(equity::curve(&ctx.app, &ctx.db, ctx.tenant, bot, since, step).await?.into())
}
