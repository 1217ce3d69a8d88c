//! What a use case fails with when the refusal is not its own.

/// The result of a use case that refuses nothing by itself.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure beneath a use case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed, or broke a rule that no caller can break.
    #[error("{0}")]
    Database(#[from] prisma_client_rust::Error),
    /// A stored row breaks a rule of trading.
    #[error("stored row {id}: {message}")]
    Row {
        /// The row's id.
        id: uuid::Uuid,
        /// What is wrong with it.
        message: String,
    },
    /// Too much is going on; try again in a moment.
    #[error("the service is busy: {0}")]
    Busy(&'static str),
    /// A page's cursor names no row.
    #[error("this cursor is unknown")]
    UnknownCursor,
}

impl Error {
    /// A row that breaks a rule.
    pub fn row(id: uuid::Uuid, message: impl std::fmt::Display) -> Self {
        Self::Row { id, message: message.to_string() }
    }

    /// A sum of stored amounts that left their range.
    pub(crate) fn amount(error: trading::AmountError) -> Self {
        Self::row(uuid::Uuid::nil(), error)
    }

    /// Whether the same attempt may succeed in a moment.
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::Busy(_) => true,
            Self::Database(error) => error.is_transient(),
            _ => false,
        }
    }
}
