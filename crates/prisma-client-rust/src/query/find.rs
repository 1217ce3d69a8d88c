//! Reading: `find_many`, `find_first`, `find_unique`, `count`.

use std::marker::PhantomData;

use crate::aggregate::Aggregate;
use crate::batch::{OrThrow, Query};
use crate::error::{Error, Result};
use crate::fetch;
use crate::field::FieldName;
use crate::filter::{Filter, Predicate, UniqueFilter, predicates};
use crate::hook::{self, Action};
use crate::model::Model;
use crate::order::OrderBy;
use crate::session::Session;
use crate::shape::Selection;
use crate::statement::{self, Grouping, Lock, Select};

/// Reads the rows that match, each as a `T`.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct FindMany<'a, M: Model, T = <M as Model>::Data> {
    session: &'a Session,
    select: Select,
    selection: Selection<M, T>,
}

impl<'a, M: Model> FindMany<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        let select = Select { predicates, ..Select::default() };
        Self { session, select, selection: Selection::whole() }
    }

    /// Reads what [`select!`](crate::select) says instead of whole rows.
    pub fn select<T>(self, selection: Selection<M, T>) -> FindMany<'a, M, T> {
        FindMany { session: self.session, select: self.select, selection }
    }

    /// Reads what [`include!`](crate::include) says with the rows.
    pub fn include<T>(self, selection: Selection<M, T>) -> FindMany<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> FindMany<'_, M, T> {
    /// Only rows for which all of these hold, and what was asked before.
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.select.predicates.extend(predicates(filters));
        self
    }

    /// Adds a key to the order, less significant than those before it.
    pub fn order_by(mut self, order: OrderBy<M>) -> Self {
        self.select.order.push(order.key);
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

    /// Of the rows that are equal in these fields only the first, in the order asked for.
    pub fn distinct(mut self, fields: impl IntoIterator<Item = FieldName<M>>) -> Self {
        self.select.distinct.extend(fields.into_iter().map(|field| field.column));
        self
    }

    /// Locks the rows until the transaction ends.
    pub fn lock(mut self, lock: Lock) -> Self {
        self.select.lock = Some(lock);
        self
    }

    /// Sends it.
    pub async fn exec(self) -> Result<Vec<T>> {
        self.exec_as(Action::FindMany).await
    }

    async fn exec_as(self, action: Action) -> Result<Vec<T>> {
        let Self { session, mut select, mut selection } = self;
        let filters = || hook::filtered(M::TABLE, &select.predicates);
        let operation = session.operation(Some(M::TABLE), action, filters, Vec::new);
        session.visible_select(M::TABLE, &mut select, &mut selection.shape);
        let work = Box::pin(async {
            fetch::find(session, M::TABLE, select, &selection.shape).await?.decode(&selection.read)
        });
        session.observe(operation, work, |rows| rows.len() as u64).await
    }

    fn is_single(&self) -> bool {
        self.selection.shape.relations.is_empty()
    }
}

runs_anywhere!(FindMany<M, T>, Vec<T>, |query| FindMany::is_single(query));

/// Reads the first row that matches, as a `T`.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct FindFirst<'a, M: Model, T = <M as Model>::Data>(FindMany<'a, M, T>);

impl<'a, M: Model> FindFirst<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        Self(FindMany::new(session, predicates).take(1))
    }
}

impl<M: Model, T> FindFirst<'_, M, T> {
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

    /// The last row instead of the first, where it is negative.
    pub fn take(self, rows: i64) -> Self {
        Self(self.0.take(rows.signum()))
    }

    /// Of the rows that are equal in these fields only the first, in the order asked for.
    pub fn distinct(self, fields: impl IntoIterator<Item = FieldName<M>>) -> Self {
        Self(self.0.distinct(fields))
    }
}

/// Reads the row with a unique key, as a `T`.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct FindUnique<'a, M: Model, T = <M as Model>::Data>(FindMany<'a, M, T>);

