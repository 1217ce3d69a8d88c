//! `risk.removeLimit`: takes a limit away.

use app::risk;

use crate::{
    context::TenantCtx,
    dto::{RiskError, RiskLimitId},
    error::Refused,
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    id: RiskLimitId,
}

/// Takes a limit away.
#[rspc::procedure]
pub(super) async fn remove_limit(ctx: TenantCtx, input: Input) -> Result<(), Refused<RiskError>> {
    Ok(risk::remove_limit(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.id.into()).await?)
}
