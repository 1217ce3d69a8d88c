//! Why a script failed: for whoever deploys, and for the history.

use tokio_postgres::error::{DbError, ErrorPosition, SqlState};

use crate::error::Error;

/// Why a script failed.
#[derive(Debug)]
pub(super) struct Failure {
    code: String,
    message: String,
}

impl Failure {
    /// What the database said of the script.
    pub(super) fn of_script(error: tokio_postgres::Error, script: &str) -> Self {
        let Some(answer) = error.as_db_error() else {
            return Self { code: String::new(), message: Error::from(error).to_string() };
        };
        let titled = |title: &str, text: Option<&str>| text.map(|text| format!("{title}: {text}"));
        let lines = [
            Some(format!("{}: {}", answer.severity(), answer.message())),
            titled("DETAIL", answer.detail()),
            titled("HINT", answer.hint()),
            titled("WHERE", answer.where_()),
            line(answer, script).map(|line| format!("at line {line} of its migration.sql")),
            advice(answer.code()).map(str::to_owned),
        ];
        let message = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
        Self { code: answer.code().code().to_owned(), message }
    }

    /// The script began a transaction, and the database is still in it.
    pub(super) fn open_transaction() -> Self {
        Self {
            code: SqlState::INVALID_TRANSACTION_STATE.code().to_owned(),
            message: "its BEGIN has no COMMIT, so that what it did was rolled back".to_owned(),
        }
    }

    /// What the history keeps of it, in the words of the Prisma CLI.
    pub(super) fn logs(&self, migration: &str) -> String {
        format!(
            "A migration failed to apply. New migrations cannot be applied before the error is recovered from. \
             Read more about how to resolve migration issues in a production database: \
             https://pris.ly/d/migrate-resolve\n\nMigration name: {migration}\n\n\
             Database error code: {}\n\nDatabase error:\n{}\n",
            self.code, self.message
        )
    }

    /// What whoever deploys is told.
    pub(super) fn told(&self, migration: &str) -> String {
        let Self { code, message } = self;
        let code = if code.is_empty() { String::new() } else { format!(", {code}") };
        format!("migration {migration} failed (P3018{code}): {message}\n{}", what_to_do(migration))
    }
}

/// How to go on after a failure.
pub(super) fn what_to_do(migration: &str) -> String {
    format!(
        "Once its cause is mended, say what became of it: `npx prisma migrate resolve --rolled-back {migration}` \
         if nothing of it is left, or `--applied {migration}` if all of it is done"
    )
}

fn line(answer: &DbError, script: &str) -> Option<usize> {
    let Some(ErrorPosition::Original(position)) = answer.position() else { return None };
    let before = script.chars().take(usize::try_from(*position).ok()?.saturating_sub(1));
    Some(before.filter(|letter| *letter == '\n').count() + 1)
}

fn advice(code: &SqlState) -> Option<&'static str> {
    Some(match *code {
        SqlState::LOCK_NOT_AVAILABLE => {
            "Others use what it changes, longer than it may wait: end their transactions, or allow a longer wait"
        }
        SqlState::ACTIVE_SQL_TRANSACTION => {
            "The statements of a migration are one transaction: put this one into a migration of its own"
        }
        _ => return None,
    })
}
