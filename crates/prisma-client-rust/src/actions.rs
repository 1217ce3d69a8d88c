//! What can be done with one model's rows.

use std::marker::PhantomData;

use crate::aggregate::Computation;
use crate::assignment::{Create, Update};
use crate::filter::{Filter, UniqueFilter, predicates};
use crate::model::{Model, Writable};
use crate::query;
use crate::session::Session;

/// The statements on model `M`. Each is built by its functions and sent by `exec`.
#[derive(Debug)]
pub struct Actions<'a, M> {
    session: &'a Session,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> Actions<'a, M> {
    /// The statements on `M` that run in that session.
    pub fn new(session: &'a Session) -> Self {
        Self { session, model: PhantomData }
    }

    /// All rows that match.
    pub fn find_many(&self, filters: impl IntoIterator<Item = Filter<M>>) -> query::FindMany<'a, M> {
        query::FindMany::new(self.session, predicates(filters))
    }

    /// The first row that matches.
    pub fn find_first(&self, filters: impl IntoIterator<Item = Filter<M>>) -> query::FindFirst<'a, M> {
        query::FindFirst::new(self.session, predicates(filters))
    }

    /// The row with that unique key.
    pub fn find_unique(&self, unique: UniqueFilter<M>) -> query::FindUnique<'a, M> {
        query::FindUnique::new(self.session, unique)
    }

    /// Computes something of all rows that match: `aggregate([], (count(), post::views::sum()))`.
    pub fn aggregate<C: Computation<M>>(
        &self,
        filters: impl IntoIterator<Item = Filter<M>>,
        computation: C,
    ) -> query::Aggregate<'a, M, C> {
        query::Aggregate::new(self.session, predicates(filters), computation)
    }

    /// Computes something of each group of rows: `group_by((post::author_id::key(), count()))`.
    pub fn group_by<C: Computation<M>>(&self, computation: C) -> query::GroupBy<'a, M, C> {
        query::GroupBy::new(self.session, computation)
    }

    /// How many rows match.
    pub fn count(&self, filters: impl IntoIterator<Item = Filter<M>>) -> query::Count<'a, M> {
        query::Count::new(self.session, predicates(filters))
    }
}

impl<'a, M: Writable> Actions<'a, M> {
    /// Stores one row. The client's own `create` takes the required fields one by one.
    pub fn create_row(&self, row: Create<M>) -> query::CreateOne<'a, M> {
        query::CreateOne::new(self.session, row)
    }

    /// Stores all the rows, or none.
    pub fn create_many(&self, rows: impl IntoIterator<Item = Create<M>>) -> query::CreateMany<'a, M> {
        query::CreateMany::new(self.session, rows)
    }

    /// Changes the row with that unique key.
    pub fn update(
        &self,
        unique: UniqueFilter<M>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> query::UpdateOne<'a, M> {
        query::UpdateOne::new(self.session, unique, updates)
    }

    /// Changes all rows that match.
    pub fn update_many(
        &self,
        filters: impl IntoIterator<Item = Filter<M>>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> query::UpdateMany<'a, M> {
        query::UpdateMany::new(self.session, predicates(filters), updates)
    }

    /// Changes the row with that unique key, or stores one that has it.
    pub fn upsert(
        &self,
        unique: UniqueFilter<M>,
        create: Create<M>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> query::Upsert<'a, M> {
        query::Upsert::new(self.session, unique, create, updates)
    }

    /// Deletes the row with that unique key.
    pub fn delete(&self, unique: UniqueFilter<M>) -> query::DeleteOne<'a, M> {
        query::DeleteOne::new(self.session, unique)
    }

    /// Deletes all rows that match.
    pub fn delete_many(&self, filters: impl IntoIterator<Item = Filter<M>>) -> query::DeleteMany<'a, M> {
        query::DeleteMany::new(self.session, predicates(filters))
    }
}
