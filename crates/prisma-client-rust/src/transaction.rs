//! Interactive transactions: several statements that commit together, or not at all.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::Object;
use futures::FutureExt;
use tokio::sync::RwLock;
use tokio_postgres::types::ToSql;

use crate::error::{Error, Result};
use crate::pool::{self, Pool};
use crate::session::{self, Outcome, Session};

/// What concurrent transactions may see of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IsolationLevel {
    /// Each statement sees what was committed before it.
    #[default]
    ReadCommitted,
    /// All statements see what was committed before the first.
    RepeatableRead,
    /// As if transactions ran one after another; be ready to try again.
    Serializable,
}

impl IsolationLevel {
    fn begin(self) -> &'static str {
        match self {
            Self::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED",
            Self::RepeatableRead => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            Self::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        }
    }
}

/// A transaction, used as the database `D` that it was begun on. Dropped without a commit, it rolls back.
#[derive(Debug)]
pub struct Transaction<D> {
    db: D,
    shared: Arc<Shared>,
}

impl<D> Transaction<D> {
    /// Begins a transaction on the session; `db` dresses the session that runs in it.
    pub async fn begin(
        session: &Session,
        isolation: IsolationLevel,
        db: impl FnOnce(Session) -> D,
    ) -> Result<Self> {
        let (session, shared) = session.begin(isolation).await?;
        Ok(Self { db: db(session), shared })
    }

    /// Makes everything durable. Fails when a statement failed before: then nothing was stored.
    pub async fn commit(self) -> Result<()> {
        self.shared.commit().await
    }

    /// Undoes everything, and waits until it is done.
    pub async fn rollback(self) -> Result<()> {
        self.shared.rollback().await
    }
}

impl<D> Deref for Transaction<D> {
    type Target = D;

    fn deref(&self) -> &D {
        &self.db
    }
}

impl<D> Drop for Transaction<D> {
    fn drop(&mut self) {
        self.shared.abandon();
    }
}

/// A transaction's connection, shared by its handle and the databases cloned from it. Ending the
/// transaction takes the connection away from all of them.
#[derive(Debug)]
pub(crate) struct Shared {
    pool: Pool,
    open: RwLock<Option<Open>>,
    /// A statement failed, or its future was dropped and nobody knows: the server may refuse whatever
    /// follows, and answer a commit by silently rolling back.
    failed: AtomicBool,
    /// The server is silent.
    lost: AtomicBool,
    /// The handle was dropped while a clone had a statement under way.
    abandoned: AtomicBool,
}

const ENDED: Error = Error::TransactionOver("it was committed or rolled back");

impl Shared {
    pub(crate) async fn begin(pool: &Pool, isolation: IsolationLevel, tenant: Option<&str>) -> Result<Self> {
        // In its guard before the first message leaves: a caller may drop this future at any time.
        let mut open = Open { connection: Some(pool.acquire().await?) };
        let begun = pool
            .within_deadline(async {
                let connection = open.connection()?;
                let begin = async { Ok(connection.batch_execute(isolation.begin()).await?) };
                match tenant {
                    Some(tenant) => {
                        futures::try_join!(begin, session::set_tenant(connection, tenant)).map(|_| ())
                    }
                    None => begin.await,
                }
            })
            .await;
        if let Err(error) = begun {
            open.discard();
            return Err(error);
        }
        Ok(Self {
            pool: pool.clone(),
            open: RwLock::new(Some(open)),
            failed: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            abandoned: AtomicBool::new(false),
        })
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    pub(crate) async fn run(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Outcome> {
        let answer = {
            let open = self.open.read().await;
            let mut failure = FailedUntilDone { failed: &self.failed, done: false };
            let connection = open.as_ref().filter(|_| !self.abandoned.load(Ordering::SeqCst)).ok_or(ENDED)?;
            let answer =
                self.pool.within_deadline(session::run(connection.connection()?, sql, parameters)).await;
            failure.done = answer.is_ok();
            answer
        };
        if let Err(error) = &answer {
            self.lost.fetch_or(pool::is_lost(error), Ordering::SeqCst);
        }
        if self.abandoned.load(Ordering::SeqCst) {
            self.abandon();
        }
        answer
    }

    async fn commit(&self) -> Result<()> {
        if self.failed.load(Ordering::SeqCst) {
            self.rollback().await?;
            return Err(Error::TransactionOver("a statement did not succeed, so nothing was stored"));
        }
        self.end("COMMIT").await
    }

    async fn rollback(&self) -> Result<()> {
        self.end("ROLLBACK").await
    }

    async fn end(&self, sql: &str) -> Result<()> {
        let mut open = self.open.write().await.take().ok_or(ENDED)?;
        let ended =
            self.pool.within_deadline(async { Ok(open.connection()?.batch_execute(sql).await?) }).await;
        if ended.as_ref().is_err_and(pool::is_lost) {
            open.discard();
        } else {
            open.release();
        }
        ended
    }

    /// Rolls back now; or, where a clone is in the middle of a statement, when that is over.
    fn abandon(&self) {
        self.abandoned.store(true, Ordering::SeqCst);
        if let Ok(mut open) = self.open.try_write() {
            match open.take() {
                Some(mut open) if self.lost.load(Ordering::SeqCst) => open.discard(),
                open => drop(open),
            }
        }
    }
}

/// Marks the transaction as failed, unless the statement was seen to succeed.
struct FailedUntilDone<'a> {
    failed: &'a AtomicBool,
    done: bool,
}

impl Drop for FailedUntilDone<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.failed.store(true, Ordering::SeqCst);
        }
    }
}

/// A connection with an open transaction. It never goes back to the pool with it.
#[derive(Debug)]
struct Open {
    connection: Option<Object>,
}

impl Open {
    fn connection(&self) -> Result<&Object> {
        self.connection.as_ref().ok_or(ENDED)
    }

    /// The transaction is over: back to the pool.
    fn release(&mut self) {
        drop(self.connection.take());
    }

    /// The connection is in an unknown state: closed, not pooled.
    fn discard(&mut self) {
        drop(self.connection.take().map(Object::take));
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // The first poll sends the message, and the server reads in order: whoever gets this connection
            // next finds the transaction gone. Nobody has to wait for the answer.
            let _ = connection.batch_execute("ROLLBACK").now_or_never();
        }
    }
}
