//! `risk.lockPair`: locks an instrument for a while.

use app::{
    once::once,
    risk::{self, NewLock},
};
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, LockDto, Moment, RiskError},
    error::Refused,
};

/// What is locked, and until when.
#[rspc::input]
pub(crate) struct Input {
    /// One bot; all, if left out.
    bot_id: Option<BotId>,
    #[garde(length(chars, min = 1, max = 32), pattern("^[^\\x00]*$"))]
    venue: String,
    #[garde(length(chars, min = 1, max = 64), pattern("^[^\\x00]*$"))]
    symbol: String,
    until: Moment,
    /// Why, for whoever reads it.
    #[garde(length(chars, min = 1, max = 200), pattern("^[^\\x00]*$"))]
    reason: String,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Locks an instrument: until then nothing is opened in it. What makes a position smaller passes.
#[rspc::procedure]
pub(super) async fn lock_pair(ctx: TenantCtx, input: Input) -> Result<LockDto, Refused<RiskError>> {
    let Input { bot_id, venue, symbol, until, reason, idempotency_key } = input;
    let new = NewLock { bot: bot_id.map(Uuid::from), venue, symbol, until: until.0, reason };
    let lock = async |tx: &_| risk::lock_pair(&ctx.app, tx, ctx.tenant, &ctx.actor, new).await;
    let locked = once(&ctx.app, &ctx.db, ctx.tenant, ctx.once(idempotency_key), lock).await?;
    Ok(locked.into_inner().into())
}
