//! `SELECT`: filters, order, and pages that start at a cursor.

use super::{Statement, scoped};
use crate::filter::Predicate;
use crate::model::Table;
use crate::order::Order;
use crate::value::Value;

/// Which rows, in which order, and how many.
#[derive(Debug, Clone, Default)]
pub(crate) struct Select {
    /// All of them hold.
    pub(crate) predicates: Vec<Predicate>,
    /// Columns and directions, the most significant first.
    pub(crate) order: Vec<(usize, Order)>,
    /// The values of a unique key: rows from this one on, itself included.
    pub(crate) cursor: Option<Vec<(usize, Value)>>,
    /// How many rows to leave out.
    pub(crate) skip: Option<i64>,
    /// How many rows at most; negative means the last ones.
    pub(crate) take: Option<i64>,
    /// Whether the rows are locked.
    pub(crate) lock: Option<Lock>,
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

    /// The order of the statement: a page without an order is one of the primary key, a page at a cursor
    /// needs an order without ties, and the last rows are the first ones backwards.
    fn complete_order(&self, table: &Table) -> Vec<(usize, Order)> {
        let mut order = self.order.clone();
        let is_page = self.cursor.is_some() || self.take.is_some() || self.skip.is_some_and(|skip| skip > 0);
        let needs_key = (order.is_empty() && is_page) || (self.cursor.is_some() && !is_total(table, &order));
        if needs_key {
            for &column in table.key {
                if order.iter().all(|&(other, _)| other != column) {
                    order.push((column, Order::Ascending));
                }
            }
        }
        if self.is_backward() {
            for (_, direction) in &mut order {
                *direction = direction.reversed();
            }
        }
        order
    }
}

/// Whether no two rows are equal in that order.
fn is_total(table: &Table, order: &[(usize, Order)]) -> bool {
    let has = |column: usize| order.iter().any(|&(other, _)| other == column);
    let has_unique =
        order.iter().any(|&(column, _)| table.columns[column].unique && !table.columns[column].nullable);
    has_unique || table.key.iter().all(|&column| has(column))
}

/// The rows, all columns.
pub(crate) fn select(table: &Table, tenant: Option<&Value>, mut select: Select) -> Statement {
    let order = select.complete_order(table);
    let cursor = select.cursor.take();
    let predicates = scoped(table, tenant, std::mem::take(&mut select.predicates));
    let mut statement = Statement::starting("SELECT ");
    statement.all_columns(table).push(" FROM ").table(table);
    let connective = if predicates.is_empty() { " WHERE " } else { " AND " };
    statement.filter(table, predicates);
    if let Some(cursor) = cursor {
        statement
            .push(connective)
            .at_or_after(table, &Cursor { key: scoped_key(table, tenant, cursor), order: &order });
    }
    if !order.is_empty() {
        statement.push(" ORDER BY ").separated(", ", &order, |statement, &(column, direction)| {
            statement.column(table, column).push(direction.sql());
        });
    }
    if let Some(take) = select.take {
        // As a parameter, so that one prepared statement serves every page size.
        statement.push(" LIMIT ").parameter(Value::BigInt(take.saturating_abs()));
    }
    if let Some(skip) = select.skip.filter(|&skip| skip > 0) {
        statement.push(" OFFSET ").parameter(Value::BigInt(skip));
    }
    match select.lock {
        None => {}
        Some(Lock::ForUpdate) => _ = statement.push(" FOR UPDATE"),
        Some(Lock::ForNoKeyUpdate) => _ = statement.push(" FOR NO KEY UPDATE"),
        Some(Lock::ForUpdateSkipLocked) => _ = statement.push(" FOR UPDATE SKIP LOCKED"),
    }
    statement
}

/// How many rows.
pub(crate) fn count(table: &Table, tenant: Option<&Value>, predicates: Vec<Predicate>) -> Statement {
    let mut statement = Statement::starting("SELECT count(*) FROM ");
    statement.table(table).filter(table, scoped(table, tenant, predicates));
    statement
}

