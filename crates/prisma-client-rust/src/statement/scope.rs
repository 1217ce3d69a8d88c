//! How a statement names the columns of one of its tables.

use super::Statement;
use crate::model::Table;
use crate::relation::{JoinTable, Relation, Side};
use crate::value::Value;

/// A table as a part of a statement. The table that a statement is about needs no alias: its columns stand
/// alone, and tables inside of it name them by the table. All others have one, so a table may join itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) table: &'a Table,
    pub(super) tenant: Option<&'a Value>,
    alias: Option<usize>,
}

impl<'a> Scope<'a> {
    /// The table that the statement is about.
    pub(super) fn root(table: &'a Table, tenant: Option<&'a Value>) -> Self {
        Self { table, tenant, alias: None }
    }

    /// The same table under an alias.
    pub(super) fn aliased(self, alias: usize) -> Self {
        Self { alias: Some(alias), ..self }
    }
}

impl Statement {
    /// An alias that no other table of the statement has.
    pub(super) fn new_alias(&mut self) -> usize {
        self.aliases += 1;
        self.aliases
    }

    pub(super) fn alias(&mut self, alias: usize) -> &mut Self {
        self.push("_").push(&alias.to_string())
    }

    /// A column, in the part of the statement that the scope's table is in.
    pub(super) fn member(&mut self, scope: Scope<'_>, column: usize) -> &mut Self {
        if let Some(alias) = scope.alias {
            self.alias(alias).push(".");
        }
        self.column(scope.table, column)
    }

    /// A column, from inside a subquery.
    pub(super) fn outer_member(&mut self, scope: Scope<'_>, column: usize) -> &mut Self {
        if scope.alias.is_some() {
            return self.member(scope, column);
        }
        self.table(scope.table).push(".").column(scope.table, column)
    }

    pub(super) fn members(
        &mut self,
        scope: Scope<'_>,
        columns: impl IntoIterator<Item = usize>,
    ) -> &mut Self {
        self.separated(", ", columns, |statement, column| {
            statement.member(scope, column);
        })
    }

    /// `table`, or `table AS alias`.
    pub(super) fn source(&mut self, scope: Scope<'_>) -> &mut Self {
        self.table(scope.table);
        if let Some(alias) = scope.alias {
            self.push(" AS ").alias(alias);
        }
        self
    }

    /// The scope of a subquery's rows that belong to those of `outer`.
    pub(super) fn inside<'a>(&mut self, outer: Scope<'a>, relation: &'static Relation) -> Scope<'a> {
        Scope { table: relation.target, tenant: outer.tenant, alias: Some(self.new_alias()) }
    }

    /// ` FROM target WHERE target belongs to outer`, and the tenant's.
    pub(super) fn among_related(
        &mut self,
        outer: Scope<'_>,
        inner: Scope<'_>,
        relation: &'static Relation,
    ) -> &mut Self {
        self.push(" FROM ").source(inner);
        match relation.side {
            Side::Between(join) => {
                let link = self.new_alias();
                self.join(inner, relation, join, link)
                    .push(" WHERE ")
                    .alias(link)
                    .push(".")
                    .identifier(join.source)
                    .push(" = ");
                self.outer_member(outer, relation.columns[0]);
            }
            Side::Source | Side::Target => {
                let pairs = relation.columns.iter().zip(relation.references);
                self.push(" WHERE ").separated(" AND ", pairs, |statement, (&column, &reference)| {
                    statement.member(inner, reference).push(" = ").outer_member(outer, column);
                });
            }
        }
        if let Some((column, tenant)) = inner.table.tenant.zip(inner.tenant) {
            self.push(" AND ").member(inner, column).push(" = ").parameter_of(
                inner.table,
                column,
                tenant.clone(),
            );
        }
        self
    }

    /// ` JOIN` with the table between.
    pub(super) fn join(
        &mut self,
        inner: Scope<'_>,
        relation: &Relation,
        join: JoinTable,
        link: usize,
    ) -> &mut Self {
        self.push(" JOIN ").join_table(join).push(" AS ").alias(link).push(" ON ");
        self.alias(link).push(".").identifier(join.target).push(" = ");
        self.member(inner, relation.references[0])
    }
}
