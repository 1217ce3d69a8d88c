//! The line to the keeper: the process that ends everything when the tests end (see `main.rs`).

use std::{
    io::Write,
    os::unix::process::CommandExt,
    path::Path,
    process::{ChildStdin, Command, Stdio},
    sync::{Mutex, PoisonError},
};

/// A running keeper.
pub(crate) struct Keeper(Mutex<ChildStdin>);

impl Keeper {
    /// Starts it, out of reach of a Ctrl-C that is meant for the tests.
    pub(crate) fn start(owner_url: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tickwire-tests-keeper"));
        command.env("DATABASE_URL", owner_url).stdin(Stdio::piped()).stdout(Stdio::null()).process_group(0);
        // Not waited for: it ends after this process.
        #[expect(clippy::zombie_processes, reason = "it outlives this process, to clean up after it")]
        let child = command.spawn().expect("the keeper starts");
        Self(Mutex::new(child.stdin.expect("its input is a pipe")))
    }

    /// There is a child to kill.
    pub(crate) fn process(&self, id: u32) {
        self.tell(&format!("process {id}"));
    }

    /// That child is gone.
    pub(crate) fn ended(&self, id: u32) {
        self.tell(&format!("ended {id}"));
    }

    /// There is a file to remove.
    pub(crate) fn file(&self, path: &Path) {
        self.tell(&format!("file {}", path.display()));
    }

    /// There is a database to drop.
    pub(crate) fn database(&self, name: &str) {
        self.tell(&format!("database {name}"));
    }

    /// That database is not needed any more.
    pub(crate) fn drop_now(&self, name: &str) {
        self.tell(&format!("drop {name}"));
    }

    fn tell(&self, line: &str) {
        let mut input = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Without a keeper the tests are still good; what they leave, a later run drops.
        let _ = writeln!(input, "{line}");
    }
}
