//! `SELECT`: filters, order, and pages that start at a cursor.

use super::order::{Cursor, is_total};
use super::{Scope, Statement, scoped};
use crate::filter::Predicate;
use crate::model::Table;
use crate::order::{Order, OrderKey};
use crate::relation::Relation;
use crate::value::Value;

/// Which rows, in which order, and how many.
#[derive(Debug, Clone, Default)]
pub(crate) struct Select {
    /// All of them hold.
    pub(crate) predicates: Vec<Predicate>,
    /// The most significant key first.
    pub(crate) order: Vec<OrderKey>,
    /// Of the rows that are equal in these columns, only the first.
    pub(crate) distinct: Vec<usize>,
    /// The values of a unique key: rows from this one on, itself included.
    pub(crate) cursor: Option<Vec<(usize, Value)>>,
    /// How many rows to leave out.
    pub(crate) skip: Option<i64>,
    /// How many rows at most; negative means the last ones.
    pub(crate) take: Option<i64>,
    /// Whether the rows are locked.
    pub(crate) lock: Option<Lock>,
}

/// A part of a row that is read.
#[derive(Debug, Clone)]
pub(crate) enum Pick {
    /// A column.
    Column(usize),
    /// How many rows belong to it, of those for which all of these hold.
    Count(&'static Relation, Vec<Predicate>),
}

/// A lock on the rows that are found, until the transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Waits for rows that others hold.
    ForUpdate,
    /// The same, but rows may still be pointed at meanwhile: a new row's foreign key does not wait.
    ForNoKeyUpdate,
    /// Leaves out rows that others hold: how workers share a queue.
    ForUpdateSkipLocked,
}

impl Select {
    /// Whether rows come in the opposite of the order asked for.
    pub(crate) fn is_backward(&self) -> bool {
        self.take.is_some_and(i64::is_negative)
    }

    /// Whether only some of the rows that match are wanted.
    pub(super) fn is_page(&self) -> bool {
        self.cursor.is_some() || self.take.is_some() || self.skip.is_some_and(|skip| skip > 0)
    }

    /// The order of the statement: a page without an order is one of the primary key, a page at a cursor
    /// needs an order without ties, and the last rows are the first ones backwards.
    fn complete_order(&mut self, table: &Table) -> Vec<OrderKey> {
        let mut order = std::mem::take(&mut self.order);
        let needs_key = (order.is_empty() && (self.is_page() || !self.distinct.is_empty()))
            || (self.cursor.is_some() && !is_total(table, &order));
        if needs_key {
            for &column in table.key {
                if order.iter().all(|key| key.as_column() != Some(column)) {
                    order.push(OrderKey::column(column, Order::Ascending));
                }
            }
        }
        if self.is_backward() {
            order = order.into_iter().map(OrderKey::reversed).collect();
        }
        order
    }
}

/// The rows that match.
pub(crate) fn select(
    table: &'static Table,
    tenant: Option<&Value>,
    mut select: Select,
    picks: &[Pick],
) -> Statement {
    let scope = Scope::root(table, tenant);
    let predicates = scoped(table, tenant, std::mem::take(&mut select.predicates));
    let mut statement = Statement::default();
    statement.select(scope, select, picks, |statement, scope| {
        let has_condition = !predicates.is_empty();
        statement.push(" FROM ").source(scope).filter(scope, predicates);
        has_condition
    });
    statement
}

/// How many rows.
pub(crate) fn count(table: &Table, tenant: Option<&Value>, predicates: Vec<Predicate>) -> Statement {
    let mut statement = Statement::starting("SELECT count(*) FROM ");
    statement.table(table).filter(Scope::root(table, tenant), scoped(table, tenant, predicates));
    statement
}

