//! Interactive transactions: several statements that commit together, or not at all.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::Object;
use futures::{FutureExt, future};
use tokio::sync::RwLock;
use tokio_postgres::types::ToSql;

use crate::batch::{self, Batch};
use crate::error::{Error, Result};
use crate::lease;
use crate::pipeline::Turn;
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
        Self::begin_within(session, isolation, None, db).await
    }

    /// The same, if a connection becomes free in that time.
    pub(crate) async fn begin_within(
        session: &Session,
        isolation: IsolationLevel,
        max_wait: Option<Duration>,
        db: impl FnOnce(Session) -> D,
    ) -> Result<Self> {
        let (session, shared) = session.begin(isolation, max_wait).await?;
        Ok(Self { db: db(session), shared })
    }

    /// Whether a statement, or the commit, failed because of other transactions.
    pub(crate) fn conflict(&self) -> Conflict {
        Conflict(self.shared.clone())
    }

    /// Makes everything durable. Fails when a statement failed before: then nothing was stored.
    pub async fn commit(self) -> Result<()> {
        self.shared.commit().await
    }

    /// Runs the queries, and commits. Fails when one of them fails: then nothing was stored.
    ///
    /// Where each is one statement, and answers how many rows it changed (`create_many`, `update_many`, `delete_many`, raw SQL
    /// that is executed), nothing waits for an answer in between: locks are held for as short as can be. After an
    /// error that [`Error::is_outcome_unknown`] nobody knows, as after any commit.
    pub async fn commit_with<B: Batch>(self, batch: B) -> Result<B::Output>
    where
        D: Deref<Target = Session>,
    {
        let Some(count) = batch.statements().filter(|_| B::IS_COUNTED) else {
            let answers = batch::run(batch, &self.db).await?;
            self.commit().await?;
            return Ok(answers);
        };
        self.shared.ends().await;
        let mut lanes = self.db.pipelined_to_the_end(count);
        let queries = batch.run(&self.db, Some(lanes.next_for(Some(count))));
        let (_, turn) = lanes.next_one().ok_or(ENDED)?;
        let (answers, committed) = future::join(queries, self.shared.commit_in_turn(&turn)).await;
        let answers = answers?;
        committed?;
        Ok(answers)
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

/// Whether a transaction was in others' way, as is known after its end.
#[derive(Debug)]
pub(crate) struct Conflict(Arc<Shared>);

impl Conflict {
    pub(crate) fn is_met(&self) -> bool {
        self.0.conflicted.load(Ordering::SeqCst)
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
    /// Other transactions were in its way, or a migration: nothing of it is stored, and it may be tried again.
    conflicted: AtomicBool,
    /// The server is silent.
    lost: AtomicBool,
    /// The handle was dropped while a clone had a statement under way.
    abandoned: AtomicBool,
    /// The last statements are being sent, and the commit behind them: nobody else sends any.
    ending: AtomicBool,
}

const ENDED: Error = Error::TransactionOver("it was committed or rolled back");
const FAILED: Error = Error::TransactionOver("a statement did not succeed, so nothing was stored");

impl Shared {
    pub(crate) async fn begin(
        pool: &Pool,
        isolation: IsolationLevel,
        tenant: Option<&str>,
        max_wait: Option<Duration>,
    ) -> Result<Self> {
        // In its guard before the first message leaves: a caller may drop this future at any time.
        let connection = pool.acquire_within(max_wait).await?;
        let mut open =
            Open { pool: pool.clone(), connection: Some(connection), unanswered: AtomicBool::new(false) };
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
            conflicted: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            abandoned: AtomicBool::new(false),
            ending: AtomicBool::new(false),
        })
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    pub(crate) async fn run(
        &self,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
        turn: Option<&Turn>,
    ) -> Result<Outcome> {
        let answer = {
            let open = self.open.read().await;
            let is_last = turn.is_some_and(Turn::ends);
            let is_over =
                self.abandoned.load(Ordering::SeqCst) || (self.ending.load(Ordering::SeqCst) && !is_last);
            let open = open.as_ref().filter(|_| !is_over).ok_or(ENDED)?;
            let mut failure = FailedUntilDone { failed: &self.failed, open: Some(open), done: false };
            let answer =
                self.pool.within_deadline(session::run(open.connection()?, sql, parameters, turn)).await;
            failure.open = None;
            failure.done = answer.is_ok();
            answer
        };
        if let Err(error) = &answer {
            self.lost.fetch_or(pool::is_lost(error), Ordering::SeqCst);
            let may_be_tried_again = matches!(error, Error::Serialization(_) | Error::StalePlan);
            self.conflicted.fetch_or(may_be_tried_again, Ordering::SeqCst);
            if let Error::StalePlan = error {
                self.pool.forget_statements();
            }
        }
        if self.abandoned.load(Ordering::SeqCst) {
            self.abandon();
        }
        answer
    }

    async fn commit(&self) -> Result<()> {
        self.end(true).await
    }

    async fn rollback(&self) -> Result<()> {
        self.end(false).await
    }

    /// Waits until what clones have under way is answered; from here on they send nothing.
    async fn ends(&self) {
        self.ending.store(true, Ordering::SeqCst);
        drop(self.open.write().await);
    }

    /// Commits when it is its turn; rolls back where a statement is known to have failed by then. Of one that fails later
    /// the server knows.
    async fn commit_in_turn(&self, turn: &Turn) -> Result<()> {
        turn.wait().await;
        if turn.has_failed() || self.failed.load(Ordering::SeqCst) {
            self.rollback().await?;
            return Err(FAILED);
        }
        let ended = {
            let open = self.open.read().await;
            let connection = open.as_ref().ok_or(ENDED)?.connection()?;
            self.pool.within_deadline(async { Ok(connection.batch_execute("COMMIT").await?) }).await
        };
        // Every statement before it is answered.
        let open = self.open.write().await.take().ok_or(ENDED)?;
        self.ended(open, ended)
    }

    async fn end(&self, commits: bool) -> Result<()> {
        let mut open = self.open.write().await.take().ok_or(ENDED)?;
        if open.unanswered.load(Ordering::SeqCst) {
            // Without its connection the transaction is over.
            open.cancel().await;
            return if commits { Err(FAILED) } else { Ok(()) };
        }
        // Asked now, when every statement is answered.
        let has_failed = self.failed.load(Ordering::SeqCst);
        let last = if commits && !has_failed { "COMMIT" } else { "ROLLBACK" };
        let ended =
            self.pool.within_deadline(async { Ok(open.connection()?.batch_execute(last).await?) }).await;
        self.ended(open, ended)?;
        if commits && has_failed { Err(FAILED) } else { Ok(()) }
    }

    /// Gives the connection back.
    fn ended(&self, mut open: Open, ended: Result<()>) -> Result<()> {
        if ended.as_ref().is_err_and(pool::is_lost) {
            open.discard();
        } else {
            open.release();
        }
        if let Err(Error::Serialization(_)) = ended {
            self.conflicted.store(true, Ordering::SeqCst);
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
    /// Where the answer is waited for.
    open: Option<&'a Open>,
    done: bool,
}

impl Drop for FailedUntilDone<'_> {
    fn drop(&mut self) {
        if let Some(open) = self.open {
            open.unanswered.store(true, Ordering::SeqCst);
        }
        if !self.done {
            self.failed.store(true, Ordering::SeqCst);
        }
    }
}

/// A connection with an open transaction. It never goes back to the pool with it.
#[derive(Debug)]
struct Open {
    pool: Pool,
    connection: Option<Object>,
    /// A statement's caller went away before the answer.
    unanswered: AtomicBool,
}

impl Open {
    fn connection(&self) -> Result<&Object> {
        self.connection.as_ref().ok_or(ENDED)
    }

    /// The transaction is over: back to the pool.
    fn release(&mut self) {
        drop(self.connection.take());
    }

    /// A statement still runs: ended, and the connection with it.
    async fn cancel(&mut self) {
        if let Some(connection) = self.connection.take() {
            lease::cancel(&self.pool, connection).await;
        }
    }

    /// The connection is in an unknown state: closed, not pooled.
    fn discard(&mut self) {
        drop(self.connection.take().map(Object::take));
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            if self.unanswered.load(Ordering::SeqCst) {
                lease::settle(&self.pool, connection, "ROLLBACK");
                return;
            }
            // The first poll sends the message, and the server reads in order: whoever gets this connection
            // next finds the transaction gone. Nobody has to wait for the answer.
            let _ = connection.batch_execute("ROLLBACK").now_or_never();
        }
    }
}
