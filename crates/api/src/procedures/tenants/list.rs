//! `tenants.list`: the tenants in which the person has a place.

use app::tenants;

use crate::{context::PersonCtx, dto::OwnTenantDto, error::ApiError};

/// The tenants in which the person has a place, the first joined first: 200 at most.
#[rspc::procedure]
pub(super) async fn list(ctx: PersonCtx) -> Result<Vec<OwnTenantDto>, ApiError> {
    let tenants = tenants::list(&ctx.api.api.app, ctx.person.user).await?;
    Ok(tenants.into_iter().map(OwnTenantDto::from).collect())
}
