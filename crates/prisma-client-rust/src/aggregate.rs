//! What is computed of many rows: counts, sums, averages, extremes, and the keys that rows are grouped by.

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::error::Result;
use crate::field::Field;
use crate::filter::{Filter, Operator, Predicate, escape_pattern};
use crate::model::Model;
use crate::order::{Order, OrderBy, OrderKey, Term};
use crate::reader::Reader;
use crate::scalar::{FieldType, Scalar};
use crate::value::Value;

/// A value computed of rows of `M`, of the type `T`.
#[derive(Debug)]
#[must_use = "`aggregate` and `group_by` take it"]
pub struct Computed<M, T> {
    pub(crate) aggregate: Aggregate,
    types: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Clone for Computed<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for Computed<M, T> {}

/// What is computed, without its types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregate {
    /// The value of a column that the rows of a group share.
    Key(usize),
    /// How many rows.
    CountAll,
    /// How many rows in which the column is not null.
    Count(usize),
    /// A function over the column, and the type that its result is cast to.
    Function(&'static str, usize, Option<&'static str>),
}

impl<M, T> Computed<M, T> {
    pub(crate) fn new(aggregate: Aggregate) -> Self {
        Self { aggregate, types: PhantomData }
    }

    pub(crate) fn of_key(column: usize) -> Self {
        Self::new(Aggregate::Key(column))
    }

    /// Smallest first.
    pub fn asc(self) -> OrderBy<M> {
        self.order(Order::Ascending)
    }

    /// Largest first.
    pub fn desc(self) -> OrderBy<M> {
        self.order(Order::Descending)
    }

    fn order(self, order: Order) -> OrderBy<M> {
        let term = match self.aggregate {
            Aggregate::Key(column) => Term::Column(column),
            aggregate => Term::Aggregate(aggregate),
        };
        OrderBy::of(OrderKey { term, order, nulls_first: None })
    }
}

impl<M, T: FieldType> Computed<M, T>
where
    T::Base: Scalar,
{
    /// Groups of which this is the value.
    pub fn equals(self, value: T::Base) -> Having<M> {
        self.compare(Operator::Equals, value)
    }

    /// Groups of which this is not the value.
    pub fn not(self, value: T::Base) -> Having<M> {
        self.compare(Operator::NotEquals, value)
    }

    /// Groups of which the value is less.
    pub fn lt(self, value: T::Base) -> Having<M> {
        self.compare(Operator::Less, value)
    }

    /// Groups of which the value is this or less.
    pub fn lte(self, value: T::Base) -> Having<M> {
        self.compare(Operator::LessOrEqual, value)
    }

    /// Groups of which the value is more.
    pub fn gt(self, value: T::Base) -> Having<M> {
        self.compare(Operator::Greater, value)
    }

    /// Groups of which the value is this or more.
    pub fn gte(self, value: T::Base) -> Having<M> {
        self.compare(Operator::GreaterOrEqual, value)
    }

    /// Groups of which the value is one of these.
    pub fn in_vec(self, values: Vec<T::Base>) -> Having<M> {
        self.having(Operator::In, crate::field::list(values))
    }

    /// Groups of which the value is none of these, and not null.
    pub fn not_in_vec(self, values: Vec<T::Base>) -> Having<M> {
        self.having(Operator::NotIn, crate::field::list(values))
    }

    /// Groups of which the value is null.
    pub fn is_null(self) -> Having<M> {
        Having::new(Predicate::AggregateNull(self.aggregate))
    }

    /// Groups of which the value is not null.
    pub fn is_not_null(self) -> Having<M> {
        Having::none([self.is_null()])
    }

    fn compare(self, operator: Operator, value: T::Base) -> Having<M> {
        self.having(operator, Scalar::into_value(value))
    }

    fn having(self, operator: Operator, value: Value) -> Having<M> {
        Having::new(Predicate::Aggregate { aggregate: self.aggregate, operator, value })
    }
}

impl<M, T: FieldType<Base = String>> Computed<M, T> {
    /// Groups of which the text has this in it.
    pub fn contains(self, part: impl AsRef<str>) -> Having<M> {
        self.having(Operator::Like, Value::Text(format!("%{}%", escape_pattern(part.as_ref()))))
    }

    /// Groups of which the text begins with this.
    pub fn starts_with(self, part: impl AsRef<str>) -> Having<M> {
        self.having(Operator::Like, Value::Text(format!("{}%", escape_pattern(part.as_ref()))))
    }

    /// Groups of which the text ends with this.
    pub fn ends_with(self, part: impl AsRef<str>) -> Having<M> {
        self.having(Operator::Like, Value::Text(format!("%{}", escape_pattern(part.as_ref()))))
    }
}

/// A condition on groups of rows of `M`.
#[derive(Debug, Clone)]
pub struct Having<M> {
    pub(crate) predicate: Predicate,
    model: PhantomData<fn() -> M>,
}

