//! What a create or an update writes: columns, and the rows that belong to the row.

use std::marker::PhantomData;

use crate::filter::Predicate;
use crate::model::Model;
use crate::relation::Relation;
use crate::scalar::Scalar;
use crate::value::Value;

/// A column's value in a new row of `M`, or what becomes of the rows that belong to it.
#[derive(Debug, Clone)]
pub struct Assignment<M> {
    pub(crate) written: Written,
    model: PhantomData<fn() -> M>,
}

#[derive(Debug, Clone)]
pub(crate) enum Written {
    Column(usize, Value),
    Nested(NestedWrite),
}

impl<M> Assignment<M> {
    /// That column of the table's, with that value.
    pub fn new(column: usize, value: Value) -> Self {
        Self { written: Written::Column(column, value), model: PhantomData }
    }
}

impl<M> From<NestedWrite> for Assignment<M> {
    fn from(nested: NestedWrite) -> Self {
        Self { written: Written::Nested(nested), model: PhantomData }
    }
}

/// A new row of `M`: `signal::create(..)` makes one for `create_many`, `upsert` and nested writes.
#[derive(Debug, Clone)]
pub struct Create<M> {
    pub(crate) row: NewRow,
    model: PhantomData<fn() -> M>,
}

impl<M> Create<M> {
    /// A row of the required columns and the others that are set.
    pub fn new<const N: usize>(
        required: [(usize, Value); N],
        others: impl IntoIterator<Item = Assignment<M>>,
    ) -> Self {
        let mut row = NewRow { values: required.into(), nested: Vec::new() };
        for other in others {
            match other.written {
                Written::Column(column, value) => row.values.push((column, value)),
                Written::Nested(nested) => row.nested.push(nested),
            }
        }
        Self { row, model: PhantomData }
    }

    /// Whose row it is, where it is stored by a database that no tenant limits.
    pub fn of_tenant(mut self, tenant: impl Scalar) -> Self
    where
        M: Model,
    {
        self.row.values.extend(M::TABLE.tenant.map(|column| (column, tenant.into_value())));
        self
    }
}

/// A new row of `M` without the columns that say whose it is by relation `R`: what is created under a row
/// belongs to that row.
#[derive(Debug, Clone)]
pub struct CreateWithout<M, const R: usize>(Create<M>);

impl<M, const R: usize> CreateWithout<M, R> {
    /// A row of the required columns that are not the relation's, and the others that are set.
    pub fn new<const N: usize>(
        required: [(usize, Value); N],
        others: impl IntoIterator<Item = Assignment<M>>,
    ) -> Self {
        Self(Create::new(required, others))
    }

    /// Whose row it is, where it is stored by a database that no tenant limits.
    pub fn of_tenant(self, tenant: impl Scalar) -> Self
    where
        M: Model,
    {
        Self(self.0.of_tenant(tenant))
    }

    /// The whole row: it belongs to the row that is connected or created.
    pub fn under(mut self, parent: Link<M, R>) -> Create<M> {
        self.0.row.nested.push(parent.nested);
        self.0
    }
}

/// What becomes of the row that relation `R` of `M` leads to.
#[derive(Debug, Clone)]
pub struct Link<M, const R: usize> {
    pub(crate) nested: NestedWrite,
    model: PhantomData<fn() -> M>,
}

impl<M, const R: usize> From<NestedWrite> for Link<M, R> {
    fn from(nested: NestedWrite) -> Self {
        Self { nested, model: PhantomData }
    }
}

/// A row that can be created under another.
pub trait Row {
    #[doc(hidden)]
    fn into_row(self) -> NewRow;
}

impl<M> Row for Create<M> {
    fn into_row(self) -> NewRow {
        self.row
    }
}

impl<M, const R: usize> Row for CreateWithout<M, R> {
    fn into_row(self) -> NewRow {
        self.0.row
    }
}

/// A change of one column of rows of `M`, or of the rows that belong to them.
#[derive(Debug, Clone)]
pub struct Update<M> {
    pub(crate) update: Updated,
    model: PhantomData<fn() -> M>,
}

#[derive(Debug, Clone)]
pub(crate) enum Updated {
    Column(Change),
    Nested(NestedWrite),
}

impl<M> Update<M> {
    pub(crate) fn new(column: usize, operation: Operation, value: Value) -> Self {
        Self { update: Updated::Column(Change { column, operation, value }), model: PhantomData }
    }
}

impl<M> From<Assignment<M>> for Update<M> {
    fn from(assignment: Assignment<M>) -> Self {
        match assignment.written {
            Written::Column(column, value) => Self::new(column, Operation::Set, value),
            Written::Nested(nested) => nested.into(),
        }
    }
}

impl<M> From<NestedWrite> for Update<M> {
    fn from(nested: NestedWrite) -> Self {
        Self { update: Updated::Nested(nested), model: PhantomData }
    }
}

/// A new row, without its model.
#[derive(Debug, Clone, Default)]
pub struct NewRow {
    pub(crate) values: Vec<(usize, Value)>,
    pub(crate) nested: Vec<NestedWrite>,
}

/// Changes of a row, without its model.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes {
    pub(crate) columns: Vec<Change>,
    pub(crate) nested: Vec<NestedWrite>,
}

impl Changes {
    pub(crate) fn new<M>(updates: impl IntoIterator<Item = Update<M>>) -> Self {
        let mut changes = Self::default();
        for update in updates {
            match update.update {
                Updated::Column(change) => changes.columns.push(change),
                Updated::Nested(nested) => changes.nested.push(nested),
            }
        }
        changes
    }
}

/// A change, without its model.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) column: usize,
    pub(crate) operation: Operation,
    pub(crate) value: Value,
}

/// What becomes of the rows that belong to the one that is written.
#[derive(Debug, Clone)]
pub struct NestedWrite {
    pub(crate) relation: &'static Relation,
    pub(crate) what: Nested,
}

/// The values of a unique key.
pub(crate) type UniqueKey = Vec<(usize, Value)>;

#[derive(Debug, Clone)]
pub(crate) enum Nested {
    /// New rows.
    Create(Vec<NewRow>),
    /// New rows, those that are there already left out.
    CreateSkipping(Vec<NewRow>),
    /// Rows that exist belong to it from now on.
    Connect(Vec<UniqueKey>),
    /// The same, where they exist; new ones otherwise.
    ConnectOrCreate(Vec<(UniqueKey, NewRow)>),
    /// These no longer belong to it; `None`: whatever the relation leads to.
    Disconnect(Option<Vec<UniqueKey>>),
    /// These belong to it, and no others.
    Set(Vec<UniqueKey>),
    /// The row that belongs to it and has the key, where one is given, changes.
    Update(Option<UniqueKey>, Box<Changes>),
    /// The same, or a new one where there is none.
    Upsert(Option<UniqueKey>, Box<NewRow>, Box<Changes>),
    /// The rows that belong to it and match change.
    UpdateMany(Vec<Predicate>, Box<Changes>),
    /// These rows, which belong to it, go; `None`: whatever the relation leads to.
    Delete(Option<Vec<UniqueKey>>),
    /// The rows that belong to it and match go.
    DeleteMany(Vec<Predicate>),
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
