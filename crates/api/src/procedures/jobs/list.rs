//! `jobs.list`: what is done for the tenant in the background, and what of it failed.

use app::jobs;

use crate::{context::TenantCtx, dto::JobDto, error::ApiError};

/// The tenant's background work, one of a kind: what failed for good first, then what comes next.
#[rspc::procedure]
pub(super) async fn list(ctx: TenantCtx) -> Result<Vec<JobDto>, ApiError> {
    let jobs = jobs::list(&ctx.db, ctx.tenant).await?;
    Ok(jobs.into_iter().map(JobDto::from).collect())
}
