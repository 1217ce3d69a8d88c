//! What the history and the migrations at hand say together.

use std::fmt;

use sha2::{Digest, Sha256};

use super::failure::what_to_do;
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
    /// Those at hand, in the order in which they are applied.
    pub migrations: Vec<(String, State)>,
    /// Those that the database has and this program does not: a newer program migrated it.
    pub unknown: Vec<(String, State)>,
    /// Why a deployment would be refused.
    pub refusal: Option<String>,
}

impl Status {
    /// Whether everything at hand is applied, as it is at hand.
    pub fn is_in_sync(&self) -> bool {
        self.migrations.iter().all(|(_, state)| *state == State::Applied)
    }

    /// Whether a deployment would find nothing to do, and nothing amiss.
    pub fn is_up_to_date(&self) -> bool {
        self.is_in_sync() && self.refusal.is_none()
    }
}

/// One line a migration, then what is amiss.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, state) in &self.migrations {
            writeln!(f, "{name}: {state}")?;
        }
        for (name, state) in &self.unknown {
            writeln!(f, "{name}: {state}, but unknown to this program")?;
        }
        self.refusal.iter().try_for_each(|refusal| writeln!(f, "{refusal}"))
    }
}

/// How a migration stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is applied.
    Applied,
    /// It is yet to be applied.
    Pending,
    /// It was begun and did not end.
    Failed,
    /// It is applied, from another text than the one at hand.
    Edited,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Applied => "applied",
            Self::Pending => "pending",
            Self::Failed => "failed",
            Self::Edited => "edited after it was applied",
        })
    }
}

/// How each migration stands.
pub(super) fn status(rows: &[Row], scripts: &[(&str, &str)]) -> Status {
    let standing: Vec<&Row> = rows.iter().filter(|row| !row.rolled_back).collect();
    let state = |name: &str, script: &str| match standing.iter().find(|row| row.name == name) {
        None => State::Pending,
        Some(row) if !row.finished => State::Failed,
        Some(row) if is_text_of(&row.checksum, script) => State::Applied,
        Some(_) => State::Edited,
    };
    let migrations: Vec<_> =
        scripts.iter().map(|(name, script)| ((*name).to_owned(), state(name, script))).collect();
    let is_known = |row: &&&Row| scripts.iter().any(|(name, _)| *name == row.name);
    let unknown = standing
        .iter()
        .filter(|row| !is_known(row))
        .map(|row| (row.name.clone(), if row.finished { State::Applied } else { State::Failed }));
    Status { unknown: unknown.collect(), refusal: refusal(rows, &migrations), migrations }
}

/// How they stand in a database without a history, but with so many tables.
pub(super) fn status_without_history(tables: i64, scripts: &[(&str, &str)]) -> Status {
    let unmanaged = || Some("no migration is at hand, and none was ever applied to this database".to_owned());
    let refusal = may_begin(tables).err().map(|error| error.to_string());
    Status {
        refusal: refusal.or_else(|| scripts.is_empty().then(unmanaged).flatten()),
        ..status(&[], scripts)
    }
}

/// The migrations to apply; or why none may be.
pub(super) fn pending<'a>(rows: &[Row], scripts: &[(&'a str, &'a str)]) -> Result<Vec<(&'a str, &'a str)>> {
    let Status { migrations, refusal, .. } = status(rows, scripts);
    if let Some(refusal) = refusal {
        return Err(Error::Migration(refusal));
    }
    let states = migrations.iter().map(|(_, state)| state);
    let pending = scripts.iter().zip(states).filter(|(_, state)| **state == State::Pending);
    Ok(pending.map(|(script, _)| *script).collect())
}

/// Whether a history may begin: what is in a database with tables did not come from these migrations.
pub(super) fn may_begin(tables: i64) -> Result<()> {
    if tables == 0 {
        return Ok(());
    }
    let tables = if tables == 1 { "a table".to_owned() } else { format!("{tables} tables") };
    Err(Error::Migration(format!(
        "the database has {tables} but no history of migrations (P3005). If the first migrations describe what is \
         there, say so with `npx prisma migrate resolve --applied <migration>`; \
         see https://pris.ly/d/migrate-baseline"
    )))
}

fn refusal(rows: &[Row], migrations: &[(String, State)]) -> Option<String> {
    if let Some(row) = rows.iter().find(|row| !row.finished && !row.rolled_back) {
        let name = &row.name;
        let why = row.logs.as_deref().map_or("it was interrupted, or runs at this moment", reason);
        return Some(format!(
            "migration {name} failed earlier (P3009), so that nothing is applied: {why}\n{}",
            what_to_do(name)
        ));
    }
    let (name, _) = migrations.iter().find(|(_, state)| *state == State::Edited)?;
    Some(format!(
        "migration {name} was edited after it was applied: restore the text of {name}/migration.sql, \
         and write another migration for the change"
    ))
}

/// What the database said, of what the Prisma CLI or this module logged: without the advice before it, and without the
/// engine's traces after it, as in `   0: sql_schema_connector::…` or `DbError { … }`.
fn reason(logs: &str) -> &str {
    let said = logs.split_once("Database error:\n").map_or(logs, |(_, said)| said);
    let trace = ["\n   0: ", "\nDbError {"].into_iter().filter_map(|start| said.find(start)).min();
    said[..trace.unwrap_or(said.len())].trim()
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
        failed.logs = Some("syntax error\n   0: engine::apply".to_owned());
        let error = pending(std::slice::from_ref(&failed), &SCRIPTS).unwrap_err().to_string();
        assert!(error.contains("syntax error") && error.contains("--rolled-back 1_init"), "{error}");
        assert!(!error.contains("engine"), "{error}");

        failed.rolled_back = true;
        assert_eq!(pending(&[failed], &SCRIPTS).unwrap(), SCRIPTS);
    }

    #[test]
    fn a_newer_programs_migrations_do_no_harm() {
        let rows = [row("1_init", SCRIPTS[0].1), row("2_more", SCRIPTS[1].1), row("3_newer", "SELECT 1;")];
        assert!(pending(&rows, &SCRIPTS).unwrap().is_empty());
        let status = status(&rows, &SCRIPTS);
        assert_eq!(status.unknown, [("3_newer".to_owned(), State::Applied)]);
        assert!(status.is_up_to_date());
    }

    #[test]
    fn a_newer_programs_failed_migration_stops_the_older_one_too() {
        let mut failed = row("3_newer", "SELECT 1;");
        failed.finished = false;
        let rows = [row("1_init", SCRIPTS[0].1), row("2_more", SCRIPTS[1].1), failed];
        assert!(pending(&rows, &SCRIPTS).unwrap_err().to_string().starts_with("migration 3_newer failed"));
        let status = status(&rows, &SCRIPTS);
        assert!(status.is_in_sync() && !status.is_up_to_date());
    }
}
