//! Where statements run: on the pool or in a transaction, as one tenant or unscoped.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use deadpool_postgres::Object;
use futures::{StreamExt, TryStreamExt, future};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use tracing::Instrument;

use crate::constraint;
use crate::error::{Error, Result};
use crate::hook::{self, Action, Operation};
use crate::lease::Lease;
use crate::metrics::Counters;
use crate::misfit;
use crate::model::Table;
use crate::pipeline::{Lanes, Turn};
use crate::pool::{self, Pool};
use crate::source::Source;
use crate::statement::Statement;
use crate::transaction::{IsolationLevel, Shared};
use crate::value::Value;

/// The most statements that one connection keeps prepared. Above it, it starts afresh.
const MAX_PREPARED: usize = 512;

/// The setting that policies read.
pub(crate) const SETTING: &str = "app.tenant_id";

/// Sets it for as long as the transaction lasts.
const SET_TENANT: &str = "SELECT pg_catalog.set_config('app.tenant_id', $1, true)";

/// A place to run statements. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Session {
    link: Link,
    tenant: Option<Tenant>,
}

/// Whom a session acts for.
#[derive(Debug, Clone)]
struct Tenant {
    /// As the tenant column holds it.
    value: Value,
    /// As the policies' setting holds it.
    setting: String,
}

#[derive(Debug, Clone)]
enum Link {
    Pool(Pool),
    Transaction(Arc<Shared>),
    /// In a transaction, when it is its turn.
    Pipeline(Arc<Shared>, Turn),
}

/// What a statement did.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) rows: Vec<Row>,
    pub(crate) affected: u64,
}

impl Session {
    /// A session that sees everything its role may see.
    pub fn unscoped(pool: Pool) -> Self {
        Self { link: Link::Pool(pool), tenant: None }
    }

    /// A session that acts for one tenant.
    pub fn of_tenant(pool: Pool, tenant: impl crate::Scalar + std::fmt::Display) -> Self {
        let setting = tenant.to_string();
        let tenant = Some(Tenant { value: tenant.into_value(), setting });
        Self { link: Link::Pool(pool), tenant }
    }

    /// Runs SQL and reads its rows. The tenant, where there is one, is set; nothing is added to the text.
    pub async fn query_raw(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        let work = Box::pin(async { Ok(self.run(sql, parameters).await?.rows) });
        let asked = self.operation(None, Action::QueryRaw, Vec::new, Vec::new);
        self.observe(asked, work, |rows| rows.len() as u64).await
    }

    /// Runs SQL and counts the rows that it changed, on the same terms as [`Self::query_raw`].
    pub async fn execute_raw(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        let work = Box::pin(async { Ok(self.run(sql, parameters).await?.affected) });
        let asked = self.operation(None, Action::ExecuteRaw, Vec::new, Vec::new);
        self.observe(asked, work, |&affected| affected).await
    }

    /// Begins a transaction; the session that comes back runs in it, for the same tenant.
    pub(crate) async fn begin(
        &self,
        isolation: IsolationLevel,
        max_wait: Option<Duration>,
    ) -> Result<(Self, Arc<Shared>)> {
        let Link::Pool(pool) = &self.link else {
            return Err(Error::TransactionOver("a transaction cannot begin in another"));
        };
        let shared = Arc::new(Shared::begin(pool, isolation, self.setting(), max_wait).await?);
        let link = Link::Transaction(shared.clone());
        Ok((Self { link, tenant: self.tenant.clone() }, shared))
    }

    pub(crate) fn is_transaction(&self) -> bool {
        !matches!(self.link, Link::Pool(_))
    }

    /// The same transaction for so many queries of one statement each, which are sent in this order.
    pub(crate) fn pipelined(&self, count: usize) -> Lanes {
        self.lanes(Turn::sequence(count, false))
    }

