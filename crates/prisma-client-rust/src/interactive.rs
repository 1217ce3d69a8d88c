//! Interactive transactions as a closure: committed when it is well, rolled back whatever else happens.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::metrics::Counters;
use crate::session::Session;
use crate::source::Source;
use crate::transaction::{IsolationLevel, Transaction};

/// A client that runs in a session: what generated code's `Db` is.
pub trait Database: Clone {
    /// Where its statements run.
    fn session(&self) -> &Session;
    /// The same client in another session of the same scope.
    fn in_session(session: Session) -> Self;
}

/// A transaction that a closure runs in: `db._transaction().run(|tx| async move { .. }).await`.
///
/// It is committed when the closure answers `Ok`; it is rolled back when it answers `Err`, panics, is
/// dropped, or takes longer than it may. What the closure kept of it is of no use afterwards.
#[derive(Debug)]
#[must_use = "`run` runs it"]
pub struct InteractiveTransaction<'a, D> {
    db: &'a D,
    isolation: IsolationLevel,
    max_wait: Duration,
    timeout: Duration,
}

impl<'a, D: Database> InteractiveTransaction<'a, D> {
    /// With Prisma's limits: 2 s for a connection, 5 s for the transaction.
    pub fn new(db: &'a D) -> Self {
        Self {
            db,
            isolation: IsolationLevel::default(),
            max_wait: Duration::from_secs(2),
            timeout: Duration::from_secs(5),
        }
    }

    /// How long a connection is waited for.
    pub fn max_wait(self, max_wait: Duration) -> Self {
        Self { max_wait, ..self }
    }

    /// How long it may take, from its beginning to its commit. Then it ends with
    /// [`Error::TransactionExpired`], and what runs on the server is cancelled.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// What it may see of others.
    pub fn isolation_level(self, isolation: IsolationLevel) -> Self {
        Self { isolation, ..self }
    }

    /// Tries it again when others were in its way; the closure is then called again, from the start.
    pub fn retry(self, retry: Retry) -> RetriedTransaction<'a, D> {
        RetriedTransaction { transaction: self, retry }
    }

    /// Runs the closure in it.
    pub async fn run<T, E, F>(self, work: impl FnOnce(D) -> F) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
        E: From<Error>,
    {
        self.attempt(work).await.map_err(|(error, _)| error)
    }

    /// Runs it once; an error comes with whether others were in its way, so that nothing was stored.
    async fn attempt<T, E, F>(&self, work: impl FnOnce(D) -> F) -> Result<T, (E, bool)>
    where
        F: Future<Output = Result<T, E>>,
        E: From<Error>,
    {
        let session = self.db.session();
        let begun =
            Transaction::begin_within(session, self.isolation, Some(self.max_wait), D::in_session).await;
        let transaction = begun.map_err(|error| (E::from(error), false))?;
        let conflict = transaction.conflict();
        let done = tokio::time::timeout(self.timeout, work(D::clone(&transaction))).await;
        let ended = match done {
            Ok(Ok(value)) => transaction.commit().await.map(|()| value).map_err(E::from),
            Ok(Err(error)) => {
                // That it is undone is sure either way; why it was is the closure's to say.
                let _ = transaction.rollback().await;
                Err(error)
            }
            Err(_) => {
                let _ = transaction.rollback().await;
                Err(Error::TransactionExpired { timeout: self.timeout }.into())
            }
        };
        ended.map_err(|error| (error, conflict.is_met()))
    }
}

/// How often a transaction is tried again, and how long is waited in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// The most attempts, the first included.
    pub attempts: u32,
    /// What the first wait is at most; each is up to twice as long as the one before it.
    pub base: Duration,
    /// No wait is longer.
    pub max: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 5, base: Duration::from_millis(10), max: Duration::from_secs(1) }
    }
}

impl Retry {
    /// A wait after that many attempts: anything between half of the limit and the limit, so that two which
    /// met do not meet again.
    fn wait(&self, attempts: u32, source: &dyn Source) -> Duration {
        let limit = self.base.saturating_mul(1 << attempts.saturating_sub(1).min(20)).min(self.max);
        let (random, _) = source.uuid_v4().as_u64_pair();
        let part = f64::from((random >> 48) as u16) / f64::from(u16::MAX);
        limit.mul_f64(0.5 + part / 2.0)
    }
}

/// A transaction that is tried again when others were in its way (a serialisation failure, a deadlock).
/// Nothing else is: what may have been stored is never done twice.
#[derive(Debug)]
#[must_use = "`run` runs it"]
pub struct RetriedTransaction<'a, D> {
    transaction: InteractiveTransaction<'a, D>,
    retry: Retry,
}

impl<D: Database> RetriedTransaction<'_, D> {
    /// Runs the closure in it, until it is well or the attempts are used up:
    /// [`Error::RetriesExhausted`] says how many there were.
    pub async fn run<T, E, F>(self, mut work: impl FnMut(D) -> F) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
        E: From<Error>,
    {
        let pool = self.transaction.db.session().pool();
        let mut attempts = 1;
        loop {
            match self.transaction.attempt(&mut work).await {
                Ok(value) => return Ok(value),
                Err((_, true)) if attempts < self.retry.attempts => {
                    let wait = self.retry.wait(attempts, pool.source());
                    tracing::debug!(target: "prisma_client_rust", attempts, ?wait, "a transaction is tried again");
                    Counters::count(&pool.counters().retries);
                    tokio::time::sleep(wait).await;
                    attempts += 1;
                }
                Err((_, true)) => return Err(Error::RetriesExhausted { attempts }.into()),
                Err((error, false)) => return Err(error),
            }
        }
    }
}
