//! Deleting rows: `delete`, `delete_many`.

use std::marker::PhantomData;

use super::the_row;
use crate::error::Result;
use crate::filter::{Predicate, UniqueFilter};
use crate::model::Model;
use crate::session::Session;
use crate::statement;

/// Deletes the row with a unique key.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct DeleteOne<'a, M> {
    session: &'a Session,
    unique: UniqueFilter<M>,
}

impl<'a, M: Model> DeleteOne<'a, M> {
    pub(crate) fn new(session: &'a Session, unique: UniqueFilter<M>) -> Self {
        Self { session, unique }
    }

    /// Sends it; what was there comes back. No row is [`crate::Error::NotFound`].
    pub async fn exec(self) -> Result<M::Data> {
        let tenant = self.session.tenant_of(M::TABLE);
        let statement = statement::delete(M::TABLE, tenant, vec![self.unique.into_predicate()], true);
        the_row::<M>(&self.session.execute(&statement).await?.rows)
    }
}

/// Deletes all rows that match.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct DeleteMany<'a, M> {
    session: &'a Session,
    predicates: Vec<Predicate>,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> DeleteMany<'a, M> {
    pub(crate) fn new(session: &'a Session, predicates: Vec<Predicate>) -> Self {
        Self { session, predicates, model: PhantomData }
    }

    /// Sends it; answers how many rows went.
    pub async fn exec(self) -> Result<u64> {
        let tenant = self.session.tenant_of(M::TABLE);
        let statement = statement::delete(M::TABLE, tenant, self.predicates, false);
        Ok(self.session.execute(&statement).await?.affected)
    }
}
