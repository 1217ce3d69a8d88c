//! What the history and the migrations at hand say together.

use std::fmt;

use sha2::{Digest, Sha256};

use super::history::failed;
use crate::error::{Error, Result};

/// An entry of the history.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) checksum: String,
    pub(super) finished: bool,
    pub(super) rolled_back: bool,
    pub(super) logs: Option<String>,
}

/// How the migrations stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Those at hand, the oldest first.
    pub migrations: Vec<(String, State)>,
    /// Those that the database has and this program does not: a newer program migrated it.
    pub unknown: Vec<String>,
}

impl Status {
    /// Whether everything at hand is applied, as it is at hand.
    pub fn is_in_sync(&self) -> bool {
        self.migrations.iter().all(|(_, state)| *state == State::Applied)
    }
}

/// One line a migration.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, state) in &self.migrations {
            writeln!(f, "{name}: {state}")?;
        }
        for name in &self.unknown {
            writeln!(f, "{name}: applied, but unknown to this program")?;
        }
        Ok(())
    }
}

/// How a migration stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is applied.
    Applied,
    /// It is yet to be applied.
    Pending,
    /// It was begun and did not end; what the database said, where it is known.
    Failed(String),
    /// It is applied, from another text than the one at hand.
    Edited,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Applied => f.write_str("applied"),
            Self::Pending => f.write_str("pending"),
            Self::Failed(logs) => write!(f, "failed: {logs}"),
            Self::Edited => f.write_str("edited after it was applied"),
        }
    }
}

/// How each migration stands.
pub(super) fn status(rows: &[Row], scripts: &[(&str, &str)]) -> Status {
    let standing: Vec<&Row> = rows.iter().filter(|row| !row.rolled_back).collect();
    let state = |name: &str, script: &str| match standing.iter().find(|row| row.name == name) {
        None => State::Pending,
        Some(row) if !row.finished => {
            State::Failed(row.logs.clone().unwrap_or_else(|| "it was interrupted".to_owned()))
        }
        Some(row) if is_text_of(&row.checksum, script) => State::Applied,
        Some(_) => State::Edited,
    };
    let is_known = |row: &&&Row| scripts.iter().any(|(name, _)| *name == row.name);
    Status {
        migrations: scripts.iter().map(|(name, script)| ((*name).to_owned(), state(name, script))).collect(),
        unknown: standing.iter().filter(|row| !is_known(row)).map(|row| row.name.clone()).collect(),
    }
}

/// The migrations to apply; or why none may be.
pub(super) fn pending<'a>(rows: &[Row], scripts: &[(&'a str, &'a str)]) -> Result<Vec<(&'a str, &'a str)>> {
    if let Some(row) = rows.iter().find(|row| !row.finished && !row.rolled_back) {
        let logs = row.logs.as_deref().unwrap_or("it was interrupted");
        return Err(Error::Migration(failed(&row.name, logs)));
    }
    let mut pending = Vec::new();
    for (&script, (name, state)) in scripts.iter().zip(status(rows, scripts).migrations) {
        match state {
            State::Applied => {}
            State::Edited => {
                let message = format!(
                    "migration {name} was edited after it was applied: restore its text and write another migration"
                );
                return Err(Error::Migration(message));
            }
            State::Pending | State::Failed(_) => pending.push(script),
        }
    }
    Ok(pending)
}

/// As Prisma computes it.
pub(super) fn checksum(script: &str) -> String {
    hex::encode(Sha256::digest(script))
}

/// Whether the checksum is the script's. As for Prisma, the line endings of a checkout make no difference.
fn is_text_of(expected: &str, script: &str) -> bool {
    let unix = script.replace("\r\n", "\n");
    expected == checksum(script)
        || expected == checksum(&unix)
        || expected == checksum(&unix.replace('\n', "\r\n"))
}

#[cfg(test)]
mod tests {
    use super::{Row, State, checksum, pending, status};

    const SCRIPTS: [(&str, &str); 2] =
        [("1_init", "CREATE TABLE a ();\n"), ("2_more", "CREATE TABLE b ();\n")];

    fn row(name: &str, script: &str) -> Row {
        Row {
            name: name.to_owned(),
            checksum: checksum(script),
            finished: true,
            rolled_back: false,
            logs: None,
        }
    }

    #[test]
    fn a_checksum_is_the_sha_256_of_the_text() {
        assert_eq!(checksum("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn what_the_history_lacks_is_pending() {
        let rows = [row("1_init", SCRIPTS[0].1)];
        assert_eq!(pending(&rows, &SCRIPTS).unwrap(), [SCRIPTS[1]]);
        assert!(!status(&rows, &SCRIPTS).is_in_sync());
    }

    #[test]
    fn an_edited_migration_is_refused_by_name() {
        let rows = [row("1_init", "CREATE TABLE other ();\n")];
        let error = pending(&rows, &SCRIPTS).unwrap_err();
        assert!(error.to_string().starts_with("migration 1_init was edited"), "{error}");
        assert_eq!(status(&rows, &SCRIPTS).migrations[0].1, State::Edited);
    }

    #[test]
    fn line_endings_are_no_edit() {
        let rows = [row("1_init", "CREATE TABLE a ();\r\n"), row("2_more", SCRIPTS[1].1)];
        assert!(status(&rows, &SCRIPTS).is_in_sync());
    }

    #[test]
    fn a_failed_migration_stops_all_until_it_is_resolved() {
        let mut failed = row("1_init", SCRIPTS[0].1);
        failed.finished = false;
        failed.logs = Some("syntax error".to_owned());
        let error = pending(std::slice::from_ref(&failed), &SCRIPTS).unwrap_err().to_string();
        assert!(error.contains("syntax error") && error.contains("--rolled-back 1_init"), "{error}");

        failed.rolled_back = true;
        assert_eq!(pending(&[failed], &SCRIPTS).unwrap(), SCRIPTS);
    }

    #[test]
    fn a_newer_programs_migrations_do_no_harm() {
        let rows = [row("1_init", SCRIPTS[0].1), row("2_more", SCRIPTS[1].1), row("3_newer", "SELECT 1;")];
        assert!(pending(&rows, &SCRIPTS).unwrap().is_empty());
        assert_eq!(status(&rows, &SCRIPTS).unknown, ["3_newer"]);
    }
}