impl<M> Having<M> {
    fn new(predicate: Predicate) -> Self {
        Self { predicate, model: PhantomData }
    }

    /// One of these holds.
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Predicate::Any(conditions.into_iter().map(|condition| condition.predicate).collect()))
    }

    /// None of these holds.
    pub fn none(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Predicate::Not(Box::new(Self::any(conditions).predicate)))
    }
}

/// A condition on what the rows of a group share.
impl<M> From<Filter<M>> for Having<M> {
    fn from(filter: Filter<M>) -> Self {
        Self::new(filter.predicate)
    }
}

/// How many rows.
pub fn count<M>() -> Computed<M, i64> {
    Computed::new(Aggregate::CountAll)
}

/// A scalar to add up: the types of its sum and its average.
pub trait Summable: Scalar {
    /// The type of a sum: wide enough for many rows.
    type Sum: Scalar;
    /// The type of an average.
    type Average: Scalar;
    #[doc(hidden)]
    const SUM: Option<&'static str>;
    #[doc(hidden)]
    const AVERAGE: Option<&'static str>;
}

macro_rules! summable {
    ($type:ty, $sum:ty, $sum_cast:expr, $average:ty, $average_cast:expr) => {
        impl Summable for $type {
            type Sum = $sum;
            type Average = $average;
            const SUM: Option<&'static str> = $sum_cast;
            const AVERAGE: Option<&'static str> = $average_cast;
        }
    };
}

summable!(i32, i64, Some("bigint"), f64, Some("double precision"));
summable!(i64, i64, Some("bigint"), f64, Some("double precision"));
summable!(f64, f64, None, f64, Some("double precision"));
summable!(Decimal, Decimal, None, Decimal, None);

/// A scalar of which PostgreSQL knows the smallest and the largest; of enums, the order is the schema's.
pub trait Extreme: Scalar {}

impl Extreme for i32 {}
impl Extreme for i64 {}
impl Extreme for f64 {}
impl Extreme for Decimal {}
impl Extreme for String {}
impl Extreme for DateTime<Utc> {}

impl<M: Model, T: FieldType, const N: usize, K> Field<M, T, N, K> {
    /// The field as a key that rows are grouped by.
    pub fn key() -> Computed<M, T> {
        Computed::of_key(N)
    }

    /// In how many rows the field is not null.
    pub fn count() -> Computed<M, i64> {
        Computed::new(Aggregate::Count(N))
    }
}

impl<M: Model, T: FieldType, const N: usize, K> Field<M, T, N, K>
where
    T::Base: Summable,
{
    /// The sum of what is not null; null of no rows.
    pub fn sum() -> Computed<M, Option<<T::Base as Summable>::Sum>> {
        Computed::new(Aggregate::Function("sum", N, T::Base::SUM))
    }

    /// The average of what is not null; null of no rows.
    pub fn avg() -> Computed<M, Option<<T::Base as Summable>::Average>> {
        Computed::new(Aggregate::Function("avg", N, T::Base::AVERAGE))
    }
}

impl<M: Model, T: FieldType, const N: usize, K> Field<M, T, N, K>
where
    T::Base: Extreme,
{
    /// The smallest; null of no rows.
    pub fn min() -> Computed<M, Option<T::Base>> {
        Computed::new(Aggregate::Function("min", N, None))
    }

    /// The largest; null of no rows.
    pub fn max() -> Computed<M, Option<T::Base>> {
        Computed::new(Aggregate::Function("max", N, None))
    }
}

/// Some computed values, one or a tuple of up to twelve, and the type that they are read as.
pub trait Computation<M> {
    /// That type.
    type Output;
    #[doc(hidden)]
    fn aggregates(&self) -> Vec<Projected>;
    #[doc(hidden)]
    fn read(&self, reader: &mut Reader<'_>) -> Result<Self::Output>;
}

/// A computed value without its types.
#[derive(Debug, Clone, Copy)]
pub struct Projected(pub(crate) Aggregate);

impl<M, T: FieldType> Computation<M> for Computed<M, T> {
    type Output = T;

    fn aggregates(&self) -> Vec<Projected> {
        vec![Projected(self.aggregate)]
    }

    fn read(&self, reader: &mut Reader<'_>) -> Result<T> {
        T::read(reader)
    }
}

macro_rules! tuple {
    ($($name:ident $index:tt),+) => {
        impl<M, $($name: Computation<M>),+> Computation<M> for ($($name,)+) {
            type Output = ($($name::Output,)+);

            fn aggregates(&self) -> Vec<Projected> {
                let mut all = Vec::new();
                $(all.extend(self.$index.aggregates());)+
                all
            }

            fn read(&self, reader: &mut Reader<'_>) -> Result<Self::Output> {
                Ok(($(self.$index.read(reader)?,)+))
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
