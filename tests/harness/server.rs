//! `tickwire serve` and `tickwire worker` as child processes.

use std::ops::Deref;

use super::{Database, Program, process::Process};

/// A running server.
pub(crate) struct Server {
    /// Where it listens: `http://127.0.0.1:<port>`.
    pub(crate) url: String,
    process: Process,
}

impl Server {
    /// A server on that database, on a free port, ready.
    pub(crate) async fn start(database: &Database) -> Self {
        Self::start_with(Self::program(database)).await
    }

    /// The program and its environment, for a server on that database and a free port.
    pub(crate) fn program(database: &Database) -> Program {
        Self::program_at(&database.owner_url)
    }

    /// The same, for a server on the database at that URL.
    pub(crate) fn program_at(owner_url: &str) -> Program {
        serving(Program::new("serve"), owner_url)
    }

    /// The same of the other version.
    pub(crate) fn other_program(database: &Database) -> Program {
        serving(Program::other("serve"), &database.owner_url)
    }

    /// The same, from a program whose environment was changed.
    pub(crate) async fn start_with(program: Program) -> Self {
        Self::try_start(program).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The same; or what the server said, when it does not start.
    pub(crate) async fn try_start(program: Program) -> Result<Self, String> {
        let (process, address) = Process::start(program, |log| address_in(log).map(str::to_owned)).await?;
        Ok(Self { url: format!("http://{address}"), process })
    }
}

impl Deref for Server {
    type Target = Process;
    fn deref(&self) -> &Process {
        &self.process
    }
}

/// A running worker.
pub(crate) struct Worker(Process);

impl Worker {
    /// A worker on that database, at work.
    pub(crate) async fn start(database: &Database) -> Self {
        Self::start_at(&database.owner_url).await
    }

    /// The program and its environment, for a worker on that database.
    pub(crate) fn program(database: &Database) -> Program {
        on(&database.owner_url, Program::new("worker"))
    }

    /// The same, on the database at that URL.
    pub(crate) async fn start_at(owner_url: &str) -> Self {
        Self::start_with(on(owner_url, Program::new("worker"))).await
    }

    /// The same, from a program whose environment was changed.
    pub(crate) async fn start_with(program: Program) -> Self {
        let working = |log: &str| log.contains(": working").then_some(());
        let started = Process::start(program, working).await;
        Self(started.unwrap_or_else(|error| panic!("{error}")).0)
    }
}

impl Deref for Worker {
    type Target = Process;
    fn deref(&self) -> &Process {
        &self.0
    }
}

fn serving(program: Program, owner_url: &str) -> Program {
    on(owner_url, program).env("TICKWIRE_PORT", "0")
}

fn on(owner_url: &str, program: Program) -> Program {
    program.env("DATABASE_URL", owner_url).env("TICKWIRE_LOG", "info,rspc_axum=debug")
}

/// The address in the line that says `serving`, for eyes or as JSON.
fn address_in(log: &str) -> Option<&str> {
    let line = log.lines().find(|line| line.contains(": serving ") || line.contains("\"serving\""))?;
    let rest = line.split_once("address")?.1.trim_start_matches(['=', '"', ':']);
    rest.split([' ', '"']).next()
}
