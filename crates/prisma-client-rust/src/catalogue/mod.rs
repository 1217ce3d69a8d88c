//! Whether the database keeps tenants apart as the schema wants it: read from its catalogue at start.
//!
//! What is looked at is what the role can reach, not what the schema names: a table that somebody made beside it, a
//! partition, a view or a function may show tenants' rows as well.

mod bypass;
mod policy;
mod problem;
mod role;
mod table;

pub use problem::Problem;

use crate::error::Result;
use crate::model::Table;
use crate::pool::Pool;
use crate::session::Session;
use role::Role;

/// What is wrong for the role that serves tenants: its attributes, each tenant model's table, and whatever else in the
/// database would show it the rows of other tenants.
pub async fn check_tenant_role(pool: &Pool, tables: &[&Table]) -> Result<Vec<Problem>> {
    let session = Session::unscoped(pool.clone());
    let Role { name: role, mut problems, is_unbound } = Role::read(&session).await?;
    if is_unbound {
        return Ok(problems);
    }
    problems.extend(role::settings(&session, &role).await?);
    let mut guarded = table::declared(&session, tables).await?;
    guarded.extend(table::undeclared(&session, &guarded).await?);
    problems.extend(role::containers(&session, &role, &guarded).await?);
    for table in &guarded {
        problems.extend(table.problems(&session, &role).await?);
    }
    problems.extend(bypass::problems(&session, &role, tables, &guarded).await?);
    Ok(problems)
}

/// What is wrong for a role that no tenant limits: even that one is bound by policies.
pub async fn check_system_role(session: &Session) -> Result<Vec<Problem>> {
    Ok(Role::read(session).await?.problems)
}
