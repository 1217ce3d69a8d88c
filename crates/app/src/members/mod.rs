//! Members: who has a place in a tenant, and as what. Their changes take turns, so that an owner is always left.

mod change_role;
mod leave;
mod list;
mod people;
mod remove;

use chrono::{DateTime, Utc};
use prisma::{Role, TenantDb, membership, tenant};
use prisma_client_rust::Lock;
use uuid::Uuid;

pub use change_role::{ChangeRoleError, change_role};
pub use leave::{LeaveError, leave};
pub use list::list;
pub use remove::{RemoveError, remove};

use crate::{Error, Result};

/// A person with a place in a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub user: Uuid,
    /// The address that the person logs in with.
    pub email: String,
    /// How the person is called; empty where that was never said.
    pub name: String,
    /// What the person is here.
    pub role: Role,
    /// Since when.
    pub joined_at: DateTime<Utc>,
}

/// Makes everybody else who would change the tenant's members wait until this transaction ends.
pub(crate) async fn take_turn(tx: &TenantDb, tenant: Uuid) -> Result<()> {
    let row = tx.tenant().find_unique(tenant::id::equals(tenant)).lock(Lock::ForNoKeyUpdate).exec().await?;
    row.map(drop).ok_or_else(|| Error::row(tenant, "the tenant is missing"))
}

/// The person's place in the tenant.
pub(crate) async fn place(tx: &TenantDb, tenant: Uuid, user: Uuid) -> Result<Option<membership::Data>> {
    Ok(tx.membership().find_unique(membership::tenant_id_user_id::equals(tenant, user)).exec().await?)
}

/// Whether that place is the only one of an owner.
async fn is_last_owner(tx: &TenantDb, place: &membership::Data) -> Result<bool> {
    Ok(place.role == Role::Owner
        && tx.membership().count([membership::role::equals(Role::Owner)]).exec().await? <= 1)
}
