//! Filters on what a `Json` field holds: on all of it, or on what stands at a path in it.

use std::marker::PhantomData;

use serde_json::Value as Json;

use crate::field::Field;
use crate::filter::{Filter, Operator, Predicate, escape_pattern, or};
use crate::scalar::{FieldType, Scalar};

/// What stands at a path in a `Json` field of `M`; `post::meta::path(["tags", "0"])` makes one.
///
/// A condition on a text holds of texts alone, one on a list of lists alone: where something else stands there, or
/// nothing, neither the condition holds nor its opposite.
#[derive(Debug)]
#[must_use = "its methods are filters"]
pub struct JsonPath<M> {
    column: usize,
    steps: Vec<String>,
    model: PhantomData<fn() -> M>,
}

impl<M> Clone for JsonPath<M> {
    fn clone(&self) -> Self {
        Self { column: self.column, steps: self.steps.clone(), model: PhantomData }
    }
}

/// A condition on what stands at a path in a column.
#[derive(Debug, Clone)]
pub(crate) struct JsonTest {
    pub(crate) column: usize,
    /// Names of members and positions in lists; none: all that the column holds.
    pub(crate) steps: Vec<String>,
    pub(crate) operation: JsonOperation,
}

/// What is asked of it.
#[derive(Debug, Clone)]
pub(crate) enum JsonOperation {
    /// There is nothing.
    Missing,
    /// It compares so with this; where the operator is one of order, only with its like.
    Compare(Operator, Json),
    /// It is a text of that pattern.
    Like(Operator, String),
    /// It is a list that contains this, or all members of this.
    Contains(Json),
    /// It is a list, of which the member at that position, from the end where it is negative, is this.
    Member(i32, Json),
}

impl JsonTest {
    pub(crate) fn ignore_case(&mut self) {
        if let JsonOperation::Like(operator, _) = &mut self.operation {
            *operator = Operator::LikeAnyCase;
        }
    }
}

impl<M, T: FieldType<Base = Json>, const N: usize, K> Field<M, T, N, K> {
    /// What stands at that path: names of members, and positions in lists, which count from 0 and may be negative.
    pub fn path(steps: impl IntoIterator<Item = impl Into<String>>) -> JsonPath<M> {
        JsonPath { column: N, steps: steps.into_iter().map(Into::into).collect(), model: PhantomData }
    }

    /// All that the field holds.
    pub fn root() -> JsonPath<M> {
        JsonPath { column: N, steps: Vec::new(), model: PhantomData }
    }
}

impl<M, T: Scalar, const N: usize, K> Field<M, Option<T>, N, K>
where
    Option<T>: FieldType<Base = Json>,
{
    /// The field is null, or holds the `null` of JSON.
    pub fn is_any_null() -> Filter<M> {
        JsonPath { column: N, steps: Vec::new(), model: PhantomData }.is_any_null()
    }
}

impl<M> JsonPath<M> {
    /// This stands there. [`Json::Null`] is the `null` of JSON, not that there is nothing.
    pub fn equals(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Compare(Operator::Equals, value.into()))
    }

    /// Something else stands there.
    pub fn not(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Compare(Operator::NotEquals, value.into()))
    }

    /// There is nothing: the path leads nowhere, or the field itself is null.
    pub fn is_null(self) -> Filter<M> {
        self.test(JsonOperation::Missing)
    }

    /// There is something, be it the `null` of JSON.
    pub fn is_not_null(self) -> Filter<M> {
        Filter::new(Predicate::Not(Box::new(self.is_null().predicate)))
    }

    /// There is nothing, or the `null` of JSON.
    pub fn is_any_null(self) -> Filter<M> {
        or([self.clone().equals(Json::Null), self.is_null()])
    }

    /// A text that has this in it.
    pub fn string_contains(self, part: impl AsRef<str>) -> Filter<M> {
        self.like(format!("%{}%", escape_pattern(part.as_ref())))
    }

    /// A text that begins with this.
    pub fn string_starts_with(self, part: impl AsRef<str>) -> Filter<M> {
        self.like(format!("{}%", escape_pattern(part.as_ref())))
    }

    /// A text that ends with this.
    pub fn string_ends_with(self, part: impl AsRef<str>) -> Filter<M> {
        self.like(format!("%{}", escape_pattern(part.as_ref())))
    }

    /// A list that contains this or, if it is a list itself, all of its members.
    pub fn array_contains(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Contains(value.into()))
    }

    /// A list that begins with this.
    pub fn array_starts_with(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Member(0, value.into()))
    }

    /// A list that ends with this.
    pub fn array_ends_with(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Member(-1, value.into()))
    }

    /// Less than this: a number than a number, a text than a text.
    pub fn lt(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Compare(Operator::Less, value.into()))
    }

    /// This or less.
    pub fn lte(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Compare(Operator::LessOrEqual, value.into()))
    }

    /// More than this.
    pub fn gt(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Compare(Operator::Greater, value.into()))
    }

    /// This or more.
    pub fn gte(self, value: impl Into<Json>) -> Filter<M> {
        self.test(JsonOperation::Compare(Operator::GreaterOrEqual, value.into()))
    }

    fn like(self, pattern: String) -> Filter<M> {
        self.test(JsonOperation::Like(Operator::Like, pattern))
    }

    fn test(self, operation: JsonOperation) -> Filter<M> {
        Filter::new(Predicate::Json(JsonTest { column: self.column, steps: self.steps, operation }))
    }
}
