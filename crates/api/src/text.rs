//! Texts of the outside: what the database cannot hold is refused before it gets there.

/// No text of PostgreSQL holds the character U+0000.
const NUL: char = '\0';

/// Refuses a text that cannot be stored; for `#[garde(custom(storable))]`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands its context over so")]
pub(crate) fn storable(text: &str, _: &()) -> garde::Result {
    if text.contains(NUL) { Err(garde::Error::new("holds the character U+0000")) } else { Ok(()) }
}
