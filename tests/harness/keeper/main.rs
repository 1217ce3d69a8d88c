//! Ends what a run of the tests has started, when the run ends, however it ends.
//!
//! A test process that is killed cleans nothing up. So it tells this process, line by line on standard input, what
//! there is to end; that input closes with the test process, and then everything left is ended:
//!
//! - `process <id>`: a child to kill, until `ended <id>` says that it is gone;
//! - `database <name>`: a database to drop; `drop <name>` asks for it as soon as nobody uses it;
//! - `file <path>`: a file to remove.
//!
//! `DATABASE_URL` is the database owner's.

use std::{collections::BTreeSet, fs, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};
use tokio_postgres::{Client, NoTls};

/// How often a database that is in use is tried again, and for how long after the tests' end.
const POLL: Duration = Duration::from_millis(200);
const LINGER: Duration = Duration::from_mins(1);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("DATABASE_URL")?;
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
    tokio::spawn(connection);

    let mut left = Left::default();
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let mut again = tokio::time::interval(POLL);
    loop {
        tokio::select! {
            line = lines.next_line() => match line? {
                Some(line) => left.hear(&line)?,
                None => break,
            },
            _ = again.tick() => drop_databases(&client, &mut left.unused).await,
        }
    }

    for id in left.processes {
        kill(&id).await;
    }
    for path in left.files {
        // It may be gone already.
        let _ = fs::remove_file(path);
    }
    left.unused.append(&mut left.databases);
    let dropping = async {
        while !left.unused.is_empty() {
            drop_databases(&client, &mut left.unused).await;
            again.tick().await;
        }
    };
    // What cannot be dropped by then, a later run drops.
    let _ = timeout(LINGER, dropping).await;
    Ok(())
}

/// What there is to end.
#[derive(Default)]
struct Left {
    processes: BTreeSet<String>,
    files: BTreeSet<String>,
    databases: BTreeSet<String>,
    /// Those that no test needs any more.
    unused: BTreeSet<String>,
}

impl Left {
    fn hear(&mut self, line: &str) -> Result<(), String> {
        let (word, name) = line.split_once(' ').unwrap_or_default();
        match word {
            "process" => drop(self.processes.insert(name.to_owned())),
            "ended" => drop(self.processes.remove(name)),
            "file" => drop(self.files.insert(name.to_owned())),
            "database" => drop(self.databases.insert(name.to_owned())),
            "drop" => drop(self.databases.take(name).map(|name| self.unused.insert(name))),
            _ => return Err(format!("what does {line:?} mean?")),
        }
        Ok(())
    }
}

/// Drops those that nobody uses. Connections of other roles are not the owner's to break off: their users end first.
async fn drop_databases(client: &Client, names: &mut BTreeSet<String>) {
    for name in names.clone() {
        let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        if client.batch_execute(&sql).await.is_ok() {
            names.remove(&name);
        }
    }
}

/// Best effort: it may have ended by itself.
async fn kill(id: &str) {
    let mut command = Command::new("sh");
    command.args(["-c", "kill -9 \"$1\"", "kill", id]).stderr(Stdio::null());
    let _ = command.status().await;
}
