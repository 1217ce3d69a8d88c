//! `risk.get`: how the team's risk stands.

use app::risk;

use crate::{context::TenantCtx, dto::RiskStatusDto, error::ApiError};

/// How the team's risk stands: its switches, its limits and how much of each is used, its locks, and what was refused
/// of late.
#[rspc::procedure]
pub(super) async fn get(ctx: TenantCtx) -> Result<RiskStatusDto, ApiError> {
    Ok(risk::status(&ctx.app, &ctx.db, ctx.tenant).await?.into())
}
