//! `UPDATE`.

use super::{Origin, Pick, Scope, Statement, scoped};
use crate::assignment::Change;
use crate::filter::Predicate;
use crate::model::Table;
use crate::source::{Moment, Source};
use crate::value::Value;

/// Changes the rows; `@updatedAt` columns become the time. What of the rows is picked comes back.
///
/// With nothing to change the rows are written as they are, so that the answer is the same.
pub(crate) fn update(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    mut predicates: Vec<Predicate>,
    changes: Vec<Change>,
    returning: &[Pick],
) -> Statement {
    // A row stays with its tenant: what would give it to another, such as a relation to the tenants, matches no row.
    if tenant.is_some() {
        let moves = changes.iter().filter(|change| table.tenant == Some(change.column));
        predicates.extend(moves.map(|change| Predicate::equal(change.column, change.value.clone())));
    }
    let mut statement = Statement::starting("UPDATE ");
    let source = &Moment::of(source);
    statement.table(table).push(" SET ").changes(table, source, changes, table.key[0]);
    statement.filter(Scope::root(table, tenant), scoped(table, tenant, predicates));
    statement.returning(Scope::root(table, tenant), returning);
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
        if changes.is_empty() {
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
            let origin = Origin::new(table, change.column);
            let is_calculated = change.operation.operator().is_some();
            statement.parameter_at(origin.calculated(is_calculated), change.value);
        });
        if separate {
            self.push(", ");
        }
        self.separated(", ", touched, |statement, column| {
            statement.column(table, column).push(" = ");
            statement.parameter_of(table, column, Value::DateTime(source.now()));
        });
    }
}