impl<'a, M: Model> FindUnique<'a, M> {
    pub(crate) fn new(session: &'a Session, unique: UniqueFilter<M>) -> Self {
        Self(FindMany::new(session, vec![unique.into_predicate()]))
    }
}

impl<M: Model, T> FindUnique<'_, M, T> {
    /// Only if all of these hold for it as well.
    pub fn filter(self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        Self(self.0.filter(filters))
    }
}

/// What every query has that finds one row at most.
macro_rules! finds_one {
    ($query:ident) => {
        impl<'a, M: Model> $query<'a, M> {
            /// Reads what [`select!`](crate::select) says instead of the whole row.
            pub fn select<T>(self, selection: Selection<M, T>) -> $query<'a, M, T> {
                $query(self.0.select(selection))
            }

            /// Reads what [`include!`](crate::include) says with the row.
            pub fn include<T>(self, selection: Selection<M, T>) -> $query<'a, M, T> {
                self.select(selection)
            }
        }

        impl<M: Model, T> $query<'_, M, T> {
            /// Locks the row until the transaction ends.
            pub fn lock(self, lock: Lock) -> Self {
                Self(self.0.lock(lock))
            }

            /// Sends it.
            pub async fn exec(self) -> Result<Option<T>> {
                Ok(self.0.exec_as(Action::$query).await?.pop())
            }

            /// Sends it; no row is [`Error::NotFound`].
            pub async fn exec_or_throw(self) -> Result<T> {
                self.exec().await?.ok_or(Error::NotFound { table: M::TABLE.name })
            }

            /// The same as a query, for batches: no row is [`Error::NotFound`].
            pub fn or_throw(self) -> OrThrow<Self> {
                OrThrow { query: self, table: M::TABLE.name }
            }
        }

        impl<M: Model, T: Send> Query for $query<'_, M, T> {
            type Output = Option<T>;

            fn session(&self) -> &Session {
                self.0.session
            }

            fn is_single(&self) -> bool {
                self.0.is_single()
            }

            async fn exec_in(self, session: &Session) -> Result<Option<T>> {
                $query(FindMany { session, ..self.0 }).exec().await
            }
        }
    };
}

finds_one!(FindFirst);
finds_one!(FindUnique);

/// Counts the rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct Count<'a, M> {
    session: &'a Session,
    select: Select,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> Count<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        Self { session, select: Select { predicates, ..Select::default() }, model: PhantomData }
    }

    /// Adds a key to the order in which rows are taken.
    pub fn order_by(mut self, order: OrderBy<M>) -> Self {
        self.select.order.push(order.key);
        self
    }

    /// Only rows from this one on.
    pub fn cursor(mut self, cursor: UniqueFilter<M>) -> Self {
        self.select.cursor = Some(cursor.values);
        self
    }

    /// Leaves out so many rows from the start.
    pub fn skip(mut self, rows: i64) -> Self {
        self.select.skip = Some(rows);
        self
    }

    /// Only so many rows; a negative number takes them from the end.
    pub fn take(mut self, rows: i64) -> Self {
        self.select.take = Some(rows);
        self
    }

    /// Sends it.
    pub async fn exec(self) -> Result<i64> {
        let Self { session, mut select, .. } = self;
        let filters = || hook::filtered(M::TABLE, &select.predicates);
        let operation = session.operation(Some(M::TABLE), Action::Count, filters, Vec::new);
        session.visible(M::TABLE, &mut select.predicates);
        let work = Box::pin(async {
            let grouping = Grouping { aggregates: vec![Aggregate::CountAll], ..Grouping::default() };
            let statement = statement::aggregate(M::TABLE, session.tenant(), select, grouping);
            let rows = session.execute(&statement).await?.rows;
            let row = rows.first().ok_or(Error::NotFound { table: M::TABLE.name })?;
            row.try_get(0).map_err(|error| Error::Decode(error.to_string()))
        });
        session.observe(operation, work, |_| 1).await
    }
}

runs_anywhere!(Count<M>, i64, |_query| true);
