//! Hooks: code that is run around every operation, and may refuse it or change what it is about.
//!
//! [`Config::hooks`](crate::Config) takes them; where there are none, they cost nothing.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::assignment::{Change, Operation as Assigned};
use crate::column::ColumnTest;
use crate::error::{Error, Result};
use crate::filter::{Filter, Predicate, Quantifier};
use crate::json::JsonTest;
use crate::model::{Model, Table};
use crate::order::{OrderKey, Term};
use crate::relation::Arity;
use crate::session::Session;
use crate::shape::Shape;
use crate::statement::{Pick, Select};
use crate::value::Value;

/// What is done with a model's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are the methods of the same names")]
pub enum Action {
    FindMany,
    FindFirst,
    FindUnique,
    Count,
    Aggregate,
    GroupBy,
    Create,
    CreateMany,
    Update,
    UpdateMany,
    Upsert,
    Delete,
    DeleteMany,
    QueryRaw,
    ExecuteRaw,
}

impl Action {
    /// The method's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FindMany => "find_many",
            Self::FindFirst => "find_first",
            Self::FindUnique => "find_unique",
            Self::Count => "count",
            Self::Aggregate => "aggregate",
            Self::GroupBy => "group_by",
            Self::Create => "create",
            Self::CreateMany => "create_many",
            Self::Update => "update",
            Self::UpdateMany => "update_many",
            Self::Upsert => "upsert",
            Self::Delete => "delete",
            Self::DeleteMany => "delete_many",
            Self::QueryRaw => "query_raw",
            Self::ExecuteRaw => "execute_raw",
        }
    }

    /// Whether rows may change by it. Of raw SQL nobody knows.
    pub const fn writes(self) -> bool {
        !matches!(
            self,
            Self::FindMany
                | Self::FindFirst
                | Self::FindUnique
                | Self::Count
                | Self::Aggregate
                | Self::GroupBy
                | Self::QueryRaw
        )
    }
}

/// One operation, as hooks see it. Values are never part of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Operation<'a> {
    /// The model's table; raw SQL has none.
    pub table: Option<&'static Table>,
    /// What is done.
    pub action: Action,
    /// The tenant that it is done for, as the tenant column holds it.
    pub tenant: Option<&'a Value>,
    /// Whether it runs in an interactive transaction or a batch.
    pub in_transaction: bool,
    /// The fields that it filters by, as the schema names them.
    pub filters: Vec<&'static str>,
    /// The fields that it writes, as the schema names them; defaults are not among them.
    pub writes: Vec<&'static str>,
}

/// What an operation came to.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// From its start to its end.
    pub duration: Duration,
    /// The rows that it read or wrote; or why it failed.
    pub rows: Result<u64, &'a Error>,
}

/// Code that is run around every operation of a pool.
pub trait Hook: fmt::Debug + Send + Sync {
    /// Before anything is sent. An error refuses the operation: [`Error::Refused`] is made for it.
    fn before(&self, _operation: &Operation<'_>) -> Result<()> {
        Ok(())
    }

    /// After its end. A future that is dropped has none.
    fn after(&self, _operation: &Operation<'_>, _outcome: Outcome<'_>) {}

    /// What rows of the table have to be to be there at all: for reads, updates and deletes, nested ones and
    /// relations included. What is not there cannot be connected, and is no obstacle to `every`; where a new row
    /// would have its key, the database's constraint fails. A row that another cannot be without is read along
    /// with it all the same. Raw SQL sees every row.
    fn visible(&self, _table: &'static Table) -> Option<Condition> {
        None
    }

    /// What happens to rows of the table instead of being deleted. The database's own cascades delete.
    fn instead_of_delete(&self, _table: &'static Table, _now: DateTime<Utc>) -> Option<Replacement> {
        None
    }
}

/// A condition on rows of a table.
#[derive(Debug, Clone)]
pub struct Condition(Predicate);

impl Condition {
    /// The column at that position of the table's is null.
    pub const fn is_null(column: usize) -> Self {
        Self(Predicate::Null { column })
    }
}

impl<M: Model> From<Filter<M>> for Condition {
    fn from(filter: Filter<M>) -> Self {
        Self(filter.predicate)
    }
}

/// A change of one column, made where rows were to be deleted.
#[derive(Debug, Clone)]
pub struct Replacement(Change);

impl Replacement {
    /// The column at that position of the table's becomes this.
    pub const fn set(column: usize, value: Value) -> Self {
        Self(Change { column, operation: Assigned::Set, value })
    }
}

/// Rows of every model that has such a field are not deleted: the field becomes the time, and such rows are
/// no longer read, counted, updated, connected or deleted again.
#[derive(Debug, Clone, Copy)]
pub struct SoftDelete {
    field: &'static str,
}

impl SoftDelete {
    /// By that field, an optional `DateTime`, named as in the schema.
    pub const fn by(field: &'static str) -> Self {
        Self { field }
    }

    fn column(self, table: &Table) -> Option<usize> {
        table.columns.iter().position(|column| column.field == self.field)
    }
}

impl Hook for SoftDelete {
    fn visible(&self, table: &'static Table) -> Option<Condition> {
        self.column(table).map(Condition::is_null)
    }

    fn instead_of_delete(&self, table: &'static Table, now: DateTime<Utc>) -> Option<Replacement> {
        self.column(table).map(|column| Replacement::set(column, Value::DateTime(now)))
    }
}

impl Session {
    fn hooks(&self) -> &[std::sync::Arc<dyn Hook>] {
        self.pool().hooks()
    }

