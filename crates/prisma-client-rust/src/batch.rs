//! Queries as values: several of them in one transaction, pipelined, and the time that one may take.

use std::future::IntoFuture;
use std::pin::Pin;
use std::time::Duration;

use futures::future;

use crate::error::{Error, Result};
use crate::pipeline::Lanes;
use crate::session::Session;
use crate::transaction::{IsolationLevel, Transaction};

/// A query that is put together and not sent yet.
pub trait Query: Sized + Send {
    /// What it answers.
    type Output: Send;

    /// Where it was made to run.
    #[doc(hidden)]
    fn session(&self) -> &Session;

    /// Whether it has succeeded where the server has: nothing is read of the answer but a count.
    #[doc(hidden)]
    const IS_COUNTED: bool = false;

    /// Whether it is one statement.
    #[doc(hidden)]
    fn is_single(&self) -> bool;

    /// Runs it there.
    #[doc(hidden)]
    fn exec_in(self, session: &Session) -> impl Future<Output = Result<Self::Output>> + Send;

    /// Ends it with [`Error::StatementTimeout`] when it takes longer, and cancels what runs on the server.
    /// In a transaction, that is then over.
    fn timeout(self, limit: Duration) -> Timeout<Self> {
        Timeout { query: self, limit }
    }
}

/// A query that may take only so long.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct Timeout<Q> {
    query: Q,
    limit: Duration,
}

impl<Q: Query> Timeout<Q> {
    /// Sends it.
    pub async fn exec(self) -> Result<Q::Output> {
        let session = self.query.session().clone();
        self.exec_in(&session).await
    }
}

impl<Q: Query> Query for Timeout<Q> {
    type Output = Q::Output;

    fn session(&self) -> &Session {
        self.query.session()
    }

    fn is_single(&self) -> bool {
        self.query.is_single()
    }

    async fn exec_in(self, session: &Session) -> Result<Q::Output> {
        let answer = tokio::time::timeout(self.limit, self.query.exec_in(session)).await;
        answer.map_err(|_| Error::StatementTimeout)?
    }
}

/// Queries that are run together: one, or an option, a list or a tuple of what is run together.
pub trait Batch: Send {
    /// What they answer, in the same order.
    type Output: Send;

    /// Whether all of them have succeeded where the server has.
    #[doc(hidden)]
    const IS_COUNTED: bool;

    /// How many statements they are, where each query is one.
    #[doc(hidden)]
    fn statements(&self) -> Option<usize>;

    /// Runs them: each in its lane, of which there are as many as statements; without lanes one after the other, in the
    /// session's transaction.
    #[doc(hidden)]
    fn run(
        self,
        session: &Session,
        lanes: Option<Lanes>,
    ) -> impl Future<Output = Result<Self::Output>> + Send;
}

impl Session {
    /// Runs all the queries, in their order, in one transaction: all of them, or none.
    ///
    /// Where each is one statement, none waits for another's answer. Queries run in this session, whichever
    /// they were made in. `.await` sends them.
    pub fn _batch<B: Batch>(&self, batch: B) -> BatchTransaction<'_, B> {
        let isolation = IsolationLevel::default();
        BatchTransaction { session: self, batch, isolation, max_wait: None, timeout: None }
    }
}

/// Queries that are sent together when this is awaited.
#[derive(Debug)]
#[must_use = "`.await` sends it"]
pub struct BatchTransaction<'a, B> {
    session: &'a Session,
    batch: B,
    isolation: IsolationLevel,
    max_wait: Option<Duration>,
    timeout: Option<Duration>,
}

impl<B: Batch> BatchTransaction<'_, B> {
    /// How long a connection is waited for; else as long as the pool says.
    pub fn max_wait(self, max_wait: Duration) -> Self {
        Self { max_wait: Some(max_wait), ..self }
    }

    /// How long all of it may take, from its beginning to its commit. Then it ends with
    /// [`Error::TransactionExpired`], and what runs on the server is cancelled. A transaction that it is a part
    /// of is over too.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// What it may see of others. A transaction that it is a part of has said so already.
    pub fn isolation_level(self, isolation: IsolationLevel) -> Self {
        Self { isolation, ..self }
    }

    async fn send(self) -> Result<B::Output> {
        let Self { session, batch, isolation, max_wait, timeout } = self;
        if session.is_transaction() {
            return limited(timeout, run(batch, session)).await;
        }
        let transaction = Transaction::begin_within(session, isolation, max_wait, |session| session).await?;
        let answers = limited(timeout, async {
            let answers = run(batch, &transaction).await?;
            transaction.commit().await?;
            Ok(answers)
        });
        answers.await
    }
}

/// Dropped in the middle, a transaction rolls back.
async fn limited<T>(timeout: Option<Duration>, work: impl Future<Output = Result<T>>) -> Result<T> {
    let Some(timeout) = timeout else { return work.await };
    let done = tokio::time::timeout(timeout, work).await;
    done.map_err(|_| Error::TransactionExpired { timeout })?
}

impl<'a, B: Batch + 'a> IntoFuture for BatchTransaction<'a, B> {
    type Output = Result<B::Output>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// A query whose row has to be there: [`Error::NotFound`] else.
