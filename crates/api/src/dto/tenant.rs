//! A tenant of a person's on the wire.

use app::tenants::OwnTenant;
use prisma::Role;
use serde::Serialize;

use super::TenantId;

/// A tenant, and what the person is there.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "OwnTenant")]
pub(crate) struct OwnTenantDto {
    id: TenantId,
    /// The tenant's name in addresses.
    slug: String,
    name: String,
    /// What the person is there.
    role: Role,
}

impl From<OwnTenant> for OwnTenantDto {
    fn from(OwnTenant { id, slug, name, role }: OwnTenant) -> Self {
        Self { id: id.into(), slug, name, role }
    }
}
