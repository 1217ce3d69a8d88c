//! `tickwire serve` as a child process: started, called, killed, and asked to stop.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, ExitStatus},
    sync::{Mutex, MutexGuard, PoisonError},
};

use prisma_client_rust::{Source, SystemSource};

use super::{Database, Program, eventually, keeper::Keeper, run::Run};

/// Lines of the log that a failed test prints.
const TAIL: usize = 20;

/// A running server. It is killed with this value.
pub(crate) struct Server {
    /// Where it listens: `http://127.0.0.1:<port>`.
    pub(crate) url: String,
    log: PathBuf,
    child: Mutex<Child>,
    keeper: &'static Keeper,
}

impl Server {
    /// A server on that database, on a free port, ready.
    pub(crate) async fn start(database: &Database) -> Self {
        Self::start_with(Self::program(database)).await
    }

    /// The program and its environment, for a server on that database and a free port.
    pub(crate) fn program(database: &Database) -> Program {
        Program::new("serve")
            .env("DATABASE_URL", &database.owner_url)
            .env("TICKWIRE_PORT", "0")
            .env("TICKWIRE_LOG", "info,rspc_axum=debug")
    }

    /// The same, from a program whose environment was changed.
    pub(crate) async fn start_with(program: Program) -> Self {
        Self::try_start(program).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The same; or what the server said, when it does not start.
    pub(crate) async fn try_start(program: Program) -> Result<Self, String> {
        let keeper = &Run::get().await.keeper;
        let log = log_file();
        keeper.file(&log);
        let file = File::create(&log).expect("a log can be written");
        let mut command = program.into_command();
        let child = command.stderr(file).spawn().expect("tickwire can be started");
        keeper.process(child.id());
        let mut server = Self { url: String::new(), log, child: Mutex::new(child), keeper };
        let started = eventually("the server's start", async || {
            if server.child().try_wait().expect("a child can be asked").is_some() {
                return Some(Err(format!("the server ended while it started:\n{}", server.log_tail())));
            }
            let log = fs::read_to_string(&server.log).unwrap_or_default();
            address_in(&log).map(|address| Ok(format!("http://{address}")))
        });
        server.url = started.await?;
        Ok(server)
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(&self) {
        let mut child = self.child();
        child.kill().expect("a child can be killed");
        child.wait().expect("a killed child ends");
        self.keeper.ended(child.id());
    }

    /// Asks it to stop, as a deployment does.
    pub(crate) fn terminate(&self) {
        let id = self.child().id().to_string();
        let status = Command::new("sh").args(["-c", "kill -TERM \"$1\"", "kill", &id]).status();
        assert!(status.expect("a shell").success(), "the server is gone already");
    }

    /// How it ended, when it has.
    pub(crate) async fn ended(&self) -> ExitStatus {
        let status = eventually("the server's end", async || self.child().try_wait().expect("a child")).await;
        self.keeper.ended(self.child().id());
        status
    }

    /// The last lines of its log.
    pub(crate) fn log_tail(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(TAIL)..].join("\n")
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("── the server's log ends:\n{}\n──", self.log_tail());
        }
        let mut child = self.child();
        // It may be gone already; either way it is not there afterwards.
        let _ = child.kill();
        let _ = child.wait();
        self.keeper.ended(child.id());
    }
}

/// In the target folder, named by time.
fn log_file() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    folder.join(format!("server-{}.log", SystemSource.uuid_v7().simple()))
}

/// The address in the line that says `serving`.
fn address_in(log: &str) -> Option<&str> {
    let line = log.lines().find(|line| line.contains(": serving "))?;
    line.split_once("address=")?.1.split_whitespace().next()
}
