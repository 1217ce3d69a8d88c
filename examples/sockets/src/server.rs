//! The server, as the operating system sees it.

use std::{
    collections::HashMap,
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// This program as a server, until it is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    _child: Child,
    folder: PathBuf,
}

impl Server {
    pub(crate) async fn start() -> Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        let mut child = command.arg("serve").stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let folder = Path::new("/proc").join(child.id().context("it ended at once")?.to_string());
        let said = BufReader::new(child.stdout.take().context("no output")?);
        let port = said.lines().next_line().await?.context("it named no port")?.parse()?;
        Ok(Self { port, _child: child, folder })
    }

    /// Its memory in KiB.
    pub(crate) fn memory(&self) -> Result<u64> {
        let status = fs::read_to_string(self.folder.join("status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let figure = line.and_then(|line| line.split_whitespace().next()).context("no VmRSS")?;
        Ok(figure.parse()?)
    }

    /// Its processor time so far.
    pub(crate) fn used(&self) -> Result<Duration> {
        let mut used = 0;
        for task in fs::read_dir(self.folder.join("task"))? {
            let schedule = fs::read_to_string(task?.path().join("schedstat"))?;
            used += schedule.split(' ').next().context("no time")?.parse::<u64>()?;
        }
        Ok(Duration::from_nanos(used))
    }

    /// Its connections, by the port at the other end: how many bytes each has waiting in the kernel to be taken.
    pub(crate) fn waiting(&self) -> Result<HashMap<u16, u64>> {
        let port = |address: &str| u16::from_str_radix(address.split_once(':')?.1, 16).ok();
        let waiting = |line: &str| {
            let fields: Vec<&str> = line.split_whitespace().take(5).collect();
            let [_, here, there, "01", queues] = fields[..] else { return None };
            let bytes = u64::from_str_radix(queues.split_once(':')?.0, 16).ok()?;
            (port(here)? == self.port).then_some((port(there)?, bytes))
        };
        Ok(fs::read_to_string("/proc/net/tcp")?.lines().filter_map(waiting).collect())
    }
}
