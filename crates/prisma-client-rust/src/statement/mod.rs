//! Statements as pure functions: what is asked for, in; SQL and its parameters, out.

mod aggregate;
mod delete;
mod insert;
mod json;
mod link;
mod order;
mod parameter;
mod predicate;
mod related;
mod scope;
mod select;
mod update;

#[cfg(test)]
mod tests;

pub(crate) use aggregate::{Grouping, aggregate};
pub(crate) use delete::delete;
pub(crate) use insert::{Conflict, insert, insert_many};
pub(crate) use link::{link, unlink};
pub(crate) use parameter::{Origin, Parameter};
pub(crate) use related::{Keys, select_related};
use scope::Scope;
pub use select::Lock;
pub(crate) use select::{Pick, Select, count, select};
pub(crate) use update::update;

use crate::filter::{Operator, Predicate};
use crate::model::Table;
use crate::value::Value;

/// SQL with `$1`, `$2`… and the parameters in that order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Statement {
    /// The text. Values are never part of it.
    pub(crate) sql: String,
    /// The parameters.
    pub(crate) parameters: Vec<Parameter>,
    /// How many tables have an alias.
    aliases: usize,
}

impl Statement {
    fn starting(sql: &str) -> Self {
        Self { sql: sql.to_owned(), ..Self::default() }
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

    /// ` RETURNING …`, or nothing.
    fn returning(&mut self, scope: Scope<'_>, picks: &[Pick]) -> &mut Self {
        if picks.is_empty() {
            return self;
        }
        self.push(" RETURNING ").picks(scope, picks)
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
