//! `UPDATE`.

use super::{Statement, scoped};
use crate::assignment::Change;
use crate::filter::Predicate;
use crate::model::Table;
use crate::source::Source;
use crate::value::Value;

/// Changes the rows; `@updatedAt` columns become the time. All columns come back where `returning` is set.
///
/// With nothing to change the rows are written as they are, so that the answer is the same.
pub(crate) fn update(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    predicates: Vec<Predicate>,
    changes: Vec<Change>,
    returning: bool,
) -> Statement {
    let mut statement = Statement::starting("UPDATE ");
    statement.table(table).push(" SET ").changes(table, source, changes, table.key[0]);
    statement.filter(table, scoped(table, tenant, predicates));
    if returning {
        statement.push(" RETURNING ").all_columns(table);
    }
    statement
}

impl Statement {
    /// `a = $1, b = table.b + $2`; where nothing changes, `unchanged` is set to itself.
    pub(super) fn changes(
        &mut self,
        table: &Table,
        source: &dyn Source,
        changes: Vec<Change>,
        unchanged: usize,
    ) {
        let is_set = |column: usize| changes.iter().any(|change| change.column == column);
        let touched: Vec<usize> = (0..table.columns.len())
            .filter(|&column| table.columns[column].updated_at && !is_set(column))
            .collect();
        if changes.is_empty() && touched.is_empty() {
            self.column(table, unchanged).push(" = ").table(table).push(".").column(table, unchanged);
            return;
        }
        let separate = !changes.is_empty() && !touched.is_empty();
        self.separated(", ", changes, |statement, change| {
            statement.column(table, change.column).push(" = ");
            if let Some(operator) = change.operation.operator() {
                statement.table(table).push(".").column(table, change.column);
                statement.push(" ").push(operator).push(" ");
            }
            statement.parameter(change.value);
        });
        if separate {
            self.push(", ");
        }
        self.separated(", ", touched, |statement, column| {
            statement.column(table, column).push(" = ").parameter(Value::DateTime(source.now()));
        });
    }
}
