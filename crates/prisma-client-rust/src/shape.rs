//! What is read of a row: some of its columns, and the rows that belong to it.

use std::fmt;
use std::marker::PhantomData;

use crate::error::Result;
use crate::model::{Model, Table};
use crate::reader::{Decode, Reader};
use crate::relation::Relation;
use crate::statement::{self, Pick};

/// What is read of a row of `M`, and the type `T` that it becomes. [`select!`](crate::select) and
/// [`include!`](crate::include) make one.
#[must_use = "a query takes it with `select` or `include`"]
pub struct Selection<M, T> {
    pub(crate) shape: Shape,
    pub(crate) read: Read<T>,
    model: PhantomData<fn() -> M>,
}

/// How a row is decoded.
pub type Read<T> = Box<dyn Fn(&mut Reader<'_>) -> Result<T> + Send + Sync>;

impl<M, T> Selection<M, T> {
    /// The parts, and how they become a `T`: it reads them in the same order.
    pub fn new(
        parts: impl IntoIterator<Item = Part>,
        read: impl Fn(&mut Reader<'_>) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        let mut shape = Shape::default();
        for part in parts {
            shape.add(part);
        }
        Self { shape, read: Box::new(read), model: PhantomData }
    }

    pub(crate) fn whole() -> Self
    where
        M: Model<Data = T>,
        T: Decode,
    {
        Self { shape: Shape::whole(M::TABLE), read: Box::new(T::decode), model: PhantomData }
    }
}

impl<M, T> fmt::Debug for Selection<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shape.fmt(f)
    }
}

/// A type that says what is read of `M`'s rows: `select!` and `include!` declare such types.
pub trait View: Sized {
    /// The model whose rows it is read from.
    type Model: Model;
    /// What is read.
    fn selection() -> Selection<Self::Model, Self>;
}

/// A type of numbers of rows that belong to a row of `M`: `select!` declares such types.
pub trait Counts<M>: Sized {
    /// What is counted.
    fn counts() -> Selected<Self>;
}

/// A field or relation that a declared type may read as a `T`: a field as what its own type becomes, a relation as a
/// [`View`] of its rows.
#[diagnostic::on_unimplemented(
    message = "this field or relation is not read as a `{T}`",
    note = "a field is read as its own type, or as one that is made `From` it",
    note = "a relation is read as a type that `select!` declares: `T`, `Option<T>` or `Vec<T>`, as its arity is"
)]
pub trait ReadAs<T> {
    #[doc(hidden)]
    fn read_as() -> Selected<T>;
}

/// A selection without its types.
#[derive(Debug, Default, Clone)]
pub(crate) struct Shape {
    pub(crate) picks: Vec<Pick>,
    pub(crate) relations: Vec<Related>,
}

/// The rows of a relation that are read along.
#[derive(Debug, Clone)]
pub(crate) struct Related {
    pub(crate) relation: &'static Relation,
    pub(crate) select: statement::Select,
    pub(crate) shape: Shape,
}

impl Shape {
    /// All columns, no relations.
    pub(crate) fn whole(table: &Table) -> Self {
        Self { picks: (0..table.columns.len()).map(Pick::Column).collect(), relations: Vec::new() }
    }

    /// Whether related rows are counted, which a statement that writes sees as they were before it.
    pub(crate) fn counts(&self) -> bool {
        self.picks.iter().any(|pick| matches!(pick, Pick::Count(..)))
    }

    fn add(&mut self, part: Part) {
        match part.0 {
            Kind::Whole(table) => self.picks.extend((0..table.columns.len()).map(Pick::Column)),
            Kind::Pick(pick) => self.picks.push(pick),
            Kind::Counts(counts) => self.picks.extend(counts),
            Kind::Related(related) => self.relations.push(*related),
        }
    }
}

/// A part of a selection.
#[derive(Debug, Clone)]
pub struct Part(pub(crate) Kind);

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Whole(&'static Table),
    Pick(Pick),
    Counts(Vec<Pick>),
    Related(Box<Related>),
}

/// A part of a selection, and the type `T` that it becomes.
#[must_use = "`select!` and `include!` put parts together"]
pub struct Selected<T> {
    part: Part,
    read: Read<T>,
}

impl<T> Selected<T> {
    pub(crate) fn new(
        kind: Kind,
        read: impl Fn(&mut Reader<'_>) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        Self { part: Part(kind), read: Box::new(read) }
    }

    /// The same part, read as something else.
    pub fn map<U>(self, map: impl Fn(T) -> U + Send + Sync + 'static) -> Selected<U>
    where
        T: 'static,
    {
        let Self { part, read } = self;
        Selected { part, read: Box::new(move |reader| read(reader).map(&map)) }
    }

    /// All columns of the row itself.
    pub fn whole<M: Model<Data = T>>() -> Self
    where
        T: Decode,
    {
        Self::new(Kind::Whole(M::TABLE), T::decode)
    }

    /// The part, and how it is read.
    #[doc(hidden)]
    pub fn into_parts(self) -> (Part, Read<T>) {
        (self.part, self.read)
    }
}

impl<T> Selected<T> {
    /// Numbers of rows, read together.
    pub fn counts(
        counts: impl IntoIterator<Item = Selected<i64>>,
        read: impl Fn(&mut Reader<'_>) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        let picks = counts.into_iter().filter_map(|count| match count.part.0 {
            Kind::Pick(pick) => Some(pick),
            Kind::Whole(_) | Kind::Counts(_) | Kind::Related(_) => None,
        });
        Self::new(Kind::Counts(picks.collect()), read)
    }
}

impl<T> fmt::Debug for Selected<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.part.fmt(f)
    }
}

/// What may stand in a selection.
pub trait Select {
    /// What it becomes.
    type Output;
    /// As a part of a selection.
    fn selected(self) -> Selected<Self::Output>;
}

/// A field whose type does not depend on what is read of it.
pub trait Typed {
    /// That type.
    type Type;
}

impl<T> Select for Selected<T> {
    type Output = T;

    fn selected(self) -> Self {
        self
    }
}
