//! A connection of the database's owner: it holds the lock, runs the scripts and keeps the history.

use std::time::{Duration, Instant};

use futures::FutureExt;
use tokio_postgres::{Client, Config, NoTls, error::SqlState};

use super::failure::Failure;
use super::history::History;
use crate::error::{Error, Result};
use crate::url;

/// What Prisma locks while it migrates.
const LOCK: i64 = 72_707_369;

/// How often the lock is tried. Waiting in a statement would keep a snapshot, which `CREATE INDEX CONCURRENTLY` in the
/// deployment that is waited for would wait for in turn.
const LOCK_POLL: Duration = Duration::from_millis(100);

/// How long it may take to connect.
const CONNECT_WAIT: Duration = Duration::from_secs(10);

/// Where Prisma's tables are when the URL does not say.
const DEFAULT_SCHEMA: &str = "public";

/// A connection of the database's owner. Closing it gives its locks back.
pub(super) struct Owner {
    pub(super) client: Client,
    schema: String,
    lock_wait: Duration,
}

impl Owner {
    /// Connects to a database that is there.
    pub(super) async fn connect(database_url: &str, lock_wait: Duration) -> Result<Self> {
        let (config, schema) = url::parse_with_schema(database_url)?;
        let client = open(&config).await.map_err(unavailable)?;
        let owner = Self { client, schema: schema.unwrap_or_else(|| DEFAULT_SCHEMA.to_owned()), lock_wait };
        owner.begin_session().await?;
        Ok(owner)
    }

    /// Connects to the database and its schema. As for the Prisma CLI, what is missing of them is made.
    pub(super) async fn connect_or_create(database_url: &str, lock_wait: Duration) -> Result<Self> {
        let (config, _) = url::parse_with_schema(database_url)?;
        match open(&config).await {
            Err(Opening::Database(error)) if error.code() == Some(&SqlState::INVALID_CATALOG_NAME) => {
                create_database(&config).await?;
            }
            opened => drop(opened.map_err(unavailable)?),
        }
        let owner = Self::connect(database_url, lock_wait).await?;
        owner.create_schema().await?;
        Ok(owner)
    }

