//! Ends what a run of the tests has started, when the run ends, however it ends.
//!
//! A test process that is killed cleans nothing up. So it tells this process, line by line on standard input, what
//! there is to end; that input closes with the test process, and then everything left is ended:
//!
//! - `process <id>`: a child to kill, until `ended <id>` says that it is gone;
//! - `database <name>`: a database to drop, until `drop <name>` asks for it at once.
//!
//! The only argument is the database owner's URL.

use std::{collections::BTreeSet, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
};
use tokio_postgres::{Client, NoTls};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the argument is missing: the database owner's URL")?;
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
    tokio::spawn(connection);

    let (mut processes, mut databases) = (BTreeSet::new(), BTreeSet::new());
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        match line.split_once(' ') {
            Some(("process", id)) => drop(processes.insert(id.to_owned())),
            Some(("ended", id)) => drop(processes.remove(id)),
            Some(("database", name)) => drop(databases.insert(name.to_owned())),
            Some(("drop", name)) => {
                drop_database(&client, name).await;
                databases.remove(name);
            }
            _ => return Err(format!("what does {line:?} mean?").into()),
        }
    }
    for id in processes {
        kill(&id).await;
    }
    for name in databases {
        drop_database(&client, &name).await;
    }
    Ok(())
}

/// Best effort: what stays behind, a later run drops.
async fn drop_database(client: &Client, name: &str) {
    let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

/// Best effort: it may have ended by itself.
async fn kill(id: &str) {
    let mut command = Command::new("sh");
    command.args(["-c", "kill -9 \"$1\"", "kill", id]).stderr(Stdio::null());
    let _ = command.status().await;
}
