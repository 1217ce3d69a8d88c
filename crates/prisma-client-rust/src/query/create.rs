//! Storing new rows: `create`, `create_many`, `upsert`.

use std::marker::PhantomData;

use crate::assignment::{Changes, Create, NewRow, Update};
use crate::batch::Query;
use crate::error::Result;
use crate::filter::{Filter, Predicate, UniqueFilter, predicates};
use crate::hook::Action;
use crate::model::Model;
use crate::relation::Arity;
use crate::session::Session;
use crate::shape::Selection;
use crate::statement::Conflict;
use crate::value::Value;
use crate::write;

/// Stores one row, and what belongs to it.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct CreateOne<'a, M: Model, T = <M as Model>::Data> {
    session: &'a Session,
    row: NewRow,
    selection: Selection<M, T>,
}

impl<'a, M: Model> CreateOne<'a, M> {
    pub(crate) fn new(session: &'a Session, row: Create<M>) -> Self {
        Self { session, row: row.row, selection: Selection::whole() }
    }

    /// Reads what [`select!`](crate::select) says of the stored row instead of all of it.
    pub fn select<T>(self, selection: Selection<M, T>) -> CreateOne<'a, M, T> {
        CreateOne { session: self.session, row: self.row, selection }
    }

    /// Reads what [`include!`](crate::include) says with the stored row.
    pub fn include<T>(self, selection: Selection<M, T>) -> CreateOne<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> CreateOne<'_, M, T> {
    /// Sends it; the stored row comes back.
    pub async fn exec(self) -> Result<T> {
        let Self { session, row, mut selection } = self;
        let operation = session.operation(Some(M::TABLE), Action::Create, Vec::new, || written::<M>([&row]));
        session.visible_shape(&mut selection.shape);
        let work = Box::pin(async {
            let stored = write::create(session, M::TABLE, row, &selection.shape).await?;
            stored.decode_one(&selection.read, M::TABLE)
        });
        session.observe(operation, work, |_| 1).await
    }
}

runs_anywhere!(CreateOne<M, T>, T, |query| {
    let shape = &query.selection.shape;
    query.row.nested.is_empty() && shape.relations.is_empty() && !shape.counts()
});

/// The fields that rows say something of.
fn written<'a, M: Model>(rows: impl IntoIterator<Item = &'a NewRow>) -> Vec<&'static str> {
    let mut fields: Vec<_> = rows
        .into_iter()
        .flat_map(|row| {
            let columns = row.values.iter().map(|&(column, _)| M::TABLE.columns[column].field);
            columns.chain(row.nested.iter().map(|nested| nested.relation.name))
        })
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// So many new rows fit into one statement, whatever they have.
const ONE_STATEMENT: usize = 40;

/// Stores many rows.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct CreateMany<'a, M> {
    session: &'a Session,
    rows: Vec<NewRow>,
    conflict: Conflict,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> CreateMany<'a, M> {
    pub(crate) fn new(session: &'a Session, rows: impl IntoIterator<Item = Create<M>>) -> Self {
        let rows = rows.into_iter().map(|create| create.row).collect();
        Self { session, rows, conflict: Conflict::Fail, model: PhantomData }
    }

    /// Leaves out the rows that are there already, instead of failing.
    pub fn skip_duplicates(mut self) -> Self {
        self.conflict = Conflict::Skip;
        self
    }

    /// Reads the rows that were stored, in their order.
    pub fn returning(self) -> CreateManyReturning<'a, M> {
        CreateManyReturning { create: self, selection: Selection::whole() }
    }

    /// Sends it; answers how many rows were stored.
    pub async fn exec(self) -> Result<u64> {
        let Self { session, rows, conflict, .. } = self;
        let operation =
            session.operation(Some(M::TABLE), Action::CreateMany, Vec::new, || written::<M>(&rows));
        let work = Box::pin(write::create_many(session, M::TABLE, rows, conflict));
        session.observe(operation, work, |&stored| stored).await
    }
}

runs_anywhere!(CreateMany<M>, u64, |query| {
    let is_short = query.rows.len() <= ONE_STATEMENT || are_alike::<M>(&query.rows);
    is_short && query.rows.iter().all(|row| row.nested.is_empty())
}, is_counted: true);

