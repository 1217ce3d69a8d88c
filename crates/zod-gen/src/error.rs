//! Why a type has no schema.

/// Why a type has no schema that accepts and refuses what Rust does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct Error {
    place: String,
    why: Why,
}

impl Error {
    pub(crate) fn new(place: &[String], why: Why) -> Self {
        Self { place: place.join("."), why }
    }
}

/// The reasons.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Why {
    #[error("a {0} does not fit a JavaScript number; use superjson's BigInt, or a smaller integer")]
    TooWide(&'static str),
    #[error("`{0}` has a textual form that zod does not know; declare its pattern")]
    UnknownText(String),
    #[error("`{0}` is TypeScript that says nothing to zod")]
    UnknownTypeScript(String),
    #[error("the constraint {constraint} does not apply to {to}")]
    Inapplicable { constraint: String, to: &'static str },
    #[error("the pattern {pattern:?}: {reason}")]
    Pattern { pattern: String, reason: String },
    #[error("only objects can be flattened or tagged from inside")]
    NotAnObject,
    #[error("the constraints of `{0}` would not be checked by the server: it needs #[garde(dive)]")]
    NoDive(String),
    #[error("the type parameter {0} has no argument")]
    Unbound(String),
    #[error("superjson sends no field named `{0}`: rename it")]
    Unsendable(String),
    #[error("two schemas are named `{0}`")]
    DuplicateName(String),
    #[error("a type that is not registered")]
    Unregistered,
}