    pub(crate) fn has_hooks(&self) -> bool {
        !self.hooks().is_empty()
    }

    pub(crate) fn before(&self, operation: &Operation<'_>) -> Result<()> {
        self.hooks().iter().try_for_each(|hook| hook.before(operation))
    }

    pub(crate) fn after(&self, operation: &Operation<'_>, outcome: Outcome<'_>) {
        for hook in self.hooks() {
            hook.after(operation, outcome);
        }
    }

    /// What the hooks ask of the table's rows.
    fn asked(&self, table: &'static Table) -> impl Iterator<Item = Predicate> {
        self.hooks().iter().filter_map(move |hook| hook.visible(table)).map(|condition| condition.0)
    }

    /// Whether rows of the table may be there without being seen.
    pub(crate) fn hides(&self, table: &'static Table) -> bool {
        self.asked(table).next().is_some()
    }

    /// Adds what the hooks ask of the table's rows, and of those that relations in the predicates lead to.
    pub(crate) fn visible(&self, table: &'static Table, predicates: &mut Vec<Predicate>) {
        if !self.has_hooks() {
            return;
        }
        for predicate in predicates.iter_mut() {
            self.visible_in(predicate);
        }
        predicates.extend(self.asked(table));
    }

    fn visible_in(&self, predicate: &mut Predicate) {
        match predicate {
            Predicate::All(predicates) | Predicate::Any(predicates) => {
                for predicate in predicates {
                    self.visible_in(predicate);
                }
            }
            Predicate::Not(predicate) => self.visible_in(predicate),
            // A row that is not there is no counterexample: there is none that is there and does not match.
            Predicate::Related { relation, quantifier, predicates } if *quantifier == Quantifier::Every => {
                let mut violated = vec![Predicate::Not(Box::new(Predicate::All(std::mem::take(predicates))))];
                self.visible(relation.target, &mut violated);
                (*quantifier, *predicates) = (Quantifier::None, violated);
            }
            Predicate::Related { relation, predicates, .. } => self.visible(relation.target, predicates),
            Predicate::Limited { predicates, .. } => predicates.iter_mut().for_each(|it| self.visible_in(it)),
            Predicate::Compare { .. }
            | Predicate::CompareAnyCase { .. }
            | Predicate::Columns(_)
            | Predicate::Json(_)
            | Predicate::Null { .. }
            | Predicate::Aggregate { .. }
            | Predicate::AggregateNull(_)
            | Predicate::Joined { .. } => {}
        }
    }

    /// The same, for what is read of a table and along with it.
    pub(crate) fn visible_select(&self, table: &'static Table, select: &mut Select, shape: &mut Shape) {
        if self.has_hooks() {
            self.visible(table, &mut select.predicates);
            self.visible_order(&mut select.order);
            self.visible_shape(shape);
        }
    }

    /// The same, for what rows are ordered by.
    pub(crate) fn visible_order(&self, order: &mut [OrderKey]) {
        if self.has_hooks() {
            for key in order {
                self.visible_term(&mut key.term);
            }
        }
    }

    fn visible_term(&self, term: &mut Term) {
        match term {
            Term::Column(_) | Term::Aggregate(_) => {}
            Term::Related(relation, predicates, term) => {
                self.visible(relation.target, predicates);
                self.visible_term(term);
            }
            Term::Count(relation, predicates) => self.visible(relation.target, predicates),
        }
    }

    /// The same, for what is read along with a row that is there.
    pub(crate) fn visible_shape(&self, shape: &mut Shape) {
        if !self.has_hooks() {
            return;
        }
        for pick in &mut shape.picks {
            if let Pick::Count(relation, predicates) = pick {
                self.visible(relation.target, predicates);
            }
        }
        for related in &mut shape.relations {
            if related.relation.arity == Arity::One {
                related.select.predicates.iter_mut().for_each(|it| self.visible_in(it));
                self.visible_shape(&mut related.shape);
            } else {
                self.visible_select(related.relation.target, &mut related.select, &mut related.shape);
            }
        }
    }

    /// What happens to the table's rows instead of being deleted.
    pub(crate) fn instead_of_delete(&self, table: &'static Table) -> Option<Vec<Change>> {
        if !self.has_hooks() {
            return None;
        }
        let now = self.source().now();
        let changes = self.hooks().iter().filter_map(|hook| hook.instead_of_delete(table, now));
        let changes: Vec<_> = changes.map(|replacement| replacement.0).collect();
        (!changes.is_empty()).then_some(changes)
    }
}

/// The fields that predicates name.
pub(crate) fn filtered(table: &Table, predicates: &[Predicate]) -> Vec<&'static str> {
    let mut fields = Vec::new();
    for predicate in predicates {
        match predicate {
            Predicate::Compare { column, .. }
            | Predicate::CompareAnyCase { column, .. }
            | Predicate::Json(JsonTest { column, .. })
            | Predicate::Null { column } => fields.push(table.columns[*column].field),
            Predicate::Columns(ColumnTest { column, other, .. }) => {
                fields.extend([table.columns[*column].field, table.columns[*other].field]);
            }
            Predicate::All(predicates)
            | Predicate::Any(predicates)
            | Predicate::Limited { predicates, .. } => {
                fields.extend(filtered(table, predicates));
            }
            Predicate::Not(predicate) => fields.extend(filtered(table, std::slice::from_ref(predicate))),
            Predicate::Related { relation, .. } => fields.push(relation.name),
            Predicate::Aggregate { .. } | Predicate::AggregateNull(_) | Predicate::Joined { .. } => {}
        }
    }
    fields
}