    /// The same, with a last one for the commit.
    pub(crate) fn pipelined_to_the_end(&self, count: usize) -> Lanes {
        self.lanes(Turn::sequence(count + 1, true))
    }

    fn lanes(&self, turns: Vec<Turn>) -> Lanes {
        let turns = turns.into_iter();
        let in_turn = turns.map(|turn| {
            let link = match &self.link {
                Link::Transaction(shared) => Link::Pipeline(shared.clone(), turn.clone()),
                link => link.clone(),
            };
            (Self { link, tenant: self.tenant.clone() }, turn)
        });
        Lanes::new(in_turn.collect())
    }

    /// The pool that its connections come from.
    pub fn pool(&self) -> &Pool {
        match &self.link {
            Link::Pool(pool) => pool,
            Link::Transaction(shared) | Link::Pipeline(shared, _) => shared.pool(),
        }
    }

    pub(crate) fn source(&self) -> &dyn Source {
        self.pool().source()
    }

    /// The tenant that statements on tenant models are about.
    pub(crate) fn tenant(&self) -> Option<&Value> {
        self.tenant.as_ref().map(|tenant| &tenant.value)
    }

    pub(crate) async fn execute(&self, statement: &Statement) -> Result<Outcome> {
        let parameters: Vec<&(dyn ToSql + Sync)> =
            statement.parameters.iter().map(|parameter| parameter as &(dyn ToSql + Sync)).collect();
        let answer = self.run(&statement.sql, &parameters).await;
        answer.map_err(|error| misfit::explain(error, &statement.parameters))
    }

