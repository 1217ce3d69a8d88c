//! Tenants as people have them: many at once, one at a time.

mod create;
mod list;
mod rename;
mod switch;

use prisma::Role;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use create::create;
pub use list::{MOST, list};
pub use rename::rename;
pub(crate) use switch::enter;
pub use switch::{SwitchError, switch};

/// A tenant, and what the person is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTenant {
    /// Its id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What the person is there.
    pub role: Role,
}
