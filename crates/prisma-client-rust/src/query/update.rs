//! Changing rows: `update`, `update_many`.

use std::marker::PhantomData;

use super::the_row;
use crate::assignment::{Change, Update};
use crate::error::Result;
use crate::filter::{Predicate, UniqueFilter};
use crate::model::Model;
use crate::session::Session;
use crate::statement;

/// Changes the row with a unique key.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct UpdateOne<'a, M>(UpdateMany<'a, M>);

impl<'a, M: Model> UpdateOne<'a, M> {
    pub(crate) fn new(
        session: &'a Session,
        unique: UniqueFilter<M>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> Self {
        Self(UpdateMany::new(session, vec![unique.into_predicate()], updates))
    }

    /// Sends it; the changed row comes back. No row is [`crate::Error::NotFound`].
    pub async fn exec(self) -> Result<M::Data> {
        let session = self.0.session;
        the_row::<M>(&session.execute(&self.0.into_statement(true)).await?.rows)
    }
}

/// Changes all rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct UpdateMany<'a, M> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    changes: Vec<Change>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> UpdateMany<'a, M> {
    pub(crate) fn new(
        session: &'a Session,
        predicates: Vec<Predicate>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> Self {
        let changes = updates.into_iter().map(|update| update.change).collect();
        Self { session, predicates, changes, model: PhantomData }
    }

    /// Sends it; answers how many rows matched.
    pub async fn exec(self) -> Result<u64> {
        let session = self.session;
        Ok(session.execute(&self.into_statement(false)).await?.affected)
    }

    fn into_statement(self, returning: bool) -> statement::Statement {
        let tenant = self.session.tenant_of(M::TABLE);
        statement::update(M::TABLE, tenant, self.session.source(), self.predicates, self.changes, returning)
    }
}
