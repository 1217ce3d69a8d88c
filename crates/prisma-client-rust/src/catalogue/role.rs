//! The role of a session, and what it may become.

use super::Problem;
use super::table::Guarded;
use crate::error::{Error, Result};
use crate::session::{SETTING, Session};

/// Every role that the session may act as: its own, and those that it is a member of, inheriting or not.
const ROLES: &str = "
SELECT r.rolname::text, r.rolname IN (current_user, session_user), r.rolsuper, r.rolbypassrls,
       CASE WHEN r.rolsuper THEN 'SUPERUSER'
            WHEN r.rolbypassrls THEN 'BYPASSRLS'
            WHEN r.rolcreaterole THEN 'CREATEROLE'
            WHEN r.rolreplication THEN 'REPLICATION' END,
       r.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
FROM pg_roles r
WHERE pg_has_role(current_user, r.oid, 'MEMBER') OR pg_has_role(session_user, r.oid, 'MEMBER')
ORDER BY r.rolname <> current_user, r.rolname";

/// The role of a session.
pub(super) struct Role {
    /// Its name.
    pub(super) name: String,
    /// What it has that no tenant's role should.
    pub(super) problems: Vec<Problem>,
    /// Whether no policy binds it, so that there is no use in looking at them.
    pub(super) is_unbound: bool,
}

impl Role {
    /// Reads it from the catalogue.
    pub(super) async fn read(session: &Session) -> Result<Self> {
        let rows = session.query_raw(ROLES, &[]).await?;
        let name: String = rows.first().ok_or(Error::NotFound { table: "pg_roles" })?.try_get(0)?;
        let (mut problems, mut is_unbound) = (Vec::new(), false);
        for row in rows {
            let (through, own): (String, bool) = (row.try_get(0)?, row.try_get(1)?);
            let (is_superuser, bypasses): (bool, bool) = (row.try_get(2)?, row.try_get(3)?);
            let (power, reaches_files): (Option<String>, bool) = (row.try_get(4)?, row.try_get(5)?);
            if own && is_superuser {
                // It is a member of every role.
                return Ok(Self {
                    problems: vec![Problem::Superuser { role: through }],
                    name,
                    is_unbound: true,
                });
            }
            if own && bypasses {
                is_unbound = true;
                problems.push(Problem::BypassesPolicies { role: through });
            } else if let Some(power) = power {
                problems.push(Problem::Powerful { role: name.clone(), through, power });
            } else if reaches_files {
                problems.push(Problem::ReachesFiles { role: name.clone(), through });
            }
        }
        Ok(Self { name, problems, is_unbound })
    }
}

/// What the session begins with. Temporary objects come first where there are any, but are the session's own, and never
/// functions or operators.
const SETTINGS: &str = "
SELECT coalesce(current_setting($1, true), '') <> '',
       ARRAY(SELECT s::text FROM unnest(current_schemas(true)) WITH ORDINALITY AS p (s, place)
             WHERE s !~ '^pg_temp' AND place < (
               SELECT place FROM unnest(current_schemas(true)) WITH ORDINALITY AS c (s, place) WHERE s = 'pg_catalog')
             ORDER BY place)";

/// What is wrong in the settings that sessions of the role begin with.
pub(super) async fn settings(session: &Session, role: &str) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for row in session.query_raw(SETTINGS, &[&SETTING]).await? {
        if row.try_get(0)? {
            problems.push(Problem::TenantPreset { role: role.to_owned() });
        }
        let schemas: Vec<String> = row.try_get(1)?;
        let before = |schema| Problem::SearchPath { role: role.to_owned(), schema };
        problems.extend(schemas.into_iter().map(before));
    }
    Ok(problems)
}

const CONTAINERS: &str = "
SELECT what FROM (
  SELECT 'database ' || quote_ident(d.datname), d.datdba FROM pg_database d WHERE d.datname = current_database()
  UNION
  SELECT 'schema ' || quote_ident(n.nspname), n.nspowner
  FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid WHERE c.oid = ANY ($1::oid[])
) AS containers (what, owner)
WHERE pg_has_role(current_user, owner, 'MEMBER') OR pg_has_role(session_user, owner, 'MEMBER')
ORDER BY what";

/// What it owns of what the tables are in.
pub(super) async fn containers(session: &Session, role: &str, guarded: &[Guarded]) -> Result<Vec<Problem>> {
    let ids: Vec<Option<u32>> = guarded.iter().map(|table| table.id).collect();
    let rows = session.query_raw(CONTAINERS, &[&ids]).await?;
    let owns =
        |row: &tokio_postgres::Row| Ok(Problem::Owns { role: role.to_owned(), object: row.try_get(0)? });
    rows.iter().map(owns).collect()
}
