//! The pool of connections: bounded, and with a deadline on every wait.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use deadpool_postgres::{Manager, ManagerConfig, Object, PoolError, RecyclingMethod, Runtime, TimeoutType};
use tokio_postgres::NoTls;
use tokio_postgres::config::SslMode;

use crate::constraint::Constraints;
use crate::error::{Error, Result};
use crate::hook::Hook;
use crate::metrics::{Counters, Metrics};
use crate::source::{Source, SystemSource};
use crate::url;

/// Limits and deadlines of a pool.
#[derive(Debug, Clone)]
pub struct Config {
    /// The most connections that are open at once.
    pub max_connections: usize,
    /// How long a statement waits for a free connection.
    pub acquire_timeout: Duration,
    /// How long it may take to connect.
    pub connect_timeout: Duration,
    /// How long one statement may run.
    pub statement_timeout: Duration,
    /// How long a transaction may sit between two statements.
    pub idle_in_transaction_timeout: Duration,
    /// What the server shows as the connection's name.
    pub application_name: Option<String>,
    /// Where the time and new ids come from.
    pub source: Arc<dyn Source>,
    /// What is run around every operation, in this order.
    pub hooks: Vec<Arc<dyn Hook>>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_connections: 10,
            acquire_timeout: Duration::from_secs(5),
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            idle_in_transaction_timeout: Duration::from_secs(30),
            application_name: None,
            source: Arc::new(SystemSource),
            hooks: Vec::new(),
        }
    }
}

/// How much longer than the server's own limit the answer is waited for: only a dead peer needs it.
pub(crate) const GRACE: Duration = Duration::from_secs(2);

/// The server is silent: the connection is lost, or as good as that.
const NO_ANSWER: &str = "waiting for the database's answer";

/// Whether the connection that this error came from is of no more use.
pub(crate) fn is_lost(error: &Error) -> bool {
    matches!(error, Error::Timeout(what) if *what == NO_ANSWER)
}

/// A pool of connections of one role.
#[derive(Debug, Clone)]
pub struct Pool {
    connections: deadpool_postgres::Pool,
    source: Arc<dyn Source>,
    deadline: Duration,
    shared: Arc<Shared>,
}

/// What all clones of a pool have together.
#[derive(Debug, Default)]
struct Shared {
    counters: Counters,
    constraints: Constraints,
    hooks: Vec<Arc<dyn Hook>>,
}

impl Pool {
    /// A pool for that URL, with one connection made, so that a wrong URL is known at once.
    pub async fn connect(database_url: &str, config: Config) -> Result<Self> {
        let pool = Self::lazy(database_url, config)?;
        drop(pool.acquire().await?);
        Ok(pool)
    }

    /// A pool for that URL, which connects when it is first used.
    pub fn lazy(database_url: &str, config: Config) -> Result<Self> {
        let mut server = url::parse(database_url)?;
        if server.get_ssl_mode() == SslMode::Require {
            let message = "sslmode=require: this client speaks no TLS; go through a local socket or a proxy";
            return Err(Error::Configuration(message.to_owned()));
        }
        server.connect_timeout(config.connect_timeout);
        if let Some(name) = &config.application_name {
            server.application_name(name);
        }
        let milliseconds = |duration: Duration| duration.as_millis().to_string();
        url::add_option(&mut server, "statement_timeout", &milliseconds(config.statement_timeout));
        url::add_option(
            &mut server,
            "idle_in_transaction_session_timeout",
            &milliseconds(config.idle_in_transaction_timeout),
        );
        let manager =
            Manager::from_config(server, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let connections = deadpool_postgres::Pool::builder(manager)
            .max_size(config.max_connections)
            .wait_timeout(Some(config.acquire_timeout))
            .create_timeout(Some(config.connect_timeout))
            .recycle_timeout(Some(config.connect_timeout))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Error::Configuration(error.to_string()))?;
        Ok(Self {
            connections,
            source: config.source,
            deadline: config.statement_timeout + GRACE,
            shared: Arc::new(Shared { hooks: config.hooks, ..Shared::default() }),
        })
    }

    /// Where this pool's defaults come from.
    pub fn source(&self) -> &dyn Source {
        &*self.source
    }

    /// Has every connection prepare its statements anew, because the schema changed under one of them.
    pub(crate) fn forget_statements(&self) {
        self.connections.manager().statement_caches.clear();
    }

    /// Closes all connections; statements fail from here on.
    pub fn close(&self) {
        self.connections.close();
    }

    /// Connections in use, open, and allowed.
    pub fn usage(&self) -> Usage {
        let status = self.connections.status();
        Usage {
            in_use: status.size.saturating_sub(status.available),
            open: status.size,
            max: status.max_size,
            waiting: status.waiting,
            statements: self.counters().statements.load(Ordering::Relaxed),
        }
    }

    /// What it did since its start, and what it does now.
    pub fn metrics(&self) -> Metrics {
        self.counters().read(self.usage())
    }

    pub(crate) fn counters(&self) -> &Counters {
        &self.shared.counters
    }

    pub(crate) fn constraints(&self) -> &Constraints {
        &self.shared.constraints
    }

    pub(crate) fn hooks(&self) -> &[Arc<dyn Hook>] {
        &self.shared.hooks
    }

    /// A connection, as soon as one is free.
    pub(crate) async fn acquire(&self) -> Result<Object> {
        self.acquire_within(None).await
    }

    /// A connection, if one is free now.
    pub(crate) async fn acquire_now(&self) -> Result<Object> {
        self.acquire_within(Some(Duration::ZERO)).await
    }

    /// A connection, if one becomes free in that time.
    pub(crate) async fn acquire_within(&self, wait: Option<Duration>) -> Result<Object> {
        let mut timeouts = self.connections.timeouts();
        timeouts.wait = wait.or(timeouts.wait);
        let start = Instant::now();
        let acquired = self.connections.timeout_get(&timeouts).await;
        self.counters().waited(start.elapsed(), acquired.is_ok());
        acquired.map_err(|error| match error {
            PoolError::Timeout(TimeoutType::Wait) => {
                Error::PoolTimeout { max: self.connections.status().max_size }
            }
            error => error.into(),
        })
    }

    /// Waits for an answer of the server, as long as the server itself may take and a little longer.
    pub(crate) async fn within_deadline<T>(&self, answer: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::time::timeout(self.deadline, answer).await.map_err(|_| Error::Timeout(NO_ANSWER))?
    }
}

/// How busy a pool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Connections that run something.
    pub in_use: usize,
    /// Connections that are open.
    pub open: usize,
    /// The most that may be open.
    pub max: usize,
    /// Statements that wait for a connection.
    pub waiting: usize,
    /// Statements that were sent since the start; what begins and ends transactions is not counted.
    pub statements: u64,
}
