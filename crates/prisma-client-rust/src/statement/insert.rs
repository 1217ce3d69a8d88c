//! `INSERT`: rows, and what happens when one is there already.

use super::{Pick, Scope, Statement};
use crate::assignment::Change;
use crate::model::{Generated, Table};
use crate::relation::Arity;
use crate::source::{Moment, Source};
use crate::value::Value;

/// What to do about a row that is there already.
#[derive(Debug, Clone, Default)]
pub(crate) enum Conflict {
    /// The statement fails.
    #[default]
    Fail,
    /// The new row is left out.
    Skip,
    /// The row with the same values in the columns is changed.
    Update {
        /// The columns of a unique key.
        columns: Vec<usize>,
        /// The changes.
        changes: Vec<Change>,
    },
}

/// Inserts the rows, each a list of columns and values; what a row leaves out is generated here or is the
/// database's default. What of the stored rows is picked comes back.
pub(crate) fn insert(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    rows: Vec<Vec<(usize, Value)>>,
    conflict: Conflict,
    returning: &[Pick],
) -> Statement {
    let source = &Moment::of(source);
    let rows = rows.into_iter().map(|row| complete(table, tenant, source, row)).collect();
    insert_complete(table, tenant, source, rows, conflict, returning)
}

fn insert_complete(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    rows: Vec<Vec<Option<Value>>>,
    conflict: Conflict,
    returning: &[Pick],
) -> Statement {
    let columns = set_columns(table, &rows);
    let mut statement = Statement::starting("INSERT INTO ");
    statement.table(table);
    if columns.is_empty() {
        // Only a lone row can have nothing to say: SQL has no list of rows without columns.
        statement.push(" DEFAULT VALUES");
    } else {
        statement.push(" (").columns(table, columns.iter().copied()).push(") VALUES ");
        statement.separated(", ", rows, |statement, mut row| {
            statement.push("(");
            statement.separated(", ", &columns, |statement, &column| match row[column].take() {
                Some(value) => _ = statement.parameter_of(table, column, value),
                None => _ = statement.push("DEFAULT"),
            });
            statement.push(")");
        });
    }
    statement.on_conflict(table, tenant, source, conflict);
    statement.returning(Scope::root(table, tenant), returning);
    statement
}

/// The most parameters that one statement can have.
const MAX_PARAMETERS: usize = 65_535;

/// As [`insert`], for any number of rows: a list a column where all rows have the same columns, and else as
/// many statements as their parameters need.
pub(crate) fn insert_many(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    rows: Vec<Vec<(usize, Value)>>,
    conflict: &Conflict,
    returning: &[Pick],
) -> Vec<Statement> {
    let source = &Moment::of(source);
    let mut rows: Vec<_> = rows.into_iter().map(|row| complete(table, tenant, source, row)).collect();
    let columns = set_columns(table, &rows);
    let is_even = rows.iter().all(|row| columns.iter().all(|&column| row[column].is_some()));
    let has_lists = columns.iter().any(|&column| table.columns[column].arity == Arity::Many);
    if rows.len() > 1 && is_even && !has_lists && !columns.is_empty() {
        let mut statement = Statement::starting("INSERT INTO ");
        statement
            .table(table)
            .push(" (")
            .columns(table, columns.iter().copied())
            .push(") SELECT * FROM unnest(");
        statement.separated(", ", &columns, |statement, &column| {
            let values = rows.iter_mut().filter_map(|row| row[column].take()).collect();
            statement
                .parameter_of(table, column, Value::List(values))
                .push("::")
                .push(table.columns[column].sql_type)
                .push("[]");
        });
        statement.push(")").on_conflict(table, tenant, source, conflict.clone());
        statement.returning(Scope::root(table, tenant), returning);
        return vec![statement];
    }
    let size = if columns.is_empty() { 1 } else { MAX_PARAMETERS / columns.len() };
    let mut statements = Vec::new();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(size));
        let rows = std::mem::replace(&mut rows, rest);
        statements.push(insert_complete(table, tenant, source, rows, conflict.clone(), returning));
    }
    statements
}

/// The columns that a row at least says something of.
fn set_columns(table: &Table, rows: &[Vec<Option<Value>>]) -> Vec<usize> {
    (0..table.columns.len()).filter(|&column| rows.iter().any(|row| row[column].is_some())).collect()
}

/// One value a column, where there is one: what the caller set, the tenant, generated defaults.
fn complete(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    row: Vec<(usize, Value)>,
) -> Vec<Option<Value>> {
    let generated = |column: &crate::model::Column| {
        let generated = column.default.or(column.updated_at.then_some(Generated::Now))?;
        Some(generated.make(source))
    };
    let mut values: Vec<Option<Value>> = vec![None; table.columns.len()];
    for (column, value) in row {
        values[column] = Some(value);
    }
    if let (Some(column), Some(tenant)) = (table.tenant, tenant) {
        values[column] = Some(tenant.clone());
    }
    for (value, column) in values.iter_mut().zip(table.columns) {
        if value.is_none() {
            *value = generated(column);
        }
    }
    values
}

impl Statement {
    fn on_conflict(
        &mut self,
        table: &Table,
        tenant: Option<&Value>,
        source: &dyn Source,
        conflict: Conflict,
    ) -> &mut Self {
        match conflict {
            Conflict::Fail => {}
            Conflict::Skip => _ = self.push(" ON CONFLICT DO NOTHING"),
            Conflict::Update { columns, changes } => {
                self.push(" ON CONFLICT (").columns(table, columns.iter().copied()).push(") DO UPDATE SET ");
                self.changes(table, source, changes, columns[0]);
                if let (Some(column), Some(tenant)) = (table.tenant, tenant) {
                    // A key that is unique across tenants may hit another tenant's row: it stays as it is.
                    self.push(" WHERE ").table(table).push(".").column(table, column).push(" = ");
                    self.parameter_of(table, column, tenant.clone());
                }
            }
        }
        self
    }
}
