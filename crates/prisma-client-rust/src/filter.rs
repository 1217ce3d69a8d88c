//! Which rows a statement is about.

use std::marker::PhantomData;

use crate::aggregate::Aggregate;
use crate::column::ColumnTest;
use crate::json::JsonTest;
use crate::relation::{JoinTable, Relation};
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

    /// Texts are compared whatever their case: `user::email::equals(..).insensitive()`.
    #[must_use]
    pub fn insensitive(mut self) -> Self {
        self.predicate.ignore_case();
        self
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
    /// The same of texts, whatever their case.
    CompareAnyCase {
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
    /// Two columns are compared.
    Columns(ColumnTest),
    /// What stands in a JSON column is compared.
    Json(JsonTest),
    /// All hold.
    All(Vec<Predicate>),
    /// One holds.
    Any(Vec<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
    /// Something holds for the rows that belong to this one.
    Related {
        /// How they belong to it.
        relation: &'static Relation,
        /// For how many of them.
        quantifier: Quantifier,
        /// All of these hold.
        predicates: Vec<Predicate>,
    },
    /// What is computed of a group of rows is compared.
    Aggregate {
        /// What is computed.
        aggregate: Aggregate,
        /// The operator.
        operator: Operator,
        /// What it is compared with.
        value: Value,
    },
    /// What is computed of a group of rows is null.
    AggregateNull(Aggregate),
    /// The row is one of so many that match.
    Limited {
        /// All of these hold.
        predicates: Vec<Predicate>,
        /// How many rows at most.
        limit: i64,
    },
    /// The row is joined, by the table between, to the source's row of that key.
    Joined {
        /// The table between.
        join: JoinTable,
        /// The row's key.
        column: usize,
        /// The value of the source's key.
        key: Value,
    },
}

/// For how many of the rows that belong to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    /// One of them at least.
    Some,
    /// All of them; true where there are none.
    Every,
    /// None of them.
    None,
    /// The one that there may be.
    Is,
    /// Not the one that there may be: none, or another.
    IsNot,
}

impl Predicate {
    pub(crate) fn equal(column: usize, value: Value) -> Self {
        Self::Compare { column, operator: Operator::Equals, value }
    }

    /// Turns comparisons of texts into such that ignore case. A text without wildcards is its own pattern.
    fn ignore_case(&mut self) {
        match self {
            Self::Compare { column, operator, value } => {
                let like = |text: &str| Self::Compare {
                    column: *column,
                    operator: Operator::LikeAnyCase,
                    value: Value::Text(escape_pattern(text)),
                };
                let any = |values: &[Value]| {
                    Self::Any(values.iter().filter_map(Value::as_text).map(like).collect())
                };
                match (*operator, &*value) {
                    (Operator::Like, _) => *operator = Operator::LikeAnyCase,
                    (Operator::Equals, Value::Text(text)) => *self = like(text),
                    (Operator::NotEquals, Value::Text(text)) => *self = Self::Not(Box::new(like(text))),
                    (Operator::In, Value::List(values)) => *self = any(values),
                    (Operator::NotIn, Value::List(values)) => *self = Self::Not(Box::new(any(values))),
                    (_, Value::Text(_)) => {
                        *self = Self::CompareAnyCase {
                            column: *column,
                            operator: *operator,
                            value: std::mem::replace(value, Value::Null),
                        };
                    }
                    _ => {}
                }
            }
            Self::Json(test) => test.ignore_case(),
            Self::Columns(test) => test.any_case = true,
            Self::All(predicates) | Self::Any(predicates) => {
                predicates.iter_mut().for_each(Self::ignore_case);
            }
            Self::Not(predicate) => predicate.ignore_case(),
            Self::CompareAnyCase { .. }
            | Self::Null { .. }
            | Self::Related { .. }
            | Self::Joined { .. }
            | Self::Limited { .. }
            | Self::Aggregate { .. }
            | Self::AggregateNull(_) => {}
        }
    }
}

/// `%` and `_` in what is looked for mean themselves.
pub(crate) fn escape_pattern(part: &str) -> String {
    part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
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
    /// `ILIKE`
    LikeAnyCase,
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
        let equal = |(column, value)| Predicate::equal(column, value);
        Predicate::All(self.values.into_iter().map(equal).collect())
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

#[cfg(test)]
mod tests {
    use super::escape_pattern;

    #[test]
    fn wildcards_mean_themselves() {
        assert_eq!(escape_pattern(r"50%_\"), r"50\%\_\\");
    }
}
