//! Who may do what: one table of permissions, for people's roles and for keys' scopes.

use std::fmt;

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
    /// See bots.
    BotsRead,
    /// See instruments, prices and candles.
    MarketRead,
    /// See backtests.
    BacktestsRead,
    /// See orders and what they traded.
    OrdersRead,
    /// See switches, limits and locks.
    RiskRead,
    /// Send signals.
    SignalsSubmit,
    /// Make, change, start and stop bots.
    BotsManage,
    /// Bring candles, and take them away.
    CandlesManage,
    /// Begin and stop backtests.
    BacktestsManage,
    /// Place and cancel orders, close positions.
    OrdersTrade,
    /// Halt trading.
    TradingHalt,
    /// Resume trading, set limits, lock instruments.
    RiskManage,
    /// See and change members and invitations.
    MembersManage,
    /// See, make and revoke API keys.
    KeysManage,
    /// See, verify and export the audit log.
    AuditRead,
    /// Change the team itself.
    TenantManage,
    /// Make owners, change their roles, remove them.
    OwnersManage,
}

/// Its name on the wire.
impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// A row of the table: the least role that a person needs, and the scope that a key needs, if a key can at all.
struct Row(Permission, Role, Option<ApiKeyScope>);

const TABLE: [Row; 19] = [
    Row(Permission::PositionsRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::SignalsRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::BotsRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::MarketRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::BacktestsRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::OrdersRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::RiskRead, Role::Viewer, Some(ApiKeyScope::Read)),
    Row(Permission::SignalsSubmit, Role::Trader, Some(ApiKeyScope::Signals)),
    Row(Permission::BotsManage, Role::Trader, Some(ApiKeyScope::Trade)),
    Row(Permission::CandlesManage, Role::Trader, Some(ApiKeyScope::Trade)),
    Row(Permission::BacktestsManage, Role::Trader, Some(ApiKeyScope::Trade)),
    Row(Permission::OrdersTrade, Role::Trader, Some(ApiKeyScope::Trade)),
    Row(Permission::TradingHalt, Role::Trader, Some(ApiKeyScope::Trade)),
    Row(Permission::RiskManage, Role::Admin, None),
    Row(Permission::MembersManage, Role::Admin, None),
    Row(Permission::KeysManage, Role::Admin, None),
    Row(Permission::AuditRead, Role::Admin, None),
    Row(Permission::TenantManage, Role::Owner, None),
    Row(Permission::OwnersManage, Role::Owner, None),
];

impl Permission {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// Whether a person of that role may.
    pub fn of_role(self, role: Role) -> bool {
        rank(role) >= rank(self.row().1)
    }

    /// The scope that a key needs; none where no key may.
    pub fn scope(self) -> Option<ApiKeyScope> {
        self.row().2
    }

    fn row(self) -> &'static Row {
        // The variants and the rows are in one order, which a test holds.
        &TABLE[self as usize]
    }
}

/// Each role may do what those below it may.
const fn rank(role: Role) -> u8 {
    match role {
        Role::Viewer => 0,
        Role::Trader => 1,
        Role::Admin => 2,
        Role::Owner => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_permission_in_their_order() {
        for (index, permission) in Permission::all().enumerate() {
            assert_eq!(permission as usize, index, "{permission:?}");
        }
    }
}
