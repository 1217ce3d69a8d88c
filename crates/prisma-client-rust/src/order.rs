//! The order of rows.

use std::marker::PhantomData;

use crate::aggregate::Aggregate;
use crate::filter::Predicate;
use crate::relation::Relation;

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Order {
    pub(crate) fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// One key of the order of `M`'s rows.
#[derive(Debug, Clone)]
pub struct OrderBy<M> {
    pub(crate) key: OrderKey,
    model: PhantomData<fn() -> M>,
}

/// A key, without its model.
#[derive(Debug, Clone)]
pub(crate) struct OrderKey {
    pub(crate) term: Term,
    pub(crate) order: Order,
    /// Whether nulls come before everything else; `None`: null is larger than everything.
    pub(crate) nulls_first: Option<bool>,
}

/// What rows are ordered by.
#[derive(Debug, Clone)]
pub(crate) enum Term {
    /// A column of the row.
    Column(usize),
    /// A term of the one row that belongs to it, where that matches.
    Related(&'static Relation, Vec<Predicate>, Box<Term>),
    /// How many rows that match belong to it.
    Count(&'static Relation, Vec<Predicate>),
    /// What is computed of a group of rows.
    Aggregate(Aggregate),
}

impl OrderKey {
    pub(crate) fn column(column: usize, order: Order) -> Self {
        Self { term: Term::Column(column), order, nulls_first: None }
    }

    pub(crate) fn as_column(&self) -> Option<usize> {
        match self.term {
            Term::Column(column) => Some(column),
            Term::Related(..) | Term::Count(..) | Term::Aggregate(_) => None,
        }
    }

    pub(crate) fn reversed(self) -> Self {
        let nulls_first = self.nulls_first.map(|first| !first);
        Self { order: self.order.reversed(), nulls_first, ..self }
    }

    /// Whether a null comes before what is not null.
    pub(crate) fn is_null_first(&self) -> bool {
        self.nulls_first.unwrap_or(self.order == Order::Descending)
    }
}

impl<M> OrderBy<M> {
    pub(crate) fn new(column: usize, order: Order) -> Self {
        Self::of(OrderKey::column(column, order))
    }

    pub(crate) fn of(key: OrderKey) -> Self {
        Self { key, model: PhantomData }
    }

    /// Nulls come before everything else, whatever the direction.
    #[must_use]
    pub fn nulls_first(mut self) -> Self {
        self.key.nulls_first = Some(true);
        self
    }

    /// Nulls come after everything else, whatever the direction.
    #[must_use]
    pub fn nulls_last(mut self) -> Self {
        self.key.nulls_first = Some(false);
        self
    }
}
