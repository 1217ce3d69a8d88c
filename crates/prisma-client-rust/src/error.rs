//! What a statement can fail with.

use tokio_postgres::error::SqlState;

/// The result of a statement.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a statement failed. A violated constraint is named, so that callers can match on it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with these values exists.
    #[error("unique constraint {constraint} of {table} is violated")]
    UniqueViolation {
        /// The table, as the database names it.
        table: String,
        /// The constraint or unique index.
        constraint: String,
    },
    /// The row points at one that is not there, or one that is pointed at was to go.
    #[error("foreign key {constraint} of {table} is violated")]
    ForeignKeyViolation {
        /// The table, as the database names it.
        table: String,
        /// The constraint.
        constraint: String,
    },
    /// A check constraint refused the row.
    #[error("check {constraint} of {table} is violated")]
    CheckViolation {
        /// The table, as the database names it.
        table: String,
        /// The constraint.
        constraint: String,
    },
    /// A column that must be set was not.
    #[error("column {column} of {table} must not be null")]
    NotNullViolation {
        /// The table, as the database names it.
        table: String,
        /// The column.
        column: String,
    },
    /// `update`, `delete` or `..._or_throw` met no row.
    #[error("no row of {table} matches")]
    NotFound {
        /// The table, as the database names it.
        table: &'static str,
    },
    /// Concurrent transactions got in each other's way (also a deadlock): the whole transaction may be tried again.
    #[error("the transaction has to be tried again: {0}")]
    Serialization(String),
    /// A deadline passed: waiting for a connection, for a lock or for the statement.
    #[error("timed out {0}")]
    Timeout(&'static str),
    /// The database cannot be reached, or is going down.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The role may not do that; also a row that a policy refuses.
    #[error("not permitted: {0}")]
    NotPermitted(String),
    /// The transaction has ended, or one of its statements failed.
    #[error("the transaction is over: {0}")]
    TransactionOver(&'static str),
    /// A row could not be read as its model.
    #[error("cannot read a row: {0}")]
    Decode(String),
    /// A migration failed, or may not be applied; the message says what to do.
    #[error("{0}")]
    Migration(String),
    /// The configuration cannot be used.
    #[error("{0}")]
    Configuration(String),
    /// Anything else that the database said.
    #[error("the database answered {code}: {message}")]
    Database {
        /// The five characters of SQLSTATE; empty when the failure was before the database.
        code: String,
        /// What it said.
        message: String,
    },
}

impl Error {
    /// Whether this is the violation of the unique constraint or index of that name.
    pub fn is_unique_violation(&self, name: &str) -> bool {
        matches!(self, Self::UniqueViolation { constraint, .. } if constraint == name)
    }

    /// Whether this is the violation of the foreign key of that name.
    pub fn is_foreign_key_violation(&self, name: &str) -> bool {
        matches!(self, Self::ForeignKeyViolation { constraint, .. } if constraint == name)
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(answer) = error.as_db_error() else {
            return if error.is_closed()
                || std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
            {
                Self::Unavailable(message_of(&error))
            } else {
                Self::Database { code: String::new(), message: message_of(&error) }
            };
        };
        let table = answer.table().unwrap_or_default().to_owned();
        let constraint = answer.constraint().unwrap_or_default().to_owned();
        let message = answer.message().to_owned();
        match answer.code() {
            &SqlState::UNIQUE_VIOLATION => Self::UniqueViolation { table, constraint },
            &SqlState::FOREIGN_KEY_VIOLATION => Self::ForeignKeyViolation { table, constraint },
            &SqlState::CHECK_VIOLATION => Self::CheckViolation { table, constraint },
            &SqlState::NOT_NULL_VIOLATION => {
                Self::NotNullViolation { table, column: answer.column().unwrap_or_default().to_owned() }
            }
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => {
                Self::Serialization(message)
            }
            &SqlState::QUERY_CANCELED => Self::Timeout("running a statement"),
            &SqlState::LOCK_NOT_AVAILABLE => Self::Timeout("waiting for a lock"),
            &SqlState::INSUFFICIENT_PRIVILEGE => Self::NotPermitted(message),
            code if is_unavailable(code) => Self::Unavailable(message),
            code => Self::Database { code: code.code().to_owned(), message },
        }
    }
}

/// The server's classes for "not now": connection exceptions, no resources, shutting down.
fn is_unavailable(code: &SqlState) -> bool {
    ["08", "53", "57P"].iter().any(|class| code.code().starts_with(class))
}

/// The message with its causes, which `tokio_postgres` leaves out of its own.
fn message_of(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        message.push_str(": ");
        message.push_str(&inner.to_string());
        cause = inner.source();
    }
    message
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        use deadpool_postgres::PoolError;
        match error {
            PoolError::Backend(error) => match Self::from(error) {
                // Whatever keeps us from connecting, the database is not there for us.
                Self::Database { message, .. } => Self::Unavailable(message),
                other => other,
            },
            PoolError::Timeout(deadpool_postgres::TimeoutType::Wait) => {
                Self::Timeout("waiting for a connection")
            }
            PoolError::Timeout(_) => Self::Timeout("connecting to the database"),
            other => Self::Unavailable(other.to_string()),
        }
    }
}
