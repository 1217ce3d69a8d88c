//! Reading: straight into the type, with `meta` heeded only where `serde_json` would read something else.
//!
//! A `Date` is a string to `serde_json` and a `Map` an array, as their Rust types expect. Three annotations change
//! what is read: a `bigint` and a `number` are no strings, and an `undefined` property is not there. Only a
//! document with one of these is read a second time, by a deserializer that walks along with its annotations.

mod access;
mod annotations;
mod deserializer;
mod document;
mod key;
mod meta;
mod path;
mod value;
mod variant;
mod visitor;

use std::borrow::Cow;
use std::marker::PhantomData;

pub use key::KeyDeserializer;
use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny};
pub use value::Value;

use crate::Error;
use deserializer::Annotated;
use document::{Extent, read};
use meta::ReadMeta;

/// Reads a value from its document, which may be borrowed from.
///
/// Errors tell the line and column in the document. No input makes it panic or exhaust the stack.
///
/// ```
/// use serde::Deserialize;
///
/// #[derive(Debug, PartialEq, Deserialize)]
/// struct Filter {
///     status: Option<String>,
///     #[serde(default)]
///     limit: u32,
///     above: f64,
/// }
///
/// let document = br#"{
///     "json": {"status": null, "limit": null, "above": "-Infinity"},
///     "meta": {"values": {"status": ["undefined"], "limit": ["undefined"], "above": ["number"]}, "v": 1}
/// }"#;
/// let filter: Filter = superjson::from_slice(document)?;
/// assert_eq!(filter, Filter { status: None, limit: 0, above: f64::NEG_INFINITY });
/// # Ok::<(), superjson::Error>(())
/// ```
pub fn from_slice<'de, T: Deserialize<'de>>(document: &'de [u8]) -> Result<T, Error> {
    from_slice_seed(document, PhantomData::<T>)
}

/// Reads a value by a seed, as [`from_slice`] does by a type.
///
/// The seed may be tried twice: once on the plain JSON, and again should the annotations change what is read.
///
/// ```
/// use std::marker::PhantomData;
///
/// let document = br#"{"json":["-0"],"meta":{"values":{"0":["number"]},"v":1}}"#;
/// assert_eq!(superjson::from_slice_seed(document, PhantomData::<Vec<i32>>)?, [0]);
/// # Ok::<(), superjson::Error>(())
/// ```
pub fn from_slice_seed<'de, S: DeserializeSeed<'de> + Copy>(
    document: &'de [u8],
    seed: S,
) -> Result<S::Value, Error> {
    // Asked once, rather than of every string in it.
    let document = std::str::from_utf8(document).map_err(Error::not_text)?;
    decode(document, Extent::Whole, seed).map(|(value, _)| value)
}

/// Reads a value by a seed from the document that a text begins with, and says at which byte the document ends:
/// for one that stands within other JSON.
///
/// ```
/// use std::marker::PhantomData;
///
/// let batch = r#"{"0":{"json":7},"1":{"json":8}}"#;
/// let (seven, end) = superjson::from_prefix_seed(&batch[5..], PhantomData::<u8>)?;
/// assert_eq!((seven, &batch[5 + end..]), (7, r#","1":{"json":8}}"#));
/// # Ok::<(), superjson::Error>(())
/// ```
pub fn from_prefix_seed<'de, S: DeserializeSeed<'de> + Copy>(
    text: &'de str,
    seed: S,
) -> Result<(S::Value, usize), Error> {
    decode(text, Extent::First, seed)
}

fn decode<'de, S: DeserializeSeed<'de> + Copy>(
    text: &'de str,
    extent: Extent,
    seed: S,
) -> Result<(S::Value, usize), Error> {
    let annotations = match read(text, extent, seed, ReadMeta) {
        Ok(parts) if parts.meta.is_empty() => return Ok((parts.json, parts.end)),
        Ok(parts) => parts.meta,
        Err(error) => {
            // The value may yet fit, once what is annotated is taken for what it is.
            let annotations = read(text, extent, PhantomData::<IgnoredAny>, ReadMeta)?.meta;
            if annotations.is_empty() {
                return Err(error.about_value());
            }
            annotations
        }
    };
    let value = Annotated { inner: seed, place: annotations.root() };
    let parts = read(text, extent, value, PhantomData::<IgnoredAny>).map_err(Error::about_value)?;
    Ok((parts.json, parts.end))
}

/// A string, borrowed from the document where it holds no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
