//! What a statement can fail with.

use tokio_postgres::error::SqlState;

use crate::misfit;

/// The result of a statement.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a statement failed. A violated constraint is named, so that callers can match on it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with these values exists.
    #[error("unique constraint {constraint} of {table} ({}) is violated", fields.join(", "))]
    UniqueViolation {
        /// The table, as the database names it.
        table: String,
        /// The constraint or unique index.
        constraint: String,
        /// The fields that are unique together, as the schema names them (raw SQL: the columns; where an
        /// index is on an expression, its text). Empty when the catalogue could not be asked.
        fields: Vec<String>,
    },
    /// The row points at one that is not there, or one that is pointed at was to go.
    #[error("foreign key {constraint} of {table} ({}) is violated", fields.join(", "))]
    ForeignKeyViolation {
        /// The table that points, as the database names it.
        table: String,
        /// The constraint.
        constraint: String,
        /// The fields that point, as [`Error::UniqueViolation`] names them.
        fields: Vec<String>,
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
        /// The field, as the schema names it.
        field: String,
    },
    /// A value is longer than its column.
    #[error("a value{} is too long: {message}", of(*table, *field))]
    ValueTooLong {
        /// The table, as the database names it; `None` of raw SQL.
        table: Option<&'static str>,
        /// The field, as the schema names it; `None` where it cannot be told.
        field: Option<&'static str>,
        /// What is wrong with it.
        message: String,
    },
    /// A number or a time is outside of what its column holds, in a filter too.
    #[error("a value{} is out of range: {message}", of(*table, *field))]
    OutOfRange {
        /// The table, as [`Error::ValueTooLong`] names it.
        table: Option<&'static str>,
        /// The field, as [`Error::ValueTooLong`] names it.
        field: Option<&'static str>,
        /// What is wrong with it.
        message: String,
    },
    /// A value is none of its column's type, in a filter too: a text with a NUL in it, or one that is no address.
    #[error("a value{} is invalid: {message}", of(*table, *field))]
    InvalidValue {
        /// The table, as [`Error::ValueTooLong`] names it.
        table: Option<&'static str>,
        /// The field, as [`Error::ValueTooLong`] names it.
        field: Option<&'static str>,
        /// What is wrong with it.
        message: String,
    },
    /// A row of raw SQL does not have the columns of the type that it is read as.
    #[error("the row's columns are others than its type's: missing {missing:?}, unknown {unknown:?}")]
    Columns {
        /// What the type has and the row has not.
        missing: Vec<String>,
        /// What the row has and the type has not.
        unknown: Vec<String>,
    },
    /// A hook refused the operation.
    #[error("refused: {0}")]
    Refused(String),
    /// `update`, `delete` or `..._or_throw` met no row.
    #[error("no row of {table} matches")]
    NotFound {
        /// The table, as the database names it.
        table: &'static str,
    },
    /// A row would be left without the row that it has to belong to.
    #[error("the relation {relation} of {table} is required: its rows cannot be without it")]
    RequiredRelation {
        /// The table that the relation is a field of.
        table: &'static str,
        /// The field's name in the schema.
        relation: &'static str,
    },
    /// Concurrent transactions got in each other's way (also a deadlock): the whole transaction may be tried again.
    #[error("the transaction has to be tried again: {0}")]
    Serialization(String),
    /// A statement was prepared before the schema changed. Where it was alone it is prepared anew and sent again, and
    /// nobody hears of it; a transaction is over by it, stored nothing, and may be tried again.
    #[error("a statement was prepared before the schema changed: the transaction has to be tried again")]
    StalePlan,
    /// A transaction was tried again and again, and others were always in its way.
    #[error("the transaction was in others' way {attempts} times")]
    RetriesExhausted {
        /// How often it was tried.
        attempts: u32,
    },
    /// A deadline passed: connecting, waiting for a lock or for an answer.
    #[error("timed out {0}")]
    Timeout(&'static str),
    /// A statement ran longer than it may, and was ended.
    #[error("a statement ran longer than it may, and was ended")]
    StatementTimeout,
    /// All connections were in use for as long as one was waited for.
    #[error("timed out waiting for one of the pool's {max} connections")]
    PoolTimeout {
        /// The most that may be open.
        max: usize,
    },
    /// The database cannot be reached, or is going down.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The connection broke while it was used: whether the statement was carried out is not known.
    #[error("the connection is lost: {0}")]
    ConnectionLost(String),
    /// The transaction took longer than it may. Nothing was stored.
    #[error("the transaction took longer than {timeout:?}, and was rolled back")]
    TransactionExpired {
        /// How long it might have taken.
        timeout: std::time::Duration,
    },
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
    /// Prisma's code of such an error, where it has one: `P2002` of a unique violation, and so on.
    pub fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::UniqueViolation { .. } => "P2002",
            Self::ForeignKeyViolation { .. } => "P2003",
            Self::CheckViolation { .. } => "P2004",
            Self::NotNullViolation { .. } => "P2011",
            Self::RequiredRelation { .. } => "P2014",
            Self::NotFound { .. } => "P2025",
            Self::Serialization(_) | Self::StalePlan | Self::RetriesExhausted { .. } => "P2034",
            Self::PoolTimeout { .. } => "P2024",
            Self::Timeout(_) => "P1002",
            Self::StatementTimeout => "P1008",
            Self::Unavailable(_) => "P1001",
            Self::ConnectionLost(_) => "P1017",
            Self::TransactionOver(_) | Self::TransactionExpired { .. } => "P2028",
            Self::ValueTooLong { .. } => "P2000",
            Self::InvalidValue { .. } => "P2007",
            Self::OutOfRange { .. } => "P2020",
            Self::Decode(_) | Self::Columns { .. } => "P2023",
            Self::Migration(_) => "P3018",
            Self::NotPermitted(_) => "P1010",
            Self::Database { code, .. } if !code.is_empty() => "P2039",
            Self::Configuration(_) | Self::Refused(_) | Self::Database { .. } => return None,
        })
    }

    /// Whether the same may succeed in a moment: somebody was in the way, or the database was not there.
    ///
    /// It does not say that nothing was stored: see [`Error::is_outcome_unknown`].
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Serialization(_)
                | Self::StalePlan
                | Self::RetriesExhausted { .. }
                | Self::Timeout(_)
                | Self::StatementTimeout
                | Self::PoolTimeout { .. }
                | Self::Unavailable(_)
                | Self::ConnectionLost(_)
                | Self::TransactionExpired { .. }
        )
    }

    /// Whether what was sent may have been carried out all the same: no answer was heard, or one that does not say that the
    /// server refused it.
    pub const fn is_outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::Timeout(_) | Self::Unavailable(_) | Self::ConnectionLost(_) | Self::Database { .. }
        )
    }

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
            let is_io =
                std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
            let refused = std::error::Error::source(&error).filter(|_| is_of_parameter(&error));
            return if let Some(cause) = refused {
                misfit::refused(cause)
            } else if error.is_closed() {
                Self::ConnectionLost(message_of(&error))
            } else if is_io {
                match message_of(&error) {
                    message if message.starts_with("error connecting") => Self::Unavailable(message),
                    message => Self::ConnectionLost(message),
                }
            } else {
                Self::Database { code: String::new(), message: message_of(&error) }
            };
        };
        let table = answer.table().unwrap_or_default().to_owned();
        let constraint = answer.constraint().unwrap_or_default().to_owned();
        let message = answer.message().to_owned();
        match answer.code() {
            &SqlState::UNIQUE_VIOLATION => Self::UniqueViolation { table, constraint, fields: Vec::new() },
            &SqlState::FOREIGN_KEY_VIOLATION | &SqlState::RESTRICT_VIOLATION => {
                Self::ForeignKeyViolation { table, constraint, fields: Vec::new() }
            }
            &SqlState::CHECK_VIOLATION => Self::CheckViolation { table, constraint },
            &SqlState::NOT_NULL_VIOLATION => {
                let column = answer.column().unwrap_or_default().to_owned();
                Self::NotNullViolation { table, field: column.clone(), column }
            }
            &SqlState::STRING_DATA_RIGHT_TRUNCATION => {
                Self::ValueTooLong { table: None, field: None, message }
            }
            &SqlState::NUMERIC_VALUE_OUT_OF_RANGE | &SqlState::DATETIME_FIELD_OVERFLOW => {
                Self::OutOfRange { table: None, field: None, message }
            }
            &SqlState::INVALID_TEXT_REPRESENTATION
            | &SqlState::INVALID_BINARY_REPRESENTATION
            | &SqlState::CHARACTER_NOT_IN_REPERTOIRE
            | &SqlState::UNTRANSLATABLE_CHARACTER
            | &SqlState::STRING_DATA_LENGTH_MISMATCH
            | &SqlState::INVALID_XML_CONTENT => Self::InvalidValue { table: None, field: None, message },
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => {
                Self::Serialization(message)
            }
            &SqlState::QUERY_CANCELED => Self::StatementTimeout,
            &SqlState::LOCK_NOT_AVAILABLE => Self::Timeout("waiting for a lock"),
            &SqlState::INSUFFICIENT_PRIVILEGE => Self::NotPermitted(message),
            &SqlState::ADMIN_SHUTDOWN
            | &SqlState::CRASH_SHUTDOWN
            | &SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => Self::ConnectionLost(message),
            // Messages are in the server's language; what raised them is not.
            &SqlState::FEATURE_NOT_SUPPORTED if answer.routine() == Some("RevalidateCachedQuery") => {
                Self::StalePlan
            }
            &SqlState::INVALID_SQL_STATEMENT_NAME => Self::StalePlan,
            code if is_unavailable(code) => Self::Unavailable(message),
            code => Self::Database { code: code.code().to_owned(), message },
        }
    }
}

/// ` of table.field`, where they are known.
fn of(table: Option<&str>, field: Option<&str>) -> String {
    table.zip(field).map(|(table, field)| format!(" of {table}.{field}")).unwrap_or_default()
}

/// Whether a parameter could not be written. `tokio_postgres` keeps its kinds of errors to itself.
fn is_of_parameter(error: &tokio_postgres::Error) -> bool {
    error.to_string().starts_with("error serializing parameter")
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
                Self::Database { message, .. } | Self::ConnectionLost(message) => Self::Unavailable(message),
                other => other,
            },
            PoolError::Timeout(_) => Self::Timeout("connecting to the database"),
            other => Self::Unavailable(other.to_string()),
        }
    }
}