    /// The history of the database.
    pub(super) fn history(&self) -> History<'_> {
        History { client: &self.client, schema: &self.schema }
    }

    /// Waits until nobody else migrates, the Prisma CLI included. Whoever has the lock has it again.
    pub(super) async fn lock(&self, wait: Duration) -> Result<()> {
        let deadline = Instant::now() + wait;
        while !self.try_lock().await? {
            if Instant::now() >= deadline {
                return Err(Error::Migration(self.who_has_the_lock(wait).await?));
            }
            tokio::time::sleep(LOCK_POLL).await;
        }
        Ok(())
    }

    /// Runs a migration between two entries in the history, so that one which fails, or is killed, is seen.
    pub(super) async fn apply(&self, name: &str, script: &str) -> Result<()> {
        let id = self.history().begin(name, script).await?;
        let outcome = self.run(script).await;
        // A script may leave the session in a failed transaction, as another role, or without its search path.
        self.end_script().await.map_err(|error| {
            Error::Unavailable(format!("the connection was lost while migration {name} ran: {error}"))
        })?;
        match outcome {
            Ok(()) => self.history().finish(&id).await,
            Err(failure) => {
                self.history().fail(&id, &failure.logs(name)).await?;
                Err(Error::Migration(failure.told(name)))
            }
        }
    }

    async fn run(&self, script: &str) -> Result<(), Failure> {
        // All statements at once: unless the script says otherwise, they are one transaction.
        self.client.batch_execute(script).await.map_err(|error| Failure::of_script(error, script))?;
        let open = "SELECT pg_current_xact_id_if_assigned() IS NOT NULL";
        let open = self.client.query_one(open, &[]).await.and_then(|row| row.try_get(0));
        match open {
            Ok(true) => Err(Failure::open_transaction()),
            Ok(false) => Ok(()),
            Err(error) => Err(Failure::of_script(error, script)),
        }
    }

    async fn end_script(&self) -> Result<()> {
        self.client
            .batch_execute("ROLLBACK; SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL")
            .await?;
        self.begin_session().await
    }

    async fn begin_session(&self) -> Result<()> {
        let (schema, wait) = (url::quoted(&self.schema), self.lock_wait.as_millis());
        let sql = format!("SET search_path = {schema}; SET lock_timeout = {wait}");
        Ok(self.client.batch_execute(&sql).await?)
    }

    async fn create_schema(&self) -> Result<()> {
        let found = "SELECT FROM pg_namespace WHERE nspname = $1";
        if self.client.query_opt(found, &[&self.schema]).await?.is_some() {
            return Ok(());
        }
        let created = format!("CREATE SCHEMA IF NOT EXISTS {}", url::quoted(&self.schema));
        unless_made_meanwhile(self.client.batch_execute(&created).await)
    }

    async fn try_lock(&self) -> Result<bool> {
        Ok(self.client.query_one("SELECT pg_try_advisory_lock($1)", &[&LOCK]).await?.try_get(0)?)
    }

    async fn who_has_the_lock(&self, wait: Duration) -> Result<String> {
        let sql = "SELECT l.pid, coalesce(nullif(a.application_name, ''), 'a nameless program') \
                   FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid) \
                   WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = $1 AND l.objsubid = 1 \
                     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        let lock = u32::try_from(LOCK).unwrap_or_default();
        let holder = self.client.query_opt(sql, &[&lock]).await?;
        let holder = match holder {
            None => "it has ended by now".to_owned(),
            Some(row) => {
                let (process, program): (i32, String) = (row.try_get(0)?, row.try_get(1)?);
                format!(
                    "{program}, process {process} of the database; \
                     `SELECT pg_terminate_backend({process})` ends one that hangs"
                )
            }
        };
        Ok(format!(
            "another deployment holds the lock of migrations ({LOCK}), and has not ended within {} s: {holder}",
            wait.as_secs()
        ))
    }
}

/// Why a connection was not had.
enum Opening {
    TimedOut,
    Database(tokio_postgres::Error),
}

async fn open(config: &Config) -> Result<Client, Opening> {
    let mut config = config.clone();
    config.connect_timeout(CONNECT_WAIT).application_name("prisma-client-rust migrate");
    let connected = tokio::time::timeout(CONNECT_WAIT, config.connect(NoTls)).await;
    let (client, connection) = connected.map_err(|_| Opening::TimedOut)?.map_err(Opening::Database)?;
    // Ends with the client; what goes wrong with it, the client's next answer says.
    tokio::spawn(connection.map(drop));
    Ok(client)
}

fn unavailable(opening: Opening) -> Error {
    match opening {
        Opening::TimedOut => Error::Timeout("connecting to the database"),
        Opening::Database(error) => match Error::from(error) {
            Error::Database { message, .. } => Error::Unavailable(message),
            other => other,
        },
    }
}

async fn create_database(config: &Config) -> Result<()> {
    let name = config.get_dbname().or(config.get_user()).unwrap_or_default();
    let mut elsewhere = config.clone();
    elsewhere.dbname("postgres");
    let client = open(&elsewhere).await.map_err(unavailable)?;
    unless_made_meanwhile(client.batch_execute(&format!("CREATE DATABASE {}", url::quoted(name))).await)
        .map_err(|error| {
            Error::Migration(format!("database {name} is not there, and cannot be made: {error}"))
        })
}

/// Somebody else may make the same at the same time.
fn unless_made_meanwhile(made: Result<(), tokio_postgres::Error>) -> Result<()> {
    const MADE: [&SqlState; 3] =
        [&SqlState::DUPLICATE_DATABASE, &SqlState::DUPLICATE_SCHEMA, &SqlState::UNIQUE_VIOLATION];
    match made {
        Err(error) if error.code().is_some_and(|code| MADE.contains(&code)) => Ok(()),
        other => Ok(other?),
    }
}
