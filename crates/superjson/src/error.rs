//! What can go wrong, and where in the document.

use std::{fmt, str::Utf8Error};

/// Why a document could not be read or written.
///
/// ```
/// use superjson::ErrorKind;
///
/// let error = superjson::from_slice::<u32>(br#"{"json":"seven"}"#).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Value);
/// assert_eq!((error.line(), error.column()), (1, 15));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    source: serde_json::Error,
}

/// The part of a document that an [`Error`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON, or ends early.
    Syntax,
    /// The document is not an object with `json` and `meta`, each at most once.
    Document,
    /// `json` does not fit the Rust type, or is nested deeper than 128; or a value to write has no form in JSON.
    Value,
    /// `meta` is malformed: an unknown transformation, a bad or too long path, a forbidden key.
    Meta,
}

impl Error {
    /// An error met while reading that part.
    pub(crate) fn reading(part: ErrorKind, source: serde_json::Error) -> Self {
        let kind = if source.is_data() { part } else { ErrorKind::Syntax };
        Self { kind, source }
    }

    /// The error of a document that is no text at all.
    pub(crate) fn not_text(error: Utf8Error) -> Self {
        let message = format!("invalid UTF-8 from byte {} on", error.valid_up_to());
        Self { kind: ErrorKind::Syntax, source: serde::de::Error::custom(message) }
    }

    /// The error of a value in a document that is sound: `serde_json` calls some of these syntax errors.
    pub(crate) fn about_value(self) -> Self {
        Self { kind: ErrorKind::Value, ..self }
    }

    pub(crate) fn writing(source: serde_json::Error) -> Self {
        Self { kind: ErrorKind::Value, source }
    }

    /// The part of the document that is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The line in the document, from 1; 0 where there is no place to point at.
    pub fn line(&self) -> usize {
        self.source.line()
    }

    /// The column in the line, in bytes and from 1; 0 where there is no place to point at.
    pub fn column(&self) -> usize {
        self.source.column()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ErrorKind::Syntax | ErrorKind::Value => write!(f, "{}", self.source),
            ErrorKind::Document => write!(f, "superjson document: {}", self.source),
            ErrorKind::Meta => write!(f, "superjson meta: {}", self.source),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
