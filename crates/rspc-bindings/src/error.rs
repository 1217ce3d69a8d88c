//! Why a router has no bindings.

/// Why a router has no bindings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A type that TypeScript, or serde, cannot say.
    #[error("{0}")]
    Type(String),
    /// Two types of one name.
    #[error("two types are named `{0}`: rename one with #[specta(rename = \"…\")]")]
    DuplicateName(String),
    /// An input that zod cannot check as the server does.
    #[error("zod: {0}")]
    Schema(#[from] zod_gen::Error),
}
