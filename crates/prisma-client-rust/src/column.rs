//! Filters that compare two fields of a row: `post::views::column().gt(post::likes::column())`.

use std::marker::PhantomData;

use crate::field::{Field, ListField};
use crate::filter::{Filter, Operator, Predicate};
use crate::scalar::{FieldType, Ordered, Scalar};

/// A field of `M` that holds a `T`, on either side of a comparison.
#[derive(Debug)]
#[must_use = "its methods are filters"]
pub struct Compared<M, T> {
    column: usize,
    types: PhantomData<fn() -> (M, T)>,
}

/// A field of `M` that holds a list of `T`, on either side of a comparison.
#[derive(Debug)]
#[must_use = "its methods are filters"]
pub struct ComparedList<M, T> {
    column: usize,
    types: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Clone for Compared<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for Compared<M, T> {}

impl<M, T> Clone for ComparedList<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for ComparedList<M, T> {}

/// A comparison of one column with another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ColumnTest {
    pub(crate) column: usize,
    pub(crate) comparison: Comparison,
    pub(crate) other: usize,
    pub(crate) any_case: bool,
}

/// How one column compares with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// As with a value.
    Operator(Operator),
    /// The text has the other in it.
    TextContains,
    /// The text begins with the other.
    TextStarts,
    /// The text ends with the other.
    TextEnds,
    /// The list contains the other.
    Has,
}

impl<M, T: FieldType, const N: usize, K> Field<M, T, N, K> {
    /// The field, to be compared with another one of the same row.
    pub fn column() -> Compared<M, T::Base> {
        Compared { column: N, types: PhantomData }
    }
}

impl<M, T, const N: usize> ListField<M, T, N> {
    /// The field, to be compared with another one of the same row.
    pub fn column() -> ComparedList<M, T> {
        ComparedList { column: N, types: PhantomData }
    }
}

fn test<M>(column: usize, comparison: Comparison, other: usize) -> Filter<M> {
    Filter::new(Predicate::Columns(ColumnTest { column, comparison, other, any_case: false }))
}

impl<M, T: Scalar> Compared<M, T> {
    /// Both are the same, and not null.
    pub fn equals(self, other: Self) -> Filter<M> {
        self.compare(Operator::Equals, other)
    }

    /// They differ, and neither is null.
    pub fn not(self, other: Self) -> Filter<M> {
        self.compare(Operator::NotEquals, other)
    }

    /// The list contains this.
    pub fn in_list(self, list: ComparedList<M, T>) -> Filter<M> {
        test(self.column, Comparison::Operator(Operator::In), list.column)
    }

    /// The list does not contain this.
    pub fn not_in_list(self, list: ComparedList<M, T>) -> Filter<M> {
        test(self.column, Comparison::Operator(Operator::NotIn), list.column)
    }

    fn compare(self, operator: Operator, other: Self) -> Filter<M> {
        test(self.column, Comparison::Operator(operator), other.column)
    }
}

impl<M, T: Ordered> Compared<M, T> {
    /// Less than the other.
    pub fn lt(self, other: Self) -> Filter<M> {
        self.compare(Operator::Less, other)
    }

    /// The other or less.
    pub fn lte(self, other: Self) -> Filter<M> {
        self.compare(Operator::LessOrEqual, other)
    }

    /// More than the other.
    pub fn gt(self, other: Self) -> Filter<M> {
        self.compare(Operator::Greater, other)
    }

    /// The other or more.
    pub fn gte(self, other: Self) -> Filter<M> {
        self.compare(Operator::GreaterOrEqual, other)
    }
}

impl<M> Compared<M, String> {
    /// The text has the other in it.
    pub fn contains(self, other: Self) -> Filter<M> {
        test(self.column, Comparison::TextContains, other.column)
    }

    /// The text begins with the other.
    pub fn starts_with(self, other: Self) -> Filter<M> {
        test(self.column, Comparison::TextStarts, other.column)
    }

    /// The text ends with the other.
    pub fn ends_with(self, other: Self) -> Filter<M> {
        test(self.column, Comparison::TextEnds, other.column)
    }
}

impl<M, T: Scalar> ComparedList<M, T> {
    /// Both lists are the same.
    pub fn equals(self, other: Self) -> Filter<M> {
        test(self.column, Comparison::Operator(Operator::Equals), other.column)
    }

    /// The list contains the other field's value.
    pub fn has(self, other: Compared<M, T>) -> Filter<M> {
        test(self.column, Comparison::Has, other.column)
    }

    /// The list contains all that the other does.
    pub fn has_every(self, other: Self) -> Filter<M> {
        test(self.column, Comparison::Operator(Operator::Contains), other.column)
    }

    /// The lists have something in common.
    pub fn has_some(self, other: Self) -> Filter<M> {
        test(self.column, Comparison::Operator(Operator::Overlaps), other.column)
    }
}
