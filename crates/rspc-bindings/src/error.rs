//! Why a router has no bindings.

/// Why a router has no bindings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A type that TypeScript, or serde, cannot say.
    #[error("{0}")]
    Type(String),
    /// Two Rust types of one name.
    #[error("{first} and {second} are both named `{name}`: rename one with #[specta(rename = \"…\")]")]
    DuplicateType {
        /// The name.
        name: String,
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// Two types of one name, not both of which are Rust's.
    #[error("two types are named `{0}`: rename one with #[specta(rename = \"…\")]")]
    DuplicateName(String),
    /// A type of a name that the bindings use for something else.
    #[error(
        "the type `{0}` has a name that the bindings use: give it another with #[specta(rename = \"…\")]"
    )]
    ReservedName(String),
    /// An input that zod cannot check as the server does.
    #[error("zod: {0}")]
    Schema(#[from] zod_gen::Error),
    /// A type of a procedure that has no schema.
    #[error("{place}: {why}")]
    NoSchema {
        /// The procedure, and which of its types.
        place: String,
        /// The field, and why.
        why: zod_gen::Error,
    },
    /// A declaration map that cannot be written.
    #[error("declaration map: {0}")]
    Map(String),
}