impl Statement {
    /// `SELECT … ORDER BY … LIMIT …`; `from` writes what stands between, and says whether it has conditions.
    pub(super) fn select(
        &mut self,
        scope: Scope<'_>,
        mut select: Select,
        picks: &[Pick],
        from: impl FnOnce(&mut Self, Scope<'_>) -> bool,
    ) {
        let order = select.complete_order(scope.table);
        if select.distinct.is_empty() {
            self.push("SELECT ").picks(scope, picks);
            self.matching(scope, &mut select, &order, from);
            self.order_by(scope, &order);
        } else {
            self.distinct(scope, &mut select, picks, &order, from);
        }
        self.page(&select);
        match select.lock {
            None => {}
            Some(Lock::ForUpdate) => _ = self.push(" FOR UPDATE"),
            Some(Lock::ForNoKeyUpdate) => _ = self.push(" FOR NO KEY UPDATE"),
            Some(Lock::ForUpdateSkipLocked) => _ = self.push(" FOR UPDATE SKIP LOCKED"),
        }
    }

    /// ` LIMIT … OFFSET …`, or nothing.
    pub(super) fn page(&mut self, select: &Select) {
        if let Some(take) = select.take {
            // As a parameter, so that one prepared statement serves every page size.
            self.push(" LIMIT ").parameter(Value::BigInt(take.saturating_abs()));
        }
        if let Some(skip) = select.skip.filter(|&skip| skip > 0) {
            self.push(" OFFSET ").parameter(Value::BigInt(skip));
        }
    }

    /// What is selected from, and that rows stand at the cursor or after it.
    fn matching(
        &mut self,
        scope: Scope<'_>,
        select: &mut Select,
        order: &[OrderKey],
        from: impl FnOnce(&mut Self, Scope<'_>) -> bool,
    ) {
        let has_condition = from(self, scope);
        if let Some(key) = select.cursor.take() {
            self.push(if has_condition { " AND " } else { " WHERE " });
            self.at_or_after(scope, &Cursor { key, order });
        }
    }

    /// Of the rows that are equal in some columns only the first, in the order asked for.
    fn distinct(
        &mut self,
        scope: Scope<'_>,
        select: &mut Select,
        picks: &[Pick],
        order: &[OrderKey],
        from: impl FnOnce(&mut Self, Scope<'_>) -> bool,
    ) {
        let names = || (0..picks.len()).map(|position| format!("\"{position}\""));
        self.push("SELECT ").push(&names().collect::<Vec<_>>().join(", ")).push(" FROM (SELECT ");
        for (pick, name) in picks.iter().zip(names()) {
            self.pick(scope, pick).push(" AS ").push(&name).push(", ");
        }
        self.push("row_number() OVER (PARTITION BY ");
        self.separated(", ", select.distinct.iter().copied(), |statement, column| {
            statement.member(scope, column).push(sameness(scope.table.columns[column].sql_type));
        });
        self.order_by(scope, order);
        self.push(") AS \"nth\", row_number() OVER (").order_by(scope, order).push(") AS \"place\"");
        self.matching(scope, select, order, from);
        self.push(") AS \"rows\" WHERE \"nth\" = 1 ORDER BY \"place\"");
    }

    pub(super) fn picks(&mut self, scope: Scope<'_>, picks: &[Pick]) -> &mut Self {
        self.separated(", ", picks, |statement, pick| {
            statement.pick(scope, pick);
        })
    }

    fn pick(&mut self, scope: Scope<'_>, pick: &Pick) -> &mut Self {
        match pick {
            Pick::Column(column) => self.member(scope, *column),
            Pick::Count(relation, predicates) => {
                let inner = self.inside(scope, relation);
                self.push("(SELECT count(*)").among_related(scope, inner, relation);
                self.and_all(inner, predicates).push(")")
            }
        }
    }
}

/// The cast by which two values are the same where they read the same: the case of a `citext` counts, and types
/// without an equality have one.
fn sameness(sql_type: &str) -> &'static str {
    match sql_type {
        "citext" | "xml" => "::text",
        "json" => "::jsonb",
        _ => "",
    }
}
