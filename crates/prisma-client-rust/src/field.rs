//! A model's field: the filters, orders and changes that its type allows.
//!
//! Generated code names each field as an alias, so that `position::status::equals(..)` reads as it does
//! in Prisma while all functions are here, once.

use std::marker::PhantomData;

use crate::assignment::{Assignment, Operation, Update};
use crate::error::Result;
use crate::filter::{Filter, Operator, Predicate, UniqueFilter, escape_pattern};
use crate::order::{Order, OrderBy};
use crate::reader::Reader;
use crate::scalar::{FieldType, Number, Ordered, Scalar};
use crate::shape::{Kind, ReadAs, Selected, Typed};
use crate::statement::Pick;
use crate::value::Value;

/// Column `N` of model `M`, of Rust type `T`.
#[derive(Debug)]
pub struct Field<M, T, const N: usize, K = Plain>(PhantomData<(M, T, K)>);

/// A field by name: what `distinct` and `group_by` take.
#[derive(Debug)]
pub struct FieldName<M> {
    pub(crate) column: usize,
    model: PhantomData<fn() -> M>,
}

impl<M> FieldName<M> {
    pub(crate) fn new(column: usize) -> Self {
        Self { column, model: PhantomData }
    }
}

/// A field that many rows can share.
#[derive(Debug)]
pub struct Plain;

/// A field that finds one row.
#[derive(Debug)]
pub struct Unique;

impl<M, T: FieldType, const N: usize> Field<M, T, N, Plain> {
    /// The field is this.
    pub fn equals(value: T) -> Filter<M> {
        equals(N, value.into_value())
    }
}

impl<M, T: FieldType, const N: usize> Field<M, T, N, Unique> {
    /// The field is this: a filter among others, or the one row of `find_unique`, `update` or `cursor`.
    pub fn equals<W: From<UniqueFilter<M>>>(value: T::Base) -> W {
        UniqueFilter::new([(N, Scalar::into_value(value))]).into()
    }
}

impl<M, T: FieldType, const N: usize, K> Field<M, T, N, K> {
    /// The field is something else. As in Prisma, null is not "something else", but not null is.
    pub fn not(value: T) -> Filter<M> {
        match value.into_value() {
            Value::Null => Filter::new(Predicate::Not(Box::new(Predicate::Null { column: N }))),
            value => compare(N, Operator::NotEquals, value),
        }
    }

    /// The field is one of these.
    pub fn in_vec(values: Vec<T::Base>) -> Filter<M> {
        compare(N, Operator::In, list(values))
    }

    /// The field is none of these, and not null.
    pub fn not_in_vec(values: Vec<T::Base>) -> Filter<M> {
        compare(N, Operator::NotIn, list(values))
    }

    /// The field's name, for `distinct` and `group_by`.
    pub fn field() -> FieldName<M> {
        FieldName::new(N)
    }

    /// The field, as a part of a selection.
    pub fn pick() -> Selected<T>
    where
        T: 'static,
    {
        Selected::new(Kind::Pick(Pick::Column(N)), T::read)
    }

    /// Smallest first; null comes last.
    pub fn asc() -> OrderBy<M> {
        OrderBy::new(N, Order::Ascending)
    }

    /// Largest first; null comes first.
    pub fn desc() -> OrderBy<M> {
        OrderBy::new(N, Order::Descending)
    }

    /// The field becomes this, in a new row or an old one.
    pub fn set<W: From<Assignment<M>>>(value: T) -> W {
        Assignment::new(N, value.into_value()).into()
    }
}

impl<M, T: Scalar, const N: usize, K> Field<M, Option<T>, N, K> {
    /// The field is null.
    pub fn is_null() -> Filter<M> {
        equals(N, Value::Null)
    }

    /// The field is not null.
    pub fn is_not_null() -> Filter<M> {
        Self::not(None)
    }
}

impl<M, T: FieldType, const N: usize, K> Field<M, T, N, K>
where
    T::Base: Ordered,
{
    /// Less than this.
    pub fn lt(value: T::Base) -> Filter<M> {
        compare(N, Operator::Less, Scalar::into_value(value))
    }

    /// This or less.
    pub fn lte(value: T::Base) -> Filter<M> {
        compare(N, Operator::LessOrEqual, Scalar::into_value(value))
    }

    /// More than this.
    pub fn gt(value: T::Base) -> Filter<M> {
        compare(N, Operator::Greater, Scalar::into_value(value))
    }

    /// This or more.
    pub fn gte(value: T::Base) -> Filter<M> {
        compare(N, Operator::GreaterOrEqual, Scalar::into_value(value))
    }
}

impl<M, T: FieldType<Base = String>, const N: usize, K> Field<M, T, N, K> {
    /// The text has this in it.
    pub fn contains(part: impl AsRef<str>) -> Filter<M> {
        like(N, format!("%{}%", escape_pattern(part.as_ref())))
    }

