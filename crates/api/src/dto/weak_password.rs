//! Why a password is not taken.

use app::auth::Weakness;
use serde::Serialize;

/// How easily a password is guessed, and what would help.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct WeakPassword {
    /// From 0, guessed at once, to 4; 3 does.
    pub(crate) score: u8,
    /// What is wrong with it, where that can be said.
    pub(crate) warning: Option<String>,
    /// What would make it better.
    pub(crate) suggestions: Vec<String>,
}

impl From<Weakness> for WeakPassword {
    fn from(Weakness { score, warning, suggestions }: Weakness) -> Self {
        Self { score, warning, suggestions }
    }
}
