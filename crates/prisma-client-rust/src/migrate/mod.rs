//! Deploys Prisma's migrations without Node, side by side with the Prisma CLI.
//!
//! The table `_prisma_migrations`, the checksums and the advisory lock are Prisma's own, so that either may
//! deploy, even at the same time, and the other finds the work done.

mod history;
mod plan;
mod roles;

pub use plan::{State, Status};
pub use roles::allow_login;

use std::time::Duration;

use futures::FutureExt;
use tokio_postgres::NoTls;

use crate::error::{Error, Result};
use crate::url;

/// What Prisma locks while it migrates.
const LOCK: i64 = 72_707_369;

/// How long another process may take with its migrations before this one gives up.
const LOCK_WAIT: Duration = Duration::from_mins(2);

/// How long a migration waits for a table that others use. Everybody else queues behind it meanwhile.
const TABLE_WAIT: Duration = Duration::from_secs(10);

/// How long it may take to connect.
const CONNECT_WAIT: Duration = Duration::from_secs(10);

/// The migrations that a program carries, the oldest first.
#[derive(Debug, Clone, Copy)]
pub struct Migrations<'a> {
    scripts: &'a [(&'a str, &'a str)],
}

impl<'a> Migrations<'a> {
    /// Names and SQL, as the generated client lists them in `MIGRATIONS`.
    pub const fn embedded(scripts: &'a [(&'a str, &'a str)]) -> Self {
        Self { scripts }
    }
}

/// What a deployment did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployed {
    /// The migrations that were applied now, in order. Empty when there was nothing to do.
    pub applied: Vec<String>,
}

/// Applies what is pending, as the owner of the database.
///
/// Refuses, before anything is touched, when a migration failed earlier, when one was edited after it was
/// applied, or when the database has tables but no history. A migration that fails is recorded as failed.
pub async fn deploy(database_url: &str, migrations: &Migrations<'_>) -> Result<Deployed> {
    let owner = Owner::connect(database_url).await?;
    owner.lock().await?;
    let pending = if history::exists(&owner.client).await? {
        plan::pending(&history::read(&owner.client).await?, migrations.scripts)?
    } else {
        history::create(&owner.client).await?;
        migrations.scripts.to_vec()
    };
    owner.limit_waits(TABLE_WAIT).await?;
    let mut applied = Vec::new();
    for (name, script) in pending {
        history::apply(&owner.client, name, script).await?;
        applied.push(name.to_owned());
    }
    Ok(Deployed { applied })
}

/// Says of each migration how it stands. Changes nothing.
pub async fn status(database_url: &str, migrations: &Migrations<'_>) -> Result<Status> {
    let owner = Owner::connect(database_url).await?;
    let rows =
        if history::exists(&owner.client).await? { history::read(&owner.client).await? } else { Vec::new() };
    Ok(plan::status(&rows, migrations.scripts))
}

/// A connection of the database's owner. Closing it gives its locks back.
struct Owner {
    client: tokio_postgres::Client,
}

impl Owner {
    async fn connect(database_url: &str) -> Result<Self> {
        let mut config = url::parse(database_url)?;
        config.connect_timeout(CONNECT_WAIT).application_name("prisma-client-rust migrate");
        let connected = tokio::time::timeout(CONNECT_WAIT, config.connect(NoTls)).await;
        let (client, connection) = connected
            .map_err(|_| Error::Timeout("connecting to the database"))?
            .map_err(|error| match Error::from(error) {
                Error::Database { message, .. } => Error::Unavailable(message),
                other => other,
            })?;
        // Ends with the client; what goes wrong with it, the client's next answer says.
        tokio::spawn(connection.map(drop));
        Ok(Self { client })
    }

    /// Waits until nobody else migrates, the Prisma CLI included.
    async fn lock(&self) -> Result<()> {
        self.limit_waits(LOCK_WAIT).await?;
        self.client.execute("SELECT pg_advisory_lock($1)", &[&LOCK]).await?;
        Ok(())
    }

    async fn limit_waits(&self, limit: Duration) -> Result<()> {
        self.client.batch_execute(&format!("SET lock_timeout = {}", limit.as_millis())).await?;
        Ok(())
    }
}