#[derive(Debug)]
#[must_use = "`exec` sends it"]
pub struct OrThrow<Q> {
    pub(crate) query: Q,
    pub(crate) table: &'static str,
}

impl<Q: Query<Output = Option<T>>, T: Send> OrThrow<Q> {
    /// Sends it.
    pub async fn exec(self) -> Result<T> {
        let session = self.query.session().clone();
        self.exec_in(&session).await
    }
}

impl<Q: Query<Output = Option<T>>, T: Send> Query for OrThrow<Q> {
    type Output = T;

    fn session(&self) -> &Session {
        self.query.session()
    }

    fn is_single(&self) -> bool {
        self.query.is_single()
    }

    async fn exec_in(self, session: &Session) -> Result<T> {
        self.query.exec_in(session).await?.ok_or(Error::NotFound { table: self.table })
    }
}

/// Runs them in the session's transaction, pipelined where that can be.
pub(crate) async fn run<B: Batch>(batch: B, session: &Session) -> Result<B::Output> {
    let lanes = batch.statements().map(|count| session.pipelined(count));
    batch.run(session, lanes).await
}

impl<Q: Query> Batch for Q {
    type Output = Q::Output;

    const IS_COUNTED: bool = Q::IS_COUNTED;

    fn statements(&self) -> Option<usize> {
        self.is_single().then_some(1)
    }

    /// Whatever comes of it, the next has its turn.
    async fn run(self, session: &Session, lanes: Option<Lanes>) -> Result<Q::Output> {
        let Some(mut lanes) = lanes else { return self.exec_in(session).await };
        let (session, turn) = lanes.next_one().ok_or(Error::TransactionOver("it has no turn"))?;
        let answer = self.exec_in(&session).await;
        if answer.is_err() {
            turn.fail();
        }
        turn.wait().await;
        turn.pass();
        answer
    }
}

impl<B: Batch> Batch for Option<B> {
    type Output = Option<B::Output>;

    const IS_COUNTED: bool = B::IS_COUNTED;

    fn statements(&self) -> Option<usize> {
        self.as_ref().map_or(Some(0), Batch::statements)
    }

    async fn run(self, session: &Session, lanes: Option<Lanes>) -> Result<Self::Output> {
        match self {
            Some(batch) => batch.run(session, lanes).await.map(Some),
            None => Ok(None),
        }
    }
}

/// Of several failures the one that the others follow from.
fn cause(failures: Vec<Error>) -> Option<Error> {
    let follows = |error: &Error| matches!(error, Error::Database { code, .. } if code == "25P02");
    let mut failures = failures;
    let first = failures.iter().position(|error| !follows(error)).unwrap_or_default();
    (first < failures.len()).then(|| failures.swap_remove(first))
}

impl<B: Batch> Batch for Vec<B> {
    type Output = Vec<B::Output>;

    const IS_COUNTED: bool = B::IS_COUNTED;

    fn statements(&self) -> Option<usize> {
        self.iter().map(Batch::statements).sum()
    }

    async fn run(self, session: &Session, lanes: Option<Lanes>) -> Result<Self::Output> {
        let mut answers = Vec::with_capacity(self.len());
        let Some(mut lanes) = lanes else {
            for batch in self {
                answers.push(batch.run(session, None).await?);
            }
            return Ok(answers);
        };
        let running = self.into_iter().map(|batch| {
            let own = lanes.next_for(batch.statements());
            batch.run(session, Some(own))
        });
        let mut failures = Vec::new();
        for answer in future::join_all(running).await {
            match answer {
                Ok(answer) => answers.push(answer),
                Err(error) => failures.push(error),
            }
        }
        cause(failures).map_or(Ok(answers), Err)
    }
}

macro_rules! batch {
    ($($batch:ident)+) => {
        impl<$($batch: Batch),+> Batch for ($($batch,)+) {
            type Output = ($($batch::Output,)+);

            const IS_COUNTED: bool = $($batch::IS_COUNTED)&&+;

            #[expect(non_snake_case, reason = "a batch is named as its type")]
            fn statements(&self) -> Option<usize> {
                let ($($batch,)+) = self;
                [$($batch.statements()),+].into_iter().sum()
            }

            #[expect(non_snake_case, reason = "a batch is named as its type")]
            async fn run(self, session: &Session, lanes: Option<Lanes>) -> Result<Self::Output> {
                let ($($batch,)+) = self;
                let Some(mut lanes) = lanes else {
                    return Ok(($($batch.run(session, None).await?,)+));
                };
                $(let own = lanes.next_for($batch.statements());
                let $batch = $batch.run(session, Some(own));)+
                let ($($batch,)+) = futures::join!($($batch),+);
                let mut failures = Vec::new();
                $(let $batch = $batch.map_err(|error| failures.push(error));)+
                match ($($batch,)+) {
                    ($(Ok($batch),)+) => Ok(($($batch,)+)),
                    _ => Err(cause(failures).unwrap_or(Error::TransactionOver("a query failed"))),
                }
            }
        }
    };
}

batch!(A);
batch!(A B);
batch!(A B C);
batch!(A B C D);
batch!(A B C D E);
batch!(A B C D E F);
batch!(A B C D E F G);
batch!(A B C D E F G H);
batch!(A B C D E F G H I);
batch!(A B C D E F G H I J);
