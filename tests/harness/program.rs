//! The `tickwire` program: built once, run with an environment that is all its own.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

/// The checkout: the tests crate is a folder of it.
const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Where it is; none where it cannot be built.
static PATH: LazyLock<Option<PathBuf>> = LazyLock::new(|| match env::var_os("TICKWIRE_BINARY") {
    Some(path) => Some(path.into()),
    None => build(),
});

/// A run of `tickwire` to its end, or the beginning of one that stays.
pub(crate) struct Program(Command);

impl Program {
    /// `tickwire <command>`, knowing nothing of this process's environment.
    pub(crate) fn new(command: &str) -> Self {
        Self::on(None, command)
    }

    /// The same on those cores.
    pub(crate) fn on(cores: Option<&str>, command: &str) -> Self {
        Self::of(PATH.as_ref().expect("cargo builds tickwire; what it says is above"), cores, command)
    }

    /// The same of another version, where the environment says where its program is; of this one otherwise.
    pub(crate) fn other(command: &str) -> Self {
        match env::var_os("TICKWIRE_OTHER_BINARY") {
            Some(path) => Self::of(Path::new(&path), None, command),
            None => Self::new(command),
        }
    }

    fn of(path: &Path, cores: Option<&str>, command: &str) -> Self {
        let mut program = on_cores(cores, path);
        program.arg(command).env_clear().env("NO_COLOR", "1");
        // Where a compiler that counts lines has its counts written.
        if let Some(file) = env::var_os("LLVM_PROFILE_FILE") {
            program.env("LLVM_PROFILE_FILE", file);
        }
        // Where no `.env` is found, in the folder or above it.
        program.current_dir("/");
        Self(program)
    }

    /// With an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// With an argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    /// Runs to the end: whether it succeeded, what it answered, and what it said on standard error.
    pub(crate) fn run(mut self) -> (bool, String, String) {
        let output = self.0.output().expect("tickwire can be started");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (output.status.success(), text(output.stdout), text(output.stderr))
    }

    /// The command itself.
    pub(crate) fn into_command(self) -> Command {
        self.0
    }
}

/// A program on those cores; on any, where none are named.
pub(super) fn on_cores(cores: Option<&str>, program: &Path) -> Command {
    let Some(cores) = cores else { return Command::new(program) };
    let mut command = Command::new("taskset");
    command.args(["-c", cores]).arg(program);
    command
}

/// Builds it beside the tests, in their profile. All that `cargo test` builds is named, and so is built already: for
/// the server alone, its dependencies would be compiled again, without what the tests ask of them.
fn build() -> Option<PathBuf> {
    let here = env::current_exe().expect("a test knows where it is");
    let folder = here.parent().and_then(Path::parent).expect("tests are in <target>/<profile>/deps");
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(profile) => profile,
    };
    let target = folder.parent().expect("a profile's folder is in the target folder");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--bins", "--tests", "--profile", profile])
        .arg("--target-dir")
        .arg(target)
        .current_dir(CHECKOUT)
        .status()
        .expect("cargo can be started");
    built.success().then(|| folder.join("tickwire"))
}
