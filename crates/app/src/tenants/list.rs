//! The tenants in which a person has a place.

use std::collections::HashMap;

use prisma::{membership, tenant};
use uuid::Uuid;

use super::OwnTenant;
use crate::{App, Error, Result};

/// So many of a person's tenants are told of.
pub const MOST: i64 = 200;

/// The tenants in which a person has a place, the first joined first: at most [`MOST`].
pub async fn list(app: &App, user: Uuid) -> Result<Vec<OwnTenant>> {
    let places = app.system.membership().find_many([membership::user_id::equals(user)]);
    let places = places.order_by(membership::created_at::asc()).order_by(membership::id::asc()).take(MOST);
    let places = places.exec().await?;
    let ids = places.iter().map(|place| place.tenant_id).collect();
    let tenants = app.system.tenant().find_many([tenant::id::in_vec(ids)]).exec().await?;
    let mut tenants: HashMap<Uuid, tenant::Data> =
        tenants.into_iter().map(|tenant| (tenant.id, tenant)).collect();
    let joined = places.into_iter().map(|place| {
        let tenant = tenants.remove(&place.tenant_id);
        let tenant = tenant.ok_or_else(|| Error::row(place.tenant_id, "the tenant is missing"))?;
        Ok(OwnTenant { id: tenant.id, slug: tenant.slug, name: tenant.name, role: place.role })
    });
    joined.collect()
}
