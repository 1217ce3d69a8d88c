//! Whether the database keeps tenants apart as the schema wants it: read from its catalogue at start.

use std::fmt;

use crate::error::Result;
use crate::model::Table;
use crate::pool::Pool;
use crate::session::{SETTING, Session};

/// Something that would let one tenant see another's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Policies do not bind a superuser.
    Superuser {
        /// The role.
        role: String,
    },
    /// Policies do not bind a role with BYPASSRLS.
    BypassesPolicies {
        /// The role.
        role: String,
    },
    /// An owner can drop policies.
    OwnsTable {
        /// The role.
        role: String,
        /// The table.
        table: String,
    },
    /// The table is not there.
    MissingTable {
        /// The table.
        table: String,
    },
    /// Row-level security is off.
    NotEnabled {
        /// The table.
        table: String,
    },
    /// Row-level security does not bind the owner.
    NotForced {
        /// The table.
        table: String,
    },
    /// No policy is for this role.
    NoPolicy {
        /// The role.
        role: String,
        /// The table.
        table: String,
    },
    /// A policy for this role does not ask for the tenant.
    OpenPolicy {
        /// The role.
        role: String,
        /// The table.
        table: String,
        /// The policy.
        policy: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Superuser { role } => write!(f, "role {role} is a superuser, whom no policy binds"),
            Self::BypassesPolicies { role } => {
                write!(f, "role {role} has BYPASSRLS, so that no policy binds it")
            }
            Self::OwnsTable { role, table } => {
                write!(f, "role {role} owns {table} and could drop its policies")
            }
            Self::MissingTable { table } => write!(f, "table {table} is missing: is the database migrated?"),
            Self::NotEnabled { table } => write!(f, "row-level security is not enabled on {table}"),
            Self::NotForced { table } => write!(f, "row-level security is not forced on {table}"),
            Self::NoPolicy { role, table } => write!(f, "{table} has no policy for role {role}"),
            Self::OpenPolicy { role, table, policy } => {
                write!(f, "policy {policy} on {table} shows role {role} the rows of every tenant")
            }
        }
    }
}

/// What is wrong for the role that serves tenants: its attributes, and each tenant model's table.
pub async fn check_tenant_role(pool: &Pool, tables: &[&Table]) -> Result<Vec<Problem>> {
    let session = Session::unscoped(pool.clone());
    let role = Role::read(&session).await?;
    let mut problems = role.problems();
    for table in tables.iter().filter(|table| table.tenant.is_some()) {
        problems.extend(check_table(&session, &role.name, table).await?);
    }
    Ok(problems)
}

/// What is wrong for a role that no tenant limits: even that one is bound by policies.
pub async fn check_system_role(session: &Session) -> Result<Vec<Problem>> {
    Ok(Role::read(session).await?.problems())
}

struct Role {
    name: String,
    is_superuser: bool,
    bypasses: bool,
}

impl Role {
    async fn read(session: &Session) -> Result<Self> {
        let sql = "SELECT rolname::text, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user";
        let rows = session.query_raw(sql, &[]).await?;
        let row = rows.first().ok_or(crate::Error::NotFound { table: "pg_roles" })?;
        Ok(Self { name: row.try_get(0)?, is_superuser: row.try_get(1)?, bypasses: row.try_get(2)? })
    }

    fn problems(&self) -> Vec<Problem> {
        let role = || self.name.clone();
        let superuser = self.is_superuser.then(|| Problem::Superuser { role: role() });
        let bypasses = self.bypasses.then(|| Problem::BypassesPolicies { role: role() });
        superuser.into_iter().chain(bypasses).collect()
    }
}

const TABLE: &str = "
SELECT c.relrowsecurity, c.relforcerowsecurity, pg_has_role(current_user, c.relowner, 'MEMBER')
FROM pg_class c
WHERE c.oid = to_regclass($1)";

/// The policies that bind the role, and whether rows pass one that does not name the setting.
const POLICIES: &str = "
SELECT p.polname::text,
       position($2 IN coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), '')) = 0
       OR position($2 IN coalesce(pg_get_expr(p.polwithcheck, p.polrelid), $2)) = 0
FROM pg_policy p
WHERE p.polrelid = to_regclass($1) AND p.polpermissive
  AND EXISTS (SELECT FROM unnest(p.polroles) r WHERE r = 0 OR pg_has_role(current_user, r, 'USAGE'))
ORDER BY p.polname";

async fn check_table(session: &Session, role: &str, table: &Table) -> Result<Vec<Problem>> {
    let name = table.qualified_name();
    let (role, table) = (|| role.to_owned(), || table.name.to_owned());
    let rows = session.query_raw(TABLE, &[&name]).await?;
    let Some(found) = rows.first() else { return Ok(vec![Problem::MissingTable { table: table() }]) };

    let mut problems = Vec::new();
    if !found.try_get::<_, bool>(0)? {
        problems.push(Problem::NotEnabled { table: table() });
    }
    if !found.try_get::<_, bool>(1)? {
        problems.push(Problem::NotForced { table: table() });
    }
    if found.try_get(2)? {
        problems.push(Problem::OwnsTable { role: role(), table: table() });
    }
    let policies = session.query_raw(POLICIES, &[&name, &SETTING]).await?;
    if policies.is_empty() {
        problems.push(Problem::NoPolicy { role: role(), table: table() });
    }
    for policy in policies {
        if policy.try_get(1)? {
            problems.push(Problem::OpenPolicy { role: role(), table: table(), policy: policy.try_get(0)? });
        }
    }
    Ok(problems)
}
