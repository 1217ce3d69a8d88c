//! Changing rows: `update`, `update_many`.

use std::marker::PhantomData;

use crate::assignment::{Changes, Update};
use crate::batch::Query;
use crate::error::{Error, Result};
use crate::fetch::{self, Fetched};
use crate::filter::{Filter, Predicate, UniqueFilter, predicates};
use crate::hook::{self, Action, Operation};
use crate::model::Model;
use crate::session::Session;
use crate::shape::Selection;
use crate::statement::{self, Pick};
use crate::write;

/// Changes the row with a unique key, and what belongs to it.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct UpdateOne<'a, M: Model, T = <M as Model>::Data> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    changes: Changes,
    selection: Selection<M, T>,
}

impl<'a, M: Model> UpdateOne<'a, M> {
    pub(crate) fn new(
        session: &'a Session,
        unique: UniqueFilter<M>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> Self {
        let (predicates, changes) = (vec![unique.into_predicate()], Changes::new(updates));
        Self { session, predicates, changes, selection: Selection::whole() }
    }

    /// Reads what [`select!`](crate::select) says of the changed row instead of all of it.
    pub fn select<T>(self, selection: Selection<M, T>) -> UpdateOne<'a, M, T> {
        let Self { session, predicates, changes, .. } = self;
        UpdateOne { session, predicates, changes, selection }
    }

    /// Reads what [`include!`](crate::include) says with the changed row.
    pub fn include<T>(self, selection: Selection<M, T>) -> UpdateOne<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> UpdateOne<'_, M, T> {
    /// Only if all of these hold for the row as well; else it is [`crate::Error::NotFound`].
    pub fn filter(mut self, filters: impl IntoIterator<Item = Filter<M>>) -> Self {
        self.predicates.extend(predicates(filters));
        self
    }

    /// Sends it; the changed row comes back. No row is [`crate::Error::NotFound`].
    pub async fn exec(self) -> Result<T> {
        let Self { session, mut predicates, changes, mut selection } = self;
        let operation = operation::<M>(session, Action::Update, &predicates, &changes);
        session.visible(M::TABLE, &mut predicates);
        session.visible_shape(&mut selection.shape);
        let work = Box::pin(async {
            let changed = write::update(session, M::TABLE, predicates, changes, &selection.shape).await?;
            changed.decode_one(&selection.read, M::TABLE)
        });
        session.observe(operation, work, |_| 1).await
    }
}

runs_anywhere!(UpdateOne<M, T>, T, |query| {
    let shape = &query.selection.shape;
    query.changes.nested.is_empty() && shape.relations.is_empty() && !shape.counts()
});

fn operation<'a, M: Model>(
    session: &'a Session,
    action: Action,
    predicates: &[Predicate],
    changes: &Changes,
) -> Operation<'a> {
    let writes = || {
        let columns = changes.columns.iter().map(|change| M::TABLE.columns[change.column].field);
        columns.chain(changes.nested.iter().map(|nested| nested.relation.name)).collect()
    };
    session.operation(Some(M::TABLE), action, || hook::filtered(M::TABLE, predicates), writes)
}

/// Changes all rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct UpdateMany<'a, M> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    changes: Changes,
    limit: Option<i64>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> UpdateMany<'a, M> {
    pub(crate) fn new(
        session: &'a Session,
        predicates: Vec<Predicate>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> Self {
        Self { session, predicates, changes: Changes::new(updates), limit: None, model: PhantomData }
    }

    /// Changes so many rows at most, whichever.
    pub fn limit(mut self, rows: u64) -> Self {
        self.limit = Some(rows.try_into().unwrap_or(i64::MAX));
        self
    }

    /// Reads the changed rows.
    pub fn returning(self) -> UpdateManyReturning<'a, M> {
        UpdateManyReturning { update: self, selection: Selection::whole() }
    }

    /// Sends it; answers how many rows matched.
    pub async fn exec(self) -> Result<u64> {
        let session = self.session;
        let operation = operation::<M>(session, Action::UpdateMany, &self.predicates, &self.changes);
        let work = Box::pin(async { Ok(session.execute(&self.into_statement(&[])?).await?.affected) });
        session.observe(operation, work, |&changed| changed).await
    }

    fn into_statement(self, returning: &[Pick]) -> Result<statement::Statement> {
        let Self { session, mut predicates, changes, limit, .. } = self;
        session.visible(M::TABLE, &mut predicates);
        if let Some(limit) = limit {
            predicates = vec![Predicate::Limited { predicates, limit }];
        }
        if let Some(nested) = changes.nested.first() {
            return Err(Error::Configuration(format!(
                "update_many changes columns; the relation {} belongs to an update",
                nested.relation.name
            )));
        }
        let (tenant, source) = (session.tenant(), session.source());
        Ok(statement::update(M::TABLE, tenant, source, predicates, changes.columns, returning))
    }
}

runs_anywhere!(UpdateMany<M>, u64, |_query| true, is_counted: true);

/// Changes all rows that match and reads them.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct UpdateManyReturning<'a, M: Model, T = <M as Model>::Data> {
    update: UpdateMany<'a, M>,
    selection: Selection<M, T>,
}

impl<'a, M: Model> UpdateManyReturning<'a, M> {
    /// Reads what [`select!`](crate::select) says of the changed rows instead of all of them.
    pub fn select<T>(self, selection: Selection<M, T>) -> UpdateManyReturning<'a, M, T> {
        UpdateManyReturning { update: self.update, selection }
    }

    /// Reads what [`include!`](crate::include) says with the changed rows.
    pub fn include<T>(self, selection: Selection<M, T>) -> UpdateManyReturning<'a, M, T> {
        self.select(selection)
    }
}

impl<M: Model, T> UpdateManyReturning<'_, M, T> {
    /// Sends it; the changed rows come back, in no order.
    pub async fn exec(self) -> Result<Vec<T>> {
        let Self { update, mut selection } = self;
        let session = update.session;
        let operation = operation::<M>(session, Action::UpdateMany, &update.predicates, &update.changes);
        session.visible_shape(&mut selection.shape);
        let work = Box::pin(async {
            let picks = fetch::picks(&selection.shape, session.tenant().is_some());
            let rows = session.execute(&update.into_statement(&picks)?).await?.rows;
            let changed: Fetched = fetch::complete(session, rows, &picks, &selection.shape).await?;
            changed.decode(&selection.read)
        });
        session.observe(operation, work, |rows| rows.len() as u64).await
    }
}

impl<M: Model, T: Send> Query for UpdateManyReturning<'_, M, T> {
    type Output = Vec<T>;

    fn session(&self) -> &Session {
        self.update.session
    }

    fn is_single(&self) -> bool {
        self.selection.shape.relations.is_empty()
    }

    async fn exec_in(self, session: &Session) -> Result<Vec<T>> {
        UpdateManyReturning { update: UpdateMany { session, ..self.update }, ..self }.exec().await
    }
}
