//! A connection while a statement runs on it: what happens when nobody waits for the answer any more.

use std::ops::Deref;
use std::time::Duration;

use deadpool_postgres::Object;
use tokio::runtime::Handle;
use tokio_postgres::NoTls;

use crate::metrics::Counters;
use crate::pool::{GRACE, Pool};

/// How long a statement that was left by its caller may go on before it is cancelled. Most are done by then,
/// and their connection is kept.
const PATIENCE: Duration = Duration::from_millis(20);

/// A connection of the pool that one statement runs on. Dropped before [`Self::done`], the statement is
/// left by its caller: the connection goes back once the server has answered, and the server is told to
/// stop where it does not in a moment.
#[derive(Debug)]
pub(crate) struct Lease {
    pool: Pool,
    connection: Option<Object>,
}

impl Lease {
    pub(crate) fn new(pool: &Pool, connection: Object) -> Self {
        Self { pool: pool.clone(), connection: Some(connection) }
    }

    /// The server has answered: back to the pool.
    pub(crate) fn done(mut self) {
        drop(self.connection.take());
    }

    /// The server is silent: nobody else shall wait for it.
    pub(crate) fn discard(mut self) {
        drop(self.connection.take().map(Object::take));
    }
}

impl Deref for Lease {
    type Target = Option<Object>;

    fn deref(&self) -> &Option<Object> {
        &self.connection
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            settle(&self.pool, connection, "");
        }
    }
}

/// Gives a connection back whose last statement nobody waits for, after it has carried out `last`.
pub(crate) fn settle(pool: &Pool, connection: Object, last: &'static str) {
    let Ok(runtime) = Handle::try_current() else {
        drop(Object::take(connection));
        return;
    };
    let pool = pool.clone();
    runtime.spawn(async move {
        let answered = tokio::time::timeout(PATIENCE, connection.batch_execute(last)).await;
        if !matches!(answered, Ok(Ok(()))) {
            cancel(&pool, connection).await;
        }
    });
}

/// Ends what runs on the connection, and the connection with it: the request may come late, and must not
/// meet another's statement.
pub(crate) async fn cancel(pool: &Pool, connection: Object) {
    Counters::count(&pool.counters().cancellations);
    let request = connection.cancel_token();
    // Where the server cannot be reached there is nothing to end either.
    let _ = tokio::time::timeout(GRACE, request.cancel_query(NoTls)).await;
    drop(Object::take(connection));
}
