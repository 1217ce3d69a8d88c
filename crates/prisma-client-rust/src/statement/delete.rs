//! `DELETE`.

use super::{Statement, scoped};
use crate::filter::Predicate;
use crate::model::Table;
use crate::value::Value;

/// Deletes the rows. All columns of what was there come back where `returning` is set.
pub(crate) fn delete(
    table: &Table,
    tenant: Option<&Value>,
    predicates: Vec<Predicate>,
    returning: bool,
) -> Statement {
    let mut statement = Statement::starting("DELETE FROM ");
    statement.table(table).filter(table, scoped(table, tenant, predicates));
    if returning {
        statement.push(" RETURNING ").all_columns(table);
    }
    statement
}
