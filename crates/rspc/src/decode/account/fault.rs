//! Why a value does not fit, said by its reader in a form that can be learned from.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// What a reader refuses.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(super) kind: Kind,
    message: String,
}

/// What is known of it besides its sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A field is required.
    Missing(&'static str),
    /// A field stands there twice.
    Duplicate(&'static str),
    /// The object takes no such field.
    Unknown,
    /// It is none of these names.
    Variant(&'static [&'static str]),
    /// The value does not fit, and no more is known.
    Other,
}

impl Fault {
    pub(super) fn into_message(self) -> String {
        self.message
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// The sentences are serde's own, and what stands there is called as `serde_json` calls it.
impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { kind: Kind::Other, message: message.to_string() }
    }
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(serde_json::Error::invalid_type(unexpected, expected))
    }
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(serde_json::Error::invalid_value(unexpected, expected))
    }
    fn missing_field(field: &'static str) -> Self {
        Self { kind: Kind::Missing(field), message: format!("missing field `{field}`") }
    }
    fn duplicate_field(field: &'static str) -> Self {
        Self { kind: Kind::Duplicate(field), message: format!("duplicate field `{field}`") }
    }
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let said: de::value::Error = de::Error::unknown_field(field, expected);
        Self { kind: Kind::Unknown, message: said.to_string() }
    }
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let said: de::value::Error = de::Error::unknown_variant(variant, expected);
        Self { kind: Kind::Variant(expected), message: said.to_string() }
    }
}
