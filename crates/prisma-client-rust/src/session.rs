//! Where statements run: on the pool or in a transaction, as one tenant or unscoped.

use std::sync::Arc;

use deadpool_postgres::Object;
use futures::{StreamExt, TryStreamExt, future};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::error::{Error, Result};
use crate::model::Table;
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
const SET_TENANT: &str = "SELECT set_config('app.tenant_id', $1, true)";

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
        Self { link: Link::Pool(pool), tenant: Some(Tenant { value: tenant.into_value(), setting }) }
    }

    /// Runs SQL and reads its rows. The tenant, where there is one, is set; nothing is added to the text.
    pub async fn query_raw(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        Ok(self.run(sql, parameters).await?.rows)
    }

    /// Runs SQL and counts the rows that it changed, on the same terms as [`Self::query_raw`].
    pub async fn execute_raw(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        Ok(self.run(sql, parameters).await?.affected)
    }

    /// Begins a transaction; the session that comes back runs in it, for the same tenant.
    pub(crate) async fn begin(&self, isolation: IsolationLevel) -> Result<(Self, Arc<Shared>)> {
        let Link::Pool(pool) = &self.link else {
            return Err(Error::TransactionOver("a transaction cannot begin in another"));
        };
        let shared = Arc::new(Shared::begin(pool, isolation, self.setting()).await?);
        Ok((Self { link: Link::Transaction(shared.clone()), tenant: self.tenant.clone() }, shared))
    }

    pub(crate) fn source(&self) -> &dyn Source {
        match &self.link {
            Link::Pool(pool) => pool.source(),
            Link::Transaction(shared) => shared.pool().source(),
        }
    }

    /// The tenant that statements on this table are about.
    pub(crate) fn tenant_of(&self, table: &Table) -> Option<&Value> {
        self.tenant.as_ref().filter(|_| table.tenant.is_some()).map(|tenant| &tenant.value)
    }

    pub(crate) async fn execute(&self, statement: &Statement) -> Result<Outcome> {
        let parameters: Vec<&(dyn ToSql + Sync)> =
            statement.parameters.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        self.run(&statement.sql, &parameters).await
    }

    fn setting(&self) -> Option<&str> {
        self.tenant.as_ref().map(|tenant| tenant.setting.as_str())
    }

    async fn run(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Outcome> {
        tracing::trace!(target: "prisma_client_rust", sql);
        match &self.link {
            Link::Transaction(shared) => shared.run(sql, parameters).await,
            Link::Pool(pool) => {
                let connection = pool.acquire().await?;
                let answer = pool
                    .within_deadline(async {
                        match self.setting() {
                            Some(tenant) => run_as(&connection, tenant, sql, parameters).await,
                            None => run(&connection, sql, parameters).await,
                        }
                    })
                    .await;
                if answer.as_ref().is_err_and(pool::is_lost) {
                    // Nobody else shall wait for it.
                    drop(Object::take(connection));
                }
                answer
            }
        }
    }
}

/// Runs one statement.
pub(crate) async fn run(
    connection: &Object,
    sql: &str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Outcome> {
    let statement = prepare(connection, sql).await?;
    run_prepared(connection, &statement, parameters).await
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
    run(connection, SET_TENANT, &[&tenant]).await?;
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
