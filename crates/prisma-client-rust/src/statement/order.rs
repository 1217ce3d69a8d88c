//! `ORDER BY`, and the rows from a cursor on.

use super::{Scope, Statement};
use crate::model::Table;
use crate::order::{Order, OrderKey, Term};
use crate::value::Value;

/// The row that a page starts at, and the order that says what comes after it.
pub(super) struct Cursor<'a> {
    pub(super) key: Vec<(usize, Value)>,
    pub(super) order: &'a [OrderKey],
}

/// Whether no two rows are equal in that order.
pub(super) fn is_total(table: &Table, order: &[OrderKey]) -> bool {
    let has = |column: usize| order.iter().any(|key| key.as_column() == Some(column));
    let is_unique = |column: usize| table.columns[column].unique && !table.columns[column].is_nullable();
    order.iter().filter_map(OrderKey::as_column).any(is_unique) || table.key.iter().all(|&column| has(column))
}

impl Statement {
    /// ` ORDER BY …`, or nothing.
    pub(super) fn order_by(&mut self, scope: Scope<'_>, order: &[OrderKey]) -> &mut Self {
        if order.is_empty() {
            return self;
        }
        self.push(" ORDER BY ").separated(", ", order, |statement, key| {
            statement.term(scope, &key.term).push(match key.order {
                Order::Ascending => " ASC",
                Order::Descending => " DESC",
            });
            match key.nulls_first {
                None => {}
                Some(true) => _ = statement.push(" NULLS FIRST"),
                Some(false) => _ = statement.push(" NULLS LAST"),
            }
        })
    }

    fn term(&mut self, scope: Scope<'_>, term: &Term) -> &mut Self {
        match term {
            Term::Column(column) => self.member(scope, *column),
            Term::Related(relation, predicates, term) => {
                let inner = self.inside(scope, relation);
                self.push("(SELECT ").term(inner, term).among_related(scope, inner, relation);
                self.and_all(inner, predicates).push(")")
            }
            Term::Aggregate(aggregate) => self.aggregate(scope, *aggregate),
            Term::Count(relation, predicates) => {
                let inner = self.inside(scope, relation);
                self.push("(SELECT count(*)").among_related(scope, inner, relation);
                self.and_all(inner, predicates).push(")")
            }
        }
    }

    /// The row stands at the cursor or after it. Without a row at the cursor this is never true.
    pub(super) fn at_or_after(&mut self, scope: Scope<'_>, cursor: &Cursor<'_>) -> &mut Self {
        let columns: Option<Vec<usize>> = cursor.order.iter().map(OrderKey::as_column).collect();
        let is_uniform = cursor.order.windows(2).all(|pair| pair[0].order == pair[1].order);
        match columns {
            Some(columns)
                if is_uniform && columns.iter().all(|&column| !scope.table.columns[column].is_nullable()) =>
            {
                self.row_comparison(scope, cursor, &columns)
            }
            _ => self.key_by_key(scope, cursor),
        }
    }

    /// `(a, b) <= (SELECT a, b …)`: one comparison, which an index on (a, b) answers.
    fn row_comparison(&mut self, scope: Scope<'_>, cursor: &Cursor<'_>, columns: &[usize]) -> &mut Self {
        let columns = || columns.iter().copied();
        self.push("(").members(scope, columns()).push(")");
        self.push(if cursor.order[0].order == Order::Descending { " <= (" } else { " >= (" });
        let inner = Scope::root(scope.table, scope.tenant);
        self.push("SELECT ").members(inner, columns()).row_of(inner, cursor).push(")")
    }

    /// Mixed directions or nulls: after it in the first key, or equal there and after it in the second, …
    /// and in the end equal in all of them.
    fn key_by_key(&mut self, scope: Scope<'_>, cursor: &Cursor<'_>) -> &mut Self {
        self.push("(");
        for length in 0..=cursor.order.len() {
            if length > 0 {
                self.push(" OR ");
            }
            self.push("(");
            for key in &cursor.order[..length] {
                self.term(scope, &key.term).push(" IS NOT DISTINCT FROM ");
                self.term_at(scope, &key.term, cursor).push(" AND ");
            }
            match cursor.order.get(length) {
                Some(key) => self.after(scope, key, cursor),
                // Nulls equal each other, so the row itself has to be there.
                None => self.row_exists(scope, cursor, None),
            };
            self.push(")");
        }
        self.push(")")
    }

    /// The row comes after the cursor in this key.
    fn after(&mut self, scope: Scope<'_>, key: &OrderKey, cursor: &Cursor<'_>) -> &mut Self {
        let nullable = match key.term {
            Term::Column(column) => scope.table.columns[column].is_nullable(),
            Term::Related(..) | Term::Aggregate(_) => true,
            Term::Count(..) => false,
        };
        let operator = if key.order == Order::Descending { " < " } else { " > " };
        self.push("(").term(scope, &key.term).push(operator).term_at(scope, &key.term, cursor);
        if nullable && key.is_null_first() {
            self.push(" OR (").term(scope, &key.term).push(" IS NOT NULL AND ");
            self.row_exists(scope, cursor, Some(&key.term)).push(")");
        } else if nullable {
            self.push(" OR (").term(scope, &key.term).push(" IS NULL AND ");
            self.term_at(scope, &key.term, cursor).push(" IS NOT NULL)");
        }
        self.push(")")
    }

    /// The cursor's row is there, and null in that term where one is given.
    fn row_exists(&mut self, scope: Scope<'_>, cursor: &Cursor<'_>, null: Option<&Term>) -> &mut Self {
        let inner = Scope::root(scope.table, scope.tenant);
        self.push("EXISTS (SELECT 1").row_of(inner, cursor);
        if let Some(term) = null {
            self.push(" AND ").term(inner, term).push(" IS NULL");
        }
        self.push(")")
    }

    /// `(SELECT term … cursor's row)`, which the database evaluates once.
    fn term_at(&mut self, scope: Scope<'_>, term: &Term, cursor: &Cursor<'_>) -> &mut Self {
        let inner = Scope::root(scope.table, scope.tenant);
        self.push("(SELECT ").term(inner, term).row_of(inner, cursor).push(")")
    }

    /// ` FROM table WHERE key`; another tenant's row is no cursor.
    fn row_of(&mut self, scope: Scope<'_>, cursor: &Cursor<'_>) -> &mut Self {
        let tenant = scope.table.tenant.zip(scope.tenant);
        let own = cursor.key.iter().filter(|&&(column, _)| tenant.is_none_or(|(other, _)| other != column));
        let key = tenant.into_iter().chain(own.map(|(column, value)| (*column, value)));
        self.push(" FROM ").source(scope).push(" WHERE ");
        self.separated(" AND ", key, |statement, (column, value)| {
            statement.member(scope, column).push(" = ").parameter_of(scope.table, column, value.clone());
        })
    }
}
