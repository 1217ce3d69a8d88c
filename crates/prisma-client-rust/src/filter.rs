//! Which rows a statement is about.

use std::marker::PhantomData;

use crate::value::Value;

/// A condition on rows of `M`.
#[derive(Debug, Clone)]
pub struct Filter<M> {
    pub(crate) predicate: Predicate,
    model: PhantomData<fn() -> M>,
}

impl<M> Filter<M> {
    pub(crate) fn new(predicate: Predicate) -> Self {
        Self { predicate, model: PhantomData }
    }
}

/// A condition, without its model.
#[derive(Debug, Clone)]
pub(crate) enum Predicate {
    /// `column operator value`; never true of null.
    Compare {
        /// The column.
        column: usize,
        /// The operator.
        operator: Operator,
        /// What the column is compared with.
        value: Value,
    },
    /// The column is null.
    Null {
        /// The column.
        column: usize,
    },
    /// All hold.
    All(Vec<Predicate>),
    /// One holds.
    Any(Vec<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    /// `=`
    Equals,
    /// `<>`
    NotEquals,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `LIKE`
    Like,
    /// `= ANY(list)`
    In,
    /// `<> ALL(list)`
    NotIn,
    /// A list that contains all of these.
    Contains,
    /// A list that contains one of these.
    Overlaps,
}

/// The one row of `M` with these values in the columns of a unique key.
#[derive(Debug, Clone)]
pub struct UniqueFilter<M> {
    pub(crate) values: Vec<(usize, Value)>,
    model: PhantomData<fn() -> M>,
}

impl<M> UniqueFilter<M> {
    /// The row with these values in these columns, which are unique together.
    pub fn new(values: impl IntoIterator<Item = (usize, Value)>) -> Self {
        Self { values: values.into_iter().collect(), model: PhantomData }
    }

    pub(crate) fn into_predicate(self) -> Predicate {
        let equals = |(column, value)| Predicate::Compare { column, operator: Operator::Equals, value };
        Predicate::All(self.values.into_iter().map(equals).collect())
    }
}

impl<M> From<UniqueFilter<M>> for Filter<M> {
    fn from(unique: UniqueFilter<M>) -> Self {
        Self::new(unique.into_predicate())
    }
}

/// All of these hold (true of an empty list).
pub fn and<M>(filters: impl IntoIterator<Item = Filter<M>>) -> Filter<M> {
    Filter::new(Predicate::All(predicates(filters)))
}

/// One of these holds (false of an empty list).
pub fn or<M>(filters: impl IntoIterator<Item = Filter<M>>) -> Filter<M> {
    Filter::new(Predicate::Any(predicates(filters)))
}

/// None of these holds, as Prisma's `NOT`.
pub fn not<M>(filters: impl IntoIterator<Item = Filter<M>>) -> Filter<M> {
    let negated = predicates(filters).into_iter().map(|predicate| Predicate::Not(Box::new(predicate)));
    Filter::new(Predicate::All(negated.collect()))
}

pub(crate) fn predicates<M>(filters: impl IntoIterator<Item = Filter<M>>) -> Vec<Predicate> {
    filters.into_iter().map(|filter| filter.predicate).collect()
}
