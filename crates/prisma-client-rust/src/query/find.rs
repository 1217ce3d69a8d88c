//! Reading: `find_many`, `find_first`, `find_unique`, `count`.

use std::marker::PhantomData;

use super::decode;
use crate::error::{Error, Result};
use crate::filter::{Predicate, UniqueFilter};
use crate::model::Model;
use crate::order::OrderBy;
use crate::session::Session;
use crate::statement::{self, Lock, Select};

/// Reads the rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct FindMany<'a, M> {
    session: &'a Session,
    select: Select,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> FindMany<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        let select = Select { predicates, ..Select::default() };
        Self { session, select, model: PhantomData }
    }

    /// Adds a key to the order, less significant than those before it.
    pub fn order_by(mut self, order: OrderBy<M>) -> Self {
        self.select.order.push((order.column, order.order));
        self
    }

    /// Starts at this row, itself included (`skip(1)` leaves it out). No such row, no rows.
    pub fn cursor(mut self, cursor: UniqueFilter<M>) -> Self {
        self.select.cursor = Some(cursor.values);
        self
    }

    /// Leaves out so many rows from the start.
    pub fn skip(mut self, rows: i64) -> Self {
        self.select.skip = Some(rows);
        self
    }

    /// At most so many rows; a negative number takes them from the end, in the order asked for.
    pub fn take(mut self, rows: i64) -> Self {
        self.select.take = Some(rows);
        self
    }

    /// Locks the rows until the transaction ends.
    pub fn lock(mut self, lock: Lock) -> Self {
        self.select.lock = Some(lock);
        self
    }

    /// Sends it.
    pub async fn exec(self) -> Result<Vec<M::Data>> {
        let is_backward = self.select.is_backward();
        let statement = statement::select(M::TABLE, self.session.tenant_of(M::TABLE), self.select);
        let rows = self.session.execute(&statement).await?.rows;
        let data = rows.iter().map(decode::<M>);
        if is_backward { data.rev().collect() } else { data.collect() }
    }
}

/// Reads the first row that matches.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct FindFirst<'a, M>(FindMany<'a, M>);

impl<'a, M: Model> FindFirst<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        Self(FindMany::new(session, predicates).take(1))
    }

    /// Adds a key to the order, less significant than those before it.
    pub fn order_by(self, order: OrderBy<M>) -> Self {
        Self(self.0.order_by(order))
    }

    /// Starts at this row, itself included.
    pub fn cursor(self, cursor: UniqueFilter<M>) -> Self {
        Self(self.0.cursor(cursor))
    }

    /// Leaves out so many rows from the start.
    pub fn skip(self, rows: i64) -> Self {
        Self(self.0.skip(rows))
    }

    /// Locks the row until the transaction ends.
    pub fn lock(self, lock: Lock) -> Self {
        Self(self.0.lock(lock))
    }

    /// Sends it.
    pub async fn exec(self) -> Result<Option<M::Data>> {
        Ok(self.0.exec().await?.pop())
    }

    /// Sends it; no row is [`Error::NotFound`].
    pub async fn exec_or_throw(self) -> Result<M::Data> {
        self.exec().await?.ok_or(Error::NotFound { table: M::TABLE.name })
    }
}

/// Reads the row with a unique key.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct FindUnique<'a, M>(FindMany<'a, M>);

impl<'a, M: Model> FindUnique<'a, M> {
    pub(crate) fn new(session: &'a Session, unique: UniqueFilter<M>) -> Self {
        Self(FindMany::new(session, vec![unique.into_predicate()]))
    }

    /// Locks the row until the transaction ends.
    pub fn lock(self, lock: Lock) -> Self {
        Self(self.0.lock(lock))
    }

    /// Sends it.
    pub async fn exec(self) -> Result<Option<M::Data>> {
        Ok(self.0.exec().await?.pop())
    }

    /// Sends it; no row is [`Error::NotFound`].
    pub async fn exec_or_throw(self) -> Result<M::Data> {
        self.exec().await?.ok_or(Error::NotFound { table: M::TABLE.name })
    }
}

/// Counts the rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct Count<'a, M> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> Count<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        Self { session, predicates, model: PhantomData }
    }

    /// Sends it.
    pub async fn exec(self) -> Result<i64> {
        let statement = statement::count(M::TABLE, self.session.tenant_of(M::TABLE), self.predicates);
        let rows = self.session.execute(&statement).await?.rows;
        let row = rows.first().ok_or(Error::NotFound { table: M::TABLE.name })?;
        row.try_get(0).map_err(|error| Error::Decode(error.to_string()))
    }
}
