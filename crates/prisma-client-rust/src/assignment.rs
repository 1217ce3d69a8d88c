//! What a create or an update writes.

use std::marker::PhantomData;

use crate::model::Model;
use crate::scalar::Scalar;
use crate::value::Value;

/// A column's value in a new row of `M`.
#[derive(Debug, Clone)]
pub struct Assignment<M> {
    pub(crate) column: usize,
    pub(crate) value: Value,
    model: PhantomData<fn() -> M>,
}

impl<M> Assignment<M> {
    /// That column of the table's, with that value.
    pub fn new(column: usize, value: Value) -> Self {
        Self { column, value, model: PhantomData }
    }
}

/// A new row of `M`: `signal::create(..)` makes one for `create_many` and `upsert`.
#[derive(Debug, Clone)]
pub struct Create<M> {
    pub(crate) assignments: Vec<Assignment<M>>,
}

impl<M> Create<M> {
    /// A row of the required columns and the others that are set.
    pub fn new<const N: usize>(
        required: [(usize, Value); N],
        others: impl IntoIterator<Item = Assignment<M>>,
    ) -> Self {
        let required = required.into_iter().map(|(column, value)| Assignment::new(column, value));
        Self { assignments: required.chain(others).collect() }
    }

    /// Whose row it is, where it is stored by a database that no tenant limits.
    pub fn of_tenant(mut self, tenant: impl Scalar) -> Self
    where
        M: Model,
    {
        self.assignments.extend(M::TABLE.tenant.map(|column| Assignment::new(column, tenant.into_value())));
        self
    }

    pub(crate) fn into_values(self) -> Vec<(usize, Value)> {
        self.assignments.into_iter().map(|assignment| (assignment.column, assignment.value)).collect()
    }
}

/// A change of one column of rows of `M`.
#[derive(Debug, Clone)]
pub struct Update<M> {
    pub(crate) change: Change,
    model: PhantomData<fn() -> M>,
}

impl<M> Update<M> {
    pub(crate) fn new(column: usize, operation: Operation, value: Value) -> Self {
        Self { change: Change { column, operation, value }, model: PhantomData }
    }
}

impl<M> From<Assignment<M>> for Update<M> {
    fn from(assignment: Assignment<M>) -> Self {
        Self::new(assignment.column, Operation::Set, assignment.value)
    }
}

/// A change, without its model.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) column: usize,
    pub(crate) operation: Operation,
    pub(crate) value: Value,
}

/// How the new value follows from the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Set,
    Increment,
    Decrement,
    Multiply,
    Divide,
    Append,
}

impl Operation {
    /// The operator between the old value and the parameter; `None` where the old value does not matter.
    pub(crate) fn operator(self) -> Option<&'static str> {
        match self {
            Self::Set => None,
            Self::Increment => Some("+"),
            Self::Decrement => Some("-"),
            Self::Multiply => Some("*"),
            Self::Divide => Some("/"),
            Self::Append => Some("||"),
        }
    }
}