    /// The text begins with this.
    pub fn starts_with(part: impl AsRef<str>) -> Filter<M> {
        like(N, format!("{}%", escape_pattern(part.as_ref())))
    }

    /// The text ends with this.
    pub fn ends_with(part: impl AsRef<str>) -> Filter<M> {
        like(N, format!("%{}", escape_pattern(part.as_ref())))
    }
}

impl<M, T: FieldType, const N: usize, K> Field<M, T, N, K>
where
    T::Base: Number,
{
    /// This is added.
    pub fn increment(value: T::Base) -> Update<M> {
        Update::new(N, Operation::Increment, Scalar::into_value(value))
    }

    /// This is taken away.
    pub fn decrement(value: T::Base) -> Update<M> {
        Update::new(N, Operation::Decrement, Scalar::into_value(value))
    }

    /// Times this.
    pub fn multiply(value: T::Base) -> Update<M> {
        Update::new(N, Operation::Multiply, Scalar::into_value(value))
    }

    /// Divided by this.
    pub fn divide(value: T::Base) -> Update<M> {
        Update::new(N, Operation::Divide, Scalar::into_value(value))
    }
}

impl<M, T, const N: usize, K> Typed for Field<M, T, N, K> {
    type Type = T;
}

impl<M, T, const N: usize> Typed for ListField<M, T, N> {
    type Type = Vec<T>;
}

impl<M, T: FieldType + 'static, U: From<T> + 'static, const N: usize, K> ReadAs<U> for Field<M, T, N, K> {
    fn read_as() -> Selected<U> {
        Self::pick().map(U::from)
    }
}

impl<M, T: Scalar + 'static, U: From<Vec<T>> + 'static, const N: usize> ReadAs<U> for ListField<M, T, N> {
    fn read_as() -> Selected<U> {
        Self::pick().map(U::from)
    }
}

/// Column `N` of model `M`: a list of `T`.
#[derive(Debug)]
pub struct ListField<M, T, const N: usize>(PhantomData<(M, T)>);

impl<M, T: Scalar + 'static, const N: usize> ListField<M, T, N> {
    /// The field, as a part of a selection.
    pub fn pick() -> Selected<Vec<T>> {
        Selected::new(Kind::Pick(Pick::Column(N)), read_list)
    }

    /// The field's name, for `distinct`.
    pub fn field() -> FieldName<M> {
        FieldName::new(N)
    }

    /// Smallest first, as the first members that differ say.
    pub fn asc() -> OrderBy<M> {
        OrderBy::new(N, Order::Ascending)
    }

    /// Largest first.
    pub fn desc() -> OrderBy<M> {
        OrderBy::new(N, Order::Descending)
    }

    /// The list is this.
    pub fn equals(values: Vec<T>) -> Filter<M> {
        compare(N, Operator::Equals, list(values))
    }

    /// The list contains this.
    pub fn has(value: T) -> Filter<M> {
        Self::has_every(vec![value])
    }

    /// The list contains all of these.
    pub fn has_every(values: Vec<T>) -> Filter<M> {
        compare(N, Operator::Contains, list(values))
    }

    /// The list contains one of these.
    pub fn has_some(values: Vec<T>) -> Filter<M> {
        compare(N, Operator::Overlaps, list(values))
    }

    /// Whether the list is empty.
    pub fn is_empty(empty: bool) -> Filter<M> {
        compare(N, if empty { Operator::Equals } else { Operator::NotEquals }, Value::List(Vec::new()))
    }

    /// The list becomes this, in a new row or an old one.
    pub fn set<W: From<Assignment<M>>>(values: Vec<T>) -> W {
        Assignment::new(N, list(values)).into()
    }

    /// These are added at the end.
    pub fn push(values: Vec<T>) -> Update<M> {
        Update::new(N, Operation::Append, list(values))
    }
}

fn read_list<T: Scalar>(reader: &mut Reader<'_>) -> Result<Vec<T>> {
    reader.list()
}

pub(crate) fn compare<M>(column: usize, operator: Operator, value: Value) -> Filter<M> {
    Filter::new(Predicate::Compare { column, operator, value })
}

pub(crate) fn list<T: Scalar>(values: Vec<T>) -> Value {
    Value::List(values.into_iter().map(Scalar::into_value).collect())
}

fn equals<M>(column: usize, value: Value) -> Filter<M> {
    match value {
        Value::Null => Filter::new(Predicate::Null { column }),
        value => compare(column, Operator::Equals, value),
    }
}

fn like<M>(column: usize, pattern: String) -> Filter<M> {
    compare(column, Operator::Like, Value::Text(pattern))
}
