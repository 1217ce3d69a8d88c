//! `auth.me`: who is logged in, and where.

use app::auth::Person;
use prisma::Role;
use serde::Serialize;

use crate::{
    context::PersonCtx,
    dto::{TenantId, UserId},
    error::ApiError,
};

/// A person in a tenant.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct Me {
    user: MeUser,
    tenant: MeTenant,
    /// What the person is in the tenant.
    role: Role,
}

#[derive(Debug, Serialize, specta::Type)]
#[specta(inline)]
struct MeUser {
    id: UserId,
    email: String,
    /// How the person is called; empty until it is said.
    name: String,
}

#[derive(Debug, Serialize, specta::Type)]
#[specta(inline)]
struct MeTenant {
    id: TenantId,
    /// The tenant's name in addresses.
    slug: String,
    name: String,
}

impl From<Person> for Me {
    fn from(person: Person) -> Self {
        Self {
            user: MeUser { id: person.user.into(), email: person.email, name: person.name },
            tenant: MeTenant {
                id: person.tenant.id.into(),
                slug: person.tenant.slug,
                name: person.tenant.name,
            },
            role: person.role,
        }
    }
}

/// Who is logged in, and in which tenant.
#[rspc::procedure]
pub(super) async fn me(ctx: PersonCtx) -> Result<Me, ApiError> {
    Ok(ctx.person.into())
}
