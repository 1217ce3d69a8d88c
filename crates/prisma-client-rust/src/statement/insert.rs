//! `INSERT`: rows, and what happens when one is there already.

use super::Statement;
use crate::assignment::Change;
use crate::model::{Generated, Table};
use crate::source::Source;
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
/// database's default. All columns of the stored rows come back where `returning` is set.
pub(crate) fn insert(
    table: &Table,
    tenant: Option<&Value>,
    source: &dyn Source,
    rows: Vec<Vec<(usize, Value)>>,
    conflict: Conflict,
    returning: bool,
) -> Statement {
    let rows: Vec<_> = rows.into_iter().map(|row| complete(table, tenant, source, row)).collect();
    let columns: Vec<usize> =
        (0..table.columns.len()).filter(|&column| rows.iter().any(|row| row[column].is_some())).collect();

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
                Some(value) => _ = statement.parameter(value),
                None => _ = statement.push("DEFAULT"),
            });
            statement.push(")");
        });
    }
    statement.on_conflict(table, tenant, source, conflict);
    if returning {
        statement.push(" RETURNING ").all_columns(table);
    }
    statement
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
    ) {
        match conflict {
            Conflict::Fail => {}
            Conflict::Skip => _ = self.push(" ON CONFLICT DO NOTHING"),
            Conflict::Update { columns, changes } => {
                self.push(" ON CONFLICT (").columns(table, columns.iter().copied()).push(") DO UPDATE SET ");
                self.changes(table, source, changes, columns[0]);
                if let (Some(column), Some(tenant)) = (table.tenant, tenant) {
                    // A key that is unique across tenants may hit another tenant's row: it stays as it is.
                    self.push(" WHERE ").table(table).push(".").column(table, column).push(" = ");
                    self.parameter(tenant.clone());
                }
            }
        }
    }
}
