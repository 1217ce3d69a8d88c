//! Writing: a serializer around `serde_json`'s, which notes every marker it passes.
//!
//! The place of a value is a linked list on the call stack, so that a value without a marker costs next to
//! nothing; the annotations of `meta.values` go to a second buffer as they are met.

mod annotations;
mod compound;
mod document;
mod key;
mod path;
mod serializer;
mod variant;

use serde::Serialize;

pub use document::Document;
pub use path::Segment;
pub(crate) use path::{INDEX_DIGITS, index_text, is_forbidden};

use crate::Error;

/// Appends the document of `value`; on error `out` is as it was.
///
/// ```
/// let mut out = b"data: ".to_vec();
/// superjson::append(&mut out, &[1.5, f64::INFINITY])?;
/// assert_eq!(
///     String::from_utf8_lossy(&out),
///     r#"data: {"json":[1.5,"Infinity"],"meta":{"values":{"1":["number"]},"v":1}}"#,
/// );
/// # Ok::<(), superjson::Error>(())
/// ```
pub fn append<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    let mut document = Document::new();
    let start = out.len();
    out.extend_from_slice(b"{\"json\":");
    if let Err(error) = document.append_value(out, &[], value) {
        out.truncate(start);
        return Err(error);
    }
    document.append_meta(out);
    out.push(b'}');
    Ok(())
}

/// The document of `value`.
///
/// ```
/// assert_eq!(superjson::to_vec("plain")?, br#"{"json":"plain"}"#);
/// # Ok::<(), superjson::Error>(())
/// ```
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    append(&mut out, value)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    #[test]
    fn leaves_the_buffer_as_it_was_on_error() {
        let mut out = b"before".to_vec();
        let keys_that_are_no_text = BTreeMap::from([(vec![1], 2)]);
        assert!(super::append(&mut out, &keys_that_are_no_text).is_err());
        assert_eq!(out, b"before");
    }
}