/// Whether all rows say something of the same columns, none of which holds a list: then one statement stores them, however
/// many.
fn are_alike<M: Model>(rows: &[NewRow]) -> bool {
    let columns = |row: &NewRow| row.values.iter().map(|(column, _)| *column).collect::<Vec<_>>();
    let has_lists = M::TABLE.columns.iter().any(|column| column.arity == Arity::Many);
    let mut rows = rows.iter().map(columns);
    let first = rows.next();
    !has_lists && rows.all(|row| Some(row) == first)
}

/// Stores many rows and reads them.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct CreateManyReturning<'a, M: Model, T = <M as Model>::Data> {
    create: CreateMany<'a, M>,
    selection: Selection<M, T>,
}

impl<'a, M: Model> CreateManyReturning<'a, M> {
    /// Reads what [`select!`](crate::select) says of the stored rows instead of all of them.
    pub fn select<T>(self, selection: Selection<M, T>) -> CreateManyReturning<'a, M, T> {
        CreateManyReturning { create: self.create, selection }
    }

    /// Reads what [`include!`](crate::include) says with the stored rows.
    pub fn include<T>(self, selection: Selection<M, T>) -> CreateManyReturning<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> CreateManyReturning<'_, M, T> {
    /// Sends it; the stored rows come back.
    pub async fn exec(self) -> Result<Vec<T>> {
        let Self { create: CreateMany { session, rows, conflict, .. }, mut selection } = self;
        let operation =
            session.operation(Some(M::TABLE), Action::CreateMany, Vec::new, || written::<M>(&rows));
        session.visible_shape(&mut selection.shape);
        let work = Box::pin(async {
            let stored =
                write::create_many_returning(session, M::TABLE, rows, conflict, &selection.shape).await?;
            stored.decode(&selection.read)
        });
        session.observe(operation, work, |rows| rows.len() as u64).await
    }
}

impl<M: Model, T: Send> Query for CreateManyReturning<'_, M, T> {
    type Output = Vec<T>;

    fn session(&self) -> &Session {
        self.create.session
    }

    fn is_single(&self) -> bool {
        self.create.is_single() && self.selection.shape.relations.is_empty()
    }

    async fn exec_in(self, session: &Session) -> Result<Vec<T>> {
        CreateManyReturning { create: CreateMany { session, ..self.create }, ..self }.exec().await
    }
}

/// Changes the row with a unique key, or stores one.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct Upsert<'a, M: Model, T = <M as Model>::Data> {
    session: &'a Session,
    key: Vec<(usize, Value)>,
    predicates: Vec<Predicate>,
    row: NewRow,
    changes: Changes,
    selection: Selection<M, T>,
}

impl<'a, M: Model> Upsert<'a, M> {
    pub(crate) fn new(
        session: &'a Session,
        unique: UniqueFilter<M>,
        create: Create<M>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> Self {
        let changes = Changes::new(updates);
        Self {
            session,
            key: unique.values,
            predicates: Vec::new(),
            row: create.row,
            changes,
            selection: Selection::whole(),
        }
    }

    /// Reads what [`select!`](crate::select) says of the stored row instead of all of it.
    pub fn select<T>(self, selection: Selection<M, T>) -> Upsert<'a, M, T> {
        let Self { session, key, predicates, row, changes, .. } = self;
        Upsert { session, key, predicates, row, changes, selection }
    }

    /// Reads what [`include!`](crate::include) says with the stored row.
    pub fn include<T>(self, selection: Selection<M, T>) -> Upsert<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> Upsert<'_, M, T> {
    /// Changes the row only if all of these hold for it as well; else one is stored.
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.predicates.extend(predicates(filters));
        self
    }

    /// Sends it; the stored row comes back. One statement, where no rows that belong to it are written.
    pub async fn exec(self) -> Result<T> {
        let Self { session, key, predicates, row, changes, mut selection } = self;
        let filters = || key.iter().map(|&(column, _)| M::TABLE.columns[column].field).collect();
        let operation = session.operation(Some(M::TABLE), Action::Upsert, filters, || written::<M>([&row]));
        session.visible_shape(&mut selection.shape);
        let work = Box::pin(async {
            let target = write::UpsertTarget { key, predicates };
            let stored = write::upsert(session, M::TABLE, target, row, changes, &selection.shape).await?;
            stored.decode_one(&selection.read, M::TABLE)
        });
        session.observe(operation, work, |_| 1).await
    }
}

runs_anywhere!(Upsert<M, T>, T, |_query| false);
