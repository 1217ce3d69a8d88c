//! Statements as pure functions: what is asked for, in; SQL and its parameters, out.

mod delete;
mod insert;
mod predicate;
mod select;
mod update;

#[cfg(test)]
mod tests;

pub(crate) use delete::delete;
pub(crate) use insert::{Conflict, insert};
pub use select::Lock;
pub(crate) use select::{Select, count, select};
pub(crate) use update::update;

use crate::filter::{Operator, Predicate};
use crate::model::Table;
use crate::value::Value;

/// SQL with `$1`, `$2`… and the parameters in that order.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Statement {
    /// The text. Values are never part of it.
    pub(crate) sql: String,
    /// The parameters.
    pub(crate) parameters: Vec<Value>,
}

impl Statement {
    fn starting(sql: &str) -> Self {
        Self { sql: sql.to_owned(), parameters: Vec::new() }
    }

    fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    fn identifier(&mut self, name: &str) -> &mut Self {
        self.sql.push('"');
        for character in name.chars() {
            if character == '"' {
                self.sql.push('"');
            }
            self.sql.push(character);
        }
        self.sql.push('"');
        self
    }

    fn table(&mut self, table: &Table) -> &mut Self {
        if let Some(schema) = table.schema {
            self.identifier(schema).push(".");
        }
        self.identifier(table.name)
    }

    fn column(&mut self, table: &Table, column: usize) -> &mut Self {
        self.identifier(table.columns[column].name)
    }

    fn columns(&mut self, table: &Table, columns: impl IntoIterator<Item = usize>) -> &mut Self {
        self.separated(", ", columns, |statement, column| {
            statement.column(table, column);
        })
    }

    /// Every column, in the order in which a row is decoded.
    fn all_columns(&mut self, table: &Table) -> &mut Self {
        self.columns(table, 0..table.columns.len())
    }

    fn parameter(&mut self, value: Value) -> &mut Self {
        self.parameters.push(value);
        self.sql.push('$');
        self.sql.push_str(&self.parameters.len().to_string());
        self
    }

    fn separated<T>(
        &mut self,
        separator: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                self.push(separator);
            }
            write(self, item);
        }
        self
    }
}

impl Table {
    /// The name, with its schema where there is one, as SQL.
    pub(crate) fn qualified_name(&self) -> String {
        let mut statement = Statement::default();
        statement.table(self);
        statement.sql
    }
}

/// The predicates, and that the row is the tenant's where the table has tenants and the caller is one.
pub(crate) fn scoped(
    table: &Table,
    tenant: Option<&Value>,
    mut predicates: Vec<Predicate>,
) -> Vec<Predicate> {
    if let (Some(column), Some(tenant)) = (table.tenant, tenant) {
        predicates
            .insert(0, Predicate::Compare { column, operator: Operator::Equals, value: tenant.clone() });
    }
    predicates
}
