//! `risk.unlockPair`: takes a lock of an instrument away.

use app::risk;

use crate::{
    context::TenantCtx,
    dto::{PairLockId, RiskError},
    error::Refused,
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    id: PairLockId,
}

/// Takes a lock of an instrument away.
#[rspc::procedure]
pub(super) async fn unlock_pair(ctx: TenantCtx, input: Input) -> Result<(), Refused<RiskError>> {
    Ok(risk::unlock_pair(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.id.into()).await?)
}
