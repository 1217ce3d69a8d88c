//! `tickwire` as a child process that stays: killed, asked to stop, and its log read.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, ExitStatus},
    sync::{Mutex, MutexGuard, PoisonError},
};

use prisma_client_rust::{Source, SystemSource};

use super::{Program, eventually, keeper::Keeper, run::Run};

/// Lines of the log that a failed test prints.
const TAIL: usize = 20;

/// A running program. It is killed with this value.
pub(crate) struct Process {
    log: PathBuf,
    child: Mutex<Child>,
    keeper: &'static Keeper,
}

impl Process {
    /// Starts it, and waits until `ready` finds in its log what it looks for; or what the program said, when it ends before.
    pub(crate) async fn start<T>(
        program: Program,
        ready: impl Fn(&str) -> Option<T>,
    ) -> Result<(Self, T), String> {
        let keeper = &Run::get().await.keeper;
        let log = log_file();
        keeper.file(&log);
        let file = File::create(&log).expect("a log can be written");
        let mut command = program.into_command();
        let child = command.stderr(file).spawn().expect("tickwire can be started");
        keeper.process(child.id());
        let process = Self { log, child: Mutex::new(child), keeper };
        let found = eventually("the program's start", async || {
            if process.child().try_wait().expect("a child can be asked").is_some() {
                let log = process.log_tail();
                return Some(Err(format!("the program ended while it started:\n{log}")));
            }
            ready(&fs::read_to_string(&process.log).unwrap_or_default()).map(Ok)
        });
        let found = found.await?;
        Ok((process, found))
    }

    /// Its id.
    pub(crate) fn id(&self) -> u32 {
        self.child().id()
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
        self.signal("TERM");
    }

    /// Has it stand still, as on a machine that has no time for it.
    pub(crate) fn freeze(&self) {
        self.signal("STOP");
    }

    /// Has it go on.
    pub(crate) fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let id = self.child().id().to_string();
        let status = Command::new("sh").args(["-c", "kill -s \"$1\" \"$2\"", "kill", name, &id]).status();
        assert!(status.expect("a shell").success(), "the program is gone already");
    }

    /// How it ended, when it has.
    pub(crate) async fn ended(&self) -> ExitStatus {
        let ended = async || self.child().try_wait().expect("a child");
        let status = eventually("the program's end", ended).await;
        self.keeper.ended(self.child().id());
        status
    }

    /// All that it has logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).expect("the log can be read")
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

impl Drop for Process {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("── the program's log ends:\n{}\n──", self.log_tail());
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
    folder.join(format!("tickwire-{}.log", SystemSource.uuid_v7().simple()))
}
