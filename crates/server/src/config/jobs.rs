//! What can be done with background work that failed.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Database;

/// What to do with background work, of all tenants and of the service itself.
#[derive(Subcommand, Clone, Debug)]
pub(crate) enum Jobs {
    /// Says which jobs failed, dead ones first; fails if there is a dead one.
    List(List),
    /// Has a job begun at once, with all its attempts before it.
    Retry(Named),
    /// Leaves a failure be: the job comes next when its schedule says so.
    Discard(Named),
}

/// Which jobs.
#[derive(Args, Clone, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) database: Database,
    /// Those that did not fail as well.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Which job.
#[derive(Args, Clone, Debug)]
pub(crate) struct Named {
    #[command(flatten)]
    pub(crate) database: Database,
    /// The job's id, as `tickwire jobs list` says it.
    pub(crate) id: Uuid,
}
