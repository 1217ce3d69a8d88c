//! `DELETE`.

use super::{Pick, Scope, Statement, scoped};
use crate::filter::Predicate;
use crate::model::Table;
use crate::value::Value;

/// Deletes the rows. What is picked of what was there comes back.
pub(crate) fn delete(
    table: &Table,
    tenant: Option<&Value>,
    predicates: Vec<Predicate>,
    returning: &[Pick],
) -> Statement {
    let mut statement = Statement::starting("DELETE FROM ");
    statement.table(table).filter(Scope::root(table, tenant), scoped(table, tenant, predicates));
    statement.returning(Scope::root(table, tenant), returning);
    statement
}
