//! `tenants.rename`: gives the tenant another name.

use app::tenants;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{Name, TenantId},
    error::ApiError,
};

/// The name from now on.
#[rspc::input]
pub(crate) struct Input {
    #[garde(dive)]
    name: Name,
}

/// A tenant as its members see it.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct Tenant {
    id: TenantId,
    /// The tenant's name in addresses: it stays.
    slug: String,
    name: String,
}

/// Gives the tenant another name. Its slug stays, for addresses hold it.
#[rspc::procedure]
pub(super) async fn rename(ctx: TenantCtx, input: Input) -> Result<Tenant, ApiError> {
    let tenant = tenants::rename(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.name.into()).await?;
    Ok(Tenant { id: tenant.id.into(), slug: tenant.slug, name: tenant.name })
}