    /// What is about to be done. The fields are looked for only where a hook is told of them.
    pub(crate) fn operation(
        &self,
        table: Option<&'static Table>,
        action: Action,
        filters: impl FnOnce() -> Vec<&'static str>,
        writes: impl FnOnce() -> Vec<&'static str>,
    ) -> Operation<'_> {
        let has_hooks = self.has_hooks();
        Operation {
            table,
            action,
            tenant: self.tenant(),
            in_transaction: self.is_transaction(),
            filters: if has_hooks { filters() } else { Vec::new() },
            writes: if has_hooks { writes() } else { Vec::new() },
        }
    }

    /// Does it (in a box: it is large, and would be moved about): in a span, between the hooks, counted; its error says the fields that it is about.
    pub(crate) async fn observe<T>(
        &self,
        operation: Operation<'_>,
        work: Pin<Box<impl Future<Output = Result<T>>>>,
        rows: impl FnOnce(&T) -> u64,
    ) -> Result<T> {
        let start = Instant::now();
        let span = tracing::debug_span!(
            target: "prisma_client_rust",
            "prisma:client:operation",
            otel.kind = "client",
            db.system.name = "postgresql",
            db.collection.name = operation.table.map(|table| table.name),
            db.operation.name = operation.action.name(),
            db.response.returned_rows = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
        );
        let answer = match self.before(&operation) {
            Ok(()) => work.instrument(span.clone()).await,
            Err(refusal) => Err(refusal),
        };
        let duration = start.elapsed();
        self.pool().counters().operated(duration, answer.is_err());
        let answer = match answer {
            Ok(value) => Ok((rows(&value), value)),
            Err(error) => Err(Box::pin(constraint::explain(self.pool(), operation.table, error)).await),
        };
        match &answer {
            Ok((rows, _)) => _ = span.record("db.response.returned_rows", rows),
            Err(error) => _ = span.record("error.type", error.code().unwrap_or("_OTHER")),
        }
        if self.has_hooks() {
            let rows = answer.as_ref().map(|(rows, _)| *rows);
            self.after(&operation, hook::Outcome { duration, rows });
        }
        answer.map(|(_, value)| value)
    }

    fn setting(&self) -> Option<&str> {
        self.tenant.as_ref().map(|tenant| tenant.setting.as_str())
    }

    async fn run(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Outcome> {
        tracing::trace!(target: "prisma_client_rust", sql);
        Counters::count(&self.pool().counters().statements);
        match &self.link {
            Link::Transaction(shared) => shared.run(sql, parameters, None).await,
            Link::Pipeline(shared, turn) => shared.run(sql, parameters, Some(turn)).await,
            Link::Pool(pool) => {
                let lease = Lease::new(pool, pool.acquire().await?);
                let Some(connection) = &*lease else { return Err(Error::PoolTimeout { max: 0 }) };
                let mut answer = self.attempt(pool, connection, sql, parameters).await;
                if let Err(Error::StalePlan) = answer {
                    // It was refused before it did anything.
                    pool.forget_statements();
                    answer = self.attempt(pool, connection, sql, parameters).await;
                }
                if answer.as_ref().is_err_and(pool::is_lost) {
                    lease.discard();
                } else {
                    lease.done();
                }
                answer
            }
        }
    }

    /// Runs one statement that is no part of a transaction.
    async fn attempt(
        &self,
        pool: &Pool,
        connection: &Object,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Outcome> {
        pool.within_deadline(async {
            match self.setting() {
                Some(tenant) => run_as(connection, tenant, sql, parameters).await,
                None => run(connection, sql, parameters, None).await,
            }
        })
        .await
    }
}

/// Runs one statement; where there are turns, sends it when it is its turn.
pub(crate) async fn run(
    connection: &Object,
    sql: &str,
    parameters: &[&(dyn ToSql + Sync)],
    turn: Option<&Turn>,
) -> Result<Outcome> {
    let statement = prepare(connection, sql).await?;
    send(pin!(run_prepared(connection, &statement, parameters)), turn).await?
}

/// Polls for the first time, which sends what it is about, when it is its turn: once.
async fn send<T>(mut running: Pin<&mut impl Future<Output = T>>, turn: Option<&Turn>) -> Result<T> {
    let Some(turn) = turn else { return Ok(running.await) };
    if !turn.wait().await {
        return Err(Error::TransactionOver("its turn is over"));
    }
    let sent = futures::poll!(running.as_mut());
    turn.pass();
    match sent {
        Poll::Ready(outcome) => Ok(outcome),
        Poll::Pending => Ok(running.await),
    }
}

/// Runs one statement in a transaction of its own, as a tenant, in one round trip.
///
/// All four messages leave when the futures are first polled, so that dropping this future later leaves
/// no half of them behind: the server answers them all, in order, and the connection is as good as before.
async fn run_as(
    connection: &Object,
    tenant: &str,
    sql: &str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Outcome> {
    let (set_tenant, statement) = (prepare(connection, SET_TENANT).await?, prepare(connection, sql).await?);
    let (begun, set, outcome, committed) = future::join4(
        connection.batch_execute("BEGIN"),
        run_prepared(connection, &set_tenant, &[&tenant]),
        run_prepared(connection, &statement, parameters),
        connection.batch_execute("COMMIT"),
    )
    .await;
    begun?;
    set?;
    let outcome = outcome?;
    committed?;
    Ok(outcome)
}

/// Sets the tenant for the rest of the transaction.
pub(crate) async fn set_tenant(connection: &Object, tenant: &str) -> Result<()> {
    run(connection, SET_TENANT, &[&tenant], None).await?;
    Ok(())
}

async fn prepare(connection: &Object, sql: &str) -> Result<tokio_postgres::Statement> {
    if connection.statement_cache.size() >= MAX_PREPARED {
        connection.statement_cache.clear();
    }
    Ok(connection.prepare_cached(sql).await?)
}

async fn run_prepared(
    connection: &Object,
    statement: &tokio_postgres::Statement,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Outcome> {
    let parameters = parameters.iter().copied();
    let mut stream = Box::pin(connection.query_raw(statement, parameters).await?);
    let rows = stream.by_ref().try_collect().await?;
    Ok(Outcome { rows, affected: stream.rows_affected().unwrap_or_default() })
}
