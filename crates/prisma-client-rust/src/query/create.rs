//! Storing new rows: `create`, `create_many`, `upsert`.

use std::marker::PhantomData;

use super::the_row;
use crate::assignment::{Change, Create, Update};
use crate::error::Result;
use crate::filter::UniqueFilter;
use crate::model::Model;
use crate::session::Session;
use crate::statement::{self, Conflict};
use crate::value::Value;

/// Stores one row.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct CreateOne<'a, M> {
    session: &'a Session,
    row: Create<M>,
}

impl<'a, M: Model> CreateOne<'a, M> {
    pub(crate) fn new(session: &'a Session, row: Create<M>) -> Self {
        Self { session, row }
    }

    /// Sends it; the stored row comes back.
    pub async fn exec(self) -> Result<M::Data> {
        insert_one::<M>(self.session, self.row, Conflict::Fail).await
    }
}

async fn insert_one<M: Model>(session: &Session, row: Create<M>, conflict: Conflict) -> Result<M::Data> {
    let tenant = session.tenant_of(M::TABLE);
    let rows = vec![row.into_values()];
    let statement = statement::insert(M::TABLE, tenant, session.source(), rows, conflict, true);
    the_row::<M>(&session.execute(&statement).await?.rows)
}

/// Stores many rows in one statement.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct CreateMany<'a, M> {
    session: &'a Session,
    rows: Vec<Vec<(usize, Value)>>,
    conflict: Conflict,
    model: PhantomData<fn() -> M>,
}

impl<'a, M: Model> CreateMany<'a, M> {
    pub(crate) fn new(session: &'a Session, rows: impl IntoIterator<Item = Create<M>>) -> Self {
        let rows = rows.into_iter().map(Create::into_values).collect();
        Self { session, rows, conflict: Conflict::Fail, model: PhantomData }
    }

    /// Leaves out the rows that are there already, instead of failing.
    pub fn skip_duplicates(mut self) -> Self {
        self.conflict = Conflict::Skip;
        self
    }

    /// Sends it; answers how many rows were stored. One statement holds 65,535 values.
    pub async fn exec(self) -> Result<u64> {
        if self.rows.is_empty() {
            return Ok(0);
        }
        let Self { session, rows, conflict, .. } = self;
        let tenant = session.tenant_of(M::TABLE);
        let statement = statement::insert(M::TABLE, tenant, session.source(), rows, conflict, false);
        Ok(session.execute(&statement).await?.affected)
    }
}

/// Changes the row with a unique key, or stores one.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct Upsert<'a, M> {
    session: &'a Session,
    columns: Vec<usize>,
    row: Create<M>,
    changes: Vec<Change>,
}

impl<'a, M: Model> Upsert<'a, M> {
    pub(crate) fn new(
        session: &'a Session,
        unique: UniqueFilter<M>,
        create: Create<M>,
        updates: impl IntoIterator<Item = Update<M>>,
    ) -> Self {
        let columns = unique.values.iter().map(|&(column, _)| column).collect();
        // The new row has the key that was looked for.
        let row = Create::new(
            [],
            unique
                .values
                .into_iter()
                .map(|(column, value)| crate::assignment::Assignment::new(column, value)),
        );
        let row = Create::new([], row.assignments.into_iter().chain(create.assignments));
        Self { session, columns, row, changes: updates.into_iter().map(|update| update.change).collect() }
    }

    /// Sends it, in one statement; the stored row comes back.
    pub async fn exec(self) -> Result<M::Data> {
        let conflict = Conflict::Update { columns: self.columns, changes: self.changes };
        insert_one::<M>(self.session, self.row, conflict).await
    }
}
