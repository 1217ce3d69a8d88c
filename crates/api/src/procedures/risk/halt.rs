//! `risk.halt`: the kill switch.

use app::risk::{self, Halt};
use prisma::HaltState;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, RiskError, SwitchDto},
    error::Refused,
};

/// What is to be halted, and how far.
#[rspc::input]
pub(crate) struct Input {
    /// One bot; the whole team, or the key's own bot, if left out.
    bot_id: Option<BotId>,
    /// `HALTED`, if left out: nothing leaves. `REDUCING` lets out what makes a position smaller.
    state: Option<HaltState>,
    /// Why, for whoever reads it.
    #[garde(length(chars, min = 1, max = 200), pattern("^[^\\x00]*$"))]
    reason: String,
    /// Leaves orders that are working at the venue; they are asked to end, if left out.
    keep_orders: Option<bool>,
}

/// Halts trading: from a second later on no order leaves. It holds until it is resumed, whatever restarts.
#[rspc::procedure]
pub(super) async fn halt(ctx: TenantCtx, input: Input) -> Result<SwitchDto, Refused<RiskError>> {
    let bot = own(ctx.bot, input.bot_id.map(Uuid::from))?;
    let halt = Halt {
        bot,
        state: input.state.unwrap_or(HaltState::Halted),
        reason: input.reason,
        cancels_orders: !input.keep_orders.unwrap_or(false),
    };
    Ok(risk::halt(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, halt).await?.into())
}

/// The bot that is meant: that of the key, where the caller is bound to one.
fn own(own: Option<Uuid>, asked: Option<Uuid>) -> Result<Option<Uuid>, Refused<RiskError>> {
    match (own, asked) {
        (Some(own), Some(asked)) if own != asked => Err(Refused::Own(RiskError::UnknownBot)),
        (own, asked) => Ok(own.or(asked)),
    }
}