/// The row that a page starts at, and the order that says what comes after it.
struct Cursor<'a> {
    key: Vec<(usize, Value)>,
    order: &'a [(usize, Order)],
}

/// The cursor's key; another tenant's row is no cursor.
fn scoped_key(table: &Table, tenant: Option<&Value>, mut key: Vec<(usize, Value)>) -> Vec<(usize, Value)> {
    if let (Some(column), Some(tenant)) = (table.tenant, tenant) {
        key.retain(|&(other, _)| other != column);
        key.insert(0, (column, tenant.clone()));
    }
    key
}

impl Statement {
    /// The row stands at the cursor or after it. Without a row at the cursor this is never true.
    fn at_or_after(&mut self, table: &Table, cursor: &Cursor<'_>) -> &mut Self {
        let is_uniform = cursor.order.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let has_null = cursor.order.iter().any(|&(column, _)| table.columns[column].nullable);
        if is_uniform && !has_null {
            self.row_comparison(table, cursor)
        } else {
            self.key_by_key(table, cursor)
        }
    }

    /// `(a, b) <= (SELECT a, b …)`: one comparison, which an index on (a, b) answers.
    fn row_comparison(&mut self, table: &Table, cursor: &Cursor<'_>) -> &mut Self {
        let columns = || cursor.order.iter().map(|&(column, _)| column);
        self.push("(").columns(table, columns()).push(")");
        self.push(if cursor.order[0].1 == Order::Descending { " <= (" } else { " >= (" });
        self.push("SELECT ").columns(table, columns()).row_of(table, cursor).push(")")
    }

    /// Mixed directions or nulls: after it in the first key, or equal there and after it in the second, …
    /// and in the end equal in all of them.
    fn key_by_key(&mut self, table: &Table, cursor: &Cursor<'_>) -> &mut Self {
        self.push("(");
        for length in 0..=cursor.order.len() {
            if length > 0 {
                self.push(" OR ");
            }
            self.push("(");
            for &(column, _) in &cursor.order[..length] {
                self.column(table, column).push(" IS NOT DISTINCT FROM ");
                self.value_at(table, column, cursor).push(" AND ");
            }
            match cursor.order.get(length) {
                Some(&(column, direction)) => self.after(table, column, direction, cursor),
                // Nulls equal each other, so the row itself has to be there.
                None => self.push("EXISTS (SELECT 1").row_of(table, cursor).push(")"),
            };
            self.push(")");
        }
        self.push(")")
    }

    /// The row comes after the cursor in this column. Null is larger than everything.
    fn after(&mut self, table: &Table, column: usize, direction: Order, cursor: &Cursor<'_>) -> &mut Self {
        let nullable = table.columns[column].nullable;
        let operator = if direction == Order::Descending { " < " } else { " > " };
        self.push("(").column(table, column).push(operator).value_at(table, column, cursor);
        if nullable && direction == Order::Ascending {
            self.push(" OR (").column(table, column).push(" IS NULL AND ");
            self.value_at(table, column, cursor).push(" IS NOT NULL)");
        } else if nullable {
            self.push(" OR (").column(table, column).push(" IS NOT NULL AND EXISTS (SELECT 1");
            self.row_of(table, cursor).push(" AND ").column(table, column).push(" IS NULL))");
        }
        self.push(")")
    }

    /// `(SELECT column … cursor's row)`, which the database evaluates once.
    fn value_at(&mut self, table: &Table, column: usize, cursor: &Cursor<'_>) -> &mut Self {
        self.push("(SELECT ").column(table, column).row_of(table, cursor).push(")")
    }

    /// ` FROM table WHERE key`.
    fn row_of(&mut self, table: &Table, cursor: &Cursor<'_>) -> &mut Self {
        self.push(" FROM ").table(table).push(" WHERE ");
        self.separated(" AND ", &cursor.key, |statement, (column, value)| {
            statement.column(table, *column).push(" = ").parameter(value.clone());
        })
    }
}

impl Order {
    fn sql(self) -> &'static str {
        match self {
            Self::Ascending => " ASC",
            Self::Descending => " DESC",
        }
    }
}
