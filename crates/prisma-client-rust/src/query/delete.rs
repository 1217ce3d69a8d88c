//! Deleting rows: `delete`, `delete_many`.

use std::marker::PhantomData;

use crate::assignment::Changes;
use crate::error::Result;
use crate::filter::{Filter, Predicate, UniqueFilter, predicates};
use crate::hook::{self, Action};
use crate::model::Model;
use crate::session::Session;
use crate::shape::Selection;
use crate::{statement, write};

/// Deletes the row with a unique key.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct DeleteOne<'a, M: Model, T = <M as Model>::Data> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    selection: Selection<M, T>,
}

impl<'a, M: Model> DeleteOne<'a, M> {
    pub(crate) fn new(session: &'a Session, unique: UniqueFilter<M>) -> Self {
        Self { session, predicates: vec![unique.into_predicate()], selection: Selection::whole() }
    }

    /// Reads what [`select!`](crate::select) says of what was there instead of all of it.
    pub fn select<T>(self, selection: Selection<M, T>) -> DeleteOne<'a, M, T> {
        DeleteOne { session: self.session, predicates: self.predicates, selection }
    }

    /// Reads what [`include!`](crate::include) says with what was there.
    pub fn include<T>(self, selection: Selection<M, T>) -> DeleteOne<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> DeleteOne<'_, M, T> {
    /// Only if all of these hold for the row as well; else it is [`crate::Error::NotFound`].
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.predicates.extend(predicates(filters));
        self
    }

    /// Sends it; what was there comes back. No row is [`crate::Error::NotFound`].
    pub async fn exec(self) -> Result<T> {
        let Self { session, mut predicates, mut selection } = self;
        let filters = || hook::filtered(M::TABLE, &predicates);
        let operation = session.operation(Some(M::TABLE), Action::Delete, filters, Vec::new);
        session.visible(M::TABLE, &mut predicates);
        session.visible_shape(&mut selection.shape);
        let work = Box::pin(async {
            let deleted = match session.instead_of_delete(M::TABLE) {
                Some(columns) => {
                    let changes = Changes { columns, ..Changes::default() };
                    write::update(session, M::TABLE, predicates, changes, &selection.shape).await?
                }
                None => write::delete(session, M::TABLE, predicates, &selection.shape).await?,
            };
            deleted.decode_one(&selection.read, M::TABLE)
        });
        session.observe(operation, work, |_| 1).await
    }
}

runs_anywhere!(DeleteOne<M, T>, T, |query| {
    let shape = &query.selection.shape;
    shape.relations.is_empty() && !shape.counts()
});

/// Deletes all rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct DeleteMany<'a, M> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    limit: Option<i64>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> DeleteMany<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        Self { session, predicates, limit: None, model: PhantomData }
    }

    /// Deletes so many rows at most, whichever.
    pub fn limit(mut self, rows: u64) -> Self {
        self.limit = Some(rows.try_into().unwrap_or(i64::MAX));
        self
    }

    /// Sends it; answers how many rows went.
    pub async fn exec(self) -> Result<u64> {
        let Self { session, mut predicates, limit, .. } = self;
        let filters = || hook::filtered(M::TABLE, &predicates);
        let operation = session.operation(Some(M::TABLE), Action::DeleteMany, filters, Vec::new);
        session.visible(M::TABLE, &mut predicates);
        if let Some(limit) = limit {
            predicates = vec![Predicate::Limited { predicates, limit }];
        }
        let work = Box::pin(async {
            let (tenant, source) = (session.tenant(), session.source());
            let statement = match session.instead_of_delete(M::TABLE) {
                Some(changes) => statement::update(M::TABLE, tenant, source, predicates, changes, &[]),
                None => statement::delete(M::TABLE, tenant, predicates, &[]),
            };
            Ok(session.execute(&statement).await?.affected)
        });
        session.observe(operation, work, |&deleted| deleted).await
    }
}

runs_anywhere!(DeleteMany<M>, u64, |_query| true, is_counted: true);
