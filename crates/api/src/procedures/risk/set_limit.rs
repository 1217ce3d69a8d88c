//! `risk.setLimit`: sets a limit.

use app::risk::{self, NewLimit};
use prisma::RiskRule;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{Amount, BotId, LimitDto, RiskError},
    error::Refused,
};

/// What is bounded, and by how much.
#[rspc::input]
pub(crate) struct Input {
    /// One bot; the whole team together, if left out.
    bot_id: Option<BotId>,
    /// With `symbol`: one instrument; all, if left out.
    #[garde(inner(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$")))]
    venue: Option<String>,
    /// With `venue`: one instrument; all, if left out.
    #[garde(inner(length(chars, min = 1, max = 64), pattern("^[^\\x00]*$")))]
    symbol: Option<String>,
    rule: RiskRule,
    /// How much there may be: money in the quote currency, a count, seconds, or a share, as the rule says.
    value: Amount,
}

/// Sets a limit; one of the same kind takes the value.
#[rspc::procedure]
pub(super) async fn set_limit(ctx: TenantCtx, input: Input) -> Result<LimitDto, Refused<RiskError>> {
    let instrument = match (input.venue, input.symbol) {
        (Some(venue), Some(symbol)) => Some((venue, symbol)),
        (None, None) => None,
        _ => {
            let message = "an instrument is named by venue and symbol".to_owned();
            return Err(Refused::Own(RiskError::InvalidField { field: "symbol", message }));
        }
    };
    let bot = input.bot_id.map(Uuid::from);
    let new = NewLimit { bot, instrument, rule: input.rule, value: input.value.0 };
    Ok(risk::set_limit(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, new).await?.into())
}
