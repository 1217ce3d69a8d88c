//! Deploys Prisma's migrations without Node, side by side with the Prisma CLI.
//!
//! The table `_prisma_migrations`, the checksums, the order and the advisory lock are Prisma's own, so that either
//! may deploy, even at the same time, and the other finds the work done.

mod failure;
mod folder;
mod history;
mod order;
mod owner;
mod plan;
mod roles;

pub use plan::{State, Status};
pub use roles::allow_login;

use std::path::Path;
use std::time::Duration;

use crate::error::Result;
use owner::Owner;

/// The migrations to deploy: those that a program carries, or those of a folder.
#[derive(Debug, Clone)]
pub struct Migrations<'a>(Scripts<'a>);

#[derive(Debug, Clone)]
enum Scripts<'a> {
    Embedded(&'a [(&'a str, &'a str)]),
    Read(Vec<(String, String)>),
}

impl<'a> Migrations<'a> {
    /// Names and SQL, as the generated client lists them in `MIGRATIONS`.
    pub const fn embedded(scripts: &'a [(&'a str, &'a str)]) -> Self {
        Self(Scripts::Embedded(scripts))
    }

    /// Those of a folder such as `prisma/migrations`.
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(Self(Scripts::Read(folder::read(folder)?)))
    }

    /// Names and SQL, in the order in which they are applied.
    fn in_order(&self) -> Vec<(&str, &str)> {
        let mut scripts = match &self.0 {
            Scripts::Embedded(scripts) => scripts.to_vec(),
            Scripts::Read(scripts) => {
                scripts.iter().map(|(name, sql)| (name.as_str(), sql.as_str())).collect()
            }
        };
        scripts.sort_by_key(|(name, _)| order::key(name));
        scripts
    }
}

/// How long a deployment waits for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// For another deployment to end.
    pub deployment: Duration,
    /// For a lock on what a migration changes. Everybody else queues behind it meanwhile.
    pub lock: Duration,
}

/// Two minutes for another deployment, ten seconds for a lock.
impl Default for Waits {
    fn default() -> Self {
        Self { deployment: Duration::from_mins(2), lock: Duration::from_secs(10) }
    }
}

/// What a deployment did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployed {
    /// The migrations that were applied now, in order. Empty when there was nothing to do.
    pub applied: Vec<String>,
}

/// Applies what is pending, as the owner of the database. Makes the database where there is none.
///
/// Refuses, before anything is touched, when a migration failed earlier, when one was edited after it was
/// applied, or when the database has tables but no history. A migration that fails is recorded as failed.
pub async fn deploy(database_url: &str, migrations: &Migrations<'_>, waits: Waits) -> Result<Deployed> {
    let owner = Owner::connect_or_create(database_url, waits.lock).await?;
    let scripts = migrations.in_order();
    let mut applied = Vec::new();
    loop {
        // Each time, for a script may give up every lock of its session; what is held is had again at once.
        owner.lock(waits.deployment).await?;
        let history = owner.history();
        let rows = if history.exists().await? {
            history.read().await?
        } else {
            plan::may_begin(history.tables().await?)?;
            history.create().await?;
            Vec::new()
        };
        let Some((name, script)) = plan::pending(&rows, &scripts)?.first().copied() else { break };
        owner.apply(name, script).await?;
        applied.push(name.to_owned());
    }
    Ok(Deployed { applied })
}

/// What [`deploy`] would apply, or why it would refuse. Changes nothing and waits for nobody.
pub async fn dry_run(database_url: &str, migrations: &Migrations<'_>) -> Result<Vec<String>> {
    let rows = read(database_url).await?;
    let scripts = migrations.in_order();
    let pending = match rows {
        Read::History(rows) => plan::pending(&rows, &scripts)?,
        Read::Tables(tables) => {
            plan::may_begin(tables)?;
            scripts
        }
    };
    Ok(pending.into_iter().map(|(name, _)| name.to_owned()).collect())
}

/// Says of each migration how it stands. Changes nothing.
pub async fn status(database_url: &str, migrations: &Migrations<'_>) -> Result<Status> {
    let scripts = migrations.in_order();
    Ok(match read(database_url).await? {
        Read::History(rows) => plan::status(&rows, &scripts),
        Read::Tables(tables) => plan::status_without_history(tables, &scripts),
    })
}

/// What a database says of itself: its history, or how many tables it has without one.
enum Read {
    History(Vec<plan::Row>),
    Tables(i64),
}

async fn read(database_url: &str) -> Result<Read> {
    let owner = Owner::connect(database_url, Waits::default().lock).await?;
    let history = owner.history();
    Ok(if history.exists().await? {
        Read::History(history.read().await?)
    } else {
        Read::Tables(history.tables().await?)
    })
}
