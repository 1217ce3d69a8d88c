//! Who may do what: one table for people's roles and one for keys' scopes.

use prisma::{ApiKeyScope, Role};
use serde::Serialize;

/// Something that a caller may be allowed to do in its tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Permission {
    /// See positions.
    PositionsRead,
    /// See signals.
    SignalsRead,
    /// Send signals.
    SignalsSubmit,
}

impl Permission {
    /// Whether a person of that role may.
    pub const fn of_role(self, role: Role) -> bool {
        match self {
            Self::PositionsRead | Self::SignalsRead => true,
            Self::SignalsSubmit => matches!(role, Role::Owner | Role::Admin | Role::Trader),
        }
    }

    /// The scope that a key needs.
    pub const fn scope(self) -> ApiKeyScope {
        match self {
            Self::PositionsRead | Self::SignalsRead => ApiKeyScope::Read,
            Self::SignalsSubmit => ApiKeyScope::Signals,
        }
    }
}
