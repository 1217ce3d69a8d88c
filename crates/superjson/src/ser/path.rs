//! Where a value stands in its document, and how superjson writes that down.

use serde::ser;

use super::key::MapKey;

/// One step from a value to one within it.
///
/// ```
/// use superjson::Segment;
///
/// let path: [Segment<'_>; 2] = ["rows".into(), 3.into()];
/// assert_eq!(path, [Segment::Key("rows"), Segment::Index(3)]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Segment<'a> {
    /// To a property of an object.
    Key(&'a str),
    /// To an element of an array.
    Index(usize),
}

impl<'a> From<&'a str> for Segment<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Segment<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A place in the document, each step pointing at the one before it.
pub(super) enum Path<'a> {
    /// Where the whole value stands.
    Root(&'a [Segment<'a>]),
    /// Just within a `Map` or `Set`, where paths start anew.
    Container,
    Field(&'a Path<'a>, &'a str),
    Element(&'a Path<'a>, usize),
    /// Below a map's key, which is turned into text only if an annotation asks for it.
    Entry(&'a Path<'a>, &'a dyn MapKey),
}

impl Path<'_> {
    /// Whether this is where paths start, so that an annotation needs no path.
    pub(super) fn is_start(&self) -> bool {
        matches!(self, Path::Root([]) | Path::Container)
    }

    /// Writes the path as the inside of a JSON string.
    pub(super) fn write<E: ser::Error>(&self, out: &mut Vec<u8>) -> Result<(), E> {
        match *self {
            Path::Container => Ok(()),
            Path::Root(segments) => {
                for (nth, segment) in segments.iter().enumerate() {
                    if nth > 0 {
                        out.push(b'.');
                    }
                    match *segment {
                        Segment::Key(key) => write_key(out, key)?,
                        Segment::Index(index) => write_index(out, index),
                    }
                }
                Ok(())
            }
            Path::Field(parent, key) => {
                parent.write_as_parent(out)?;
                write_key(out, key)
            }
            Path::Element(parent, index) => {
                parent.write_as_parent(out)?;
                write_index(out, index);
                Ok(())
            }
            Path::Entry(parent, key) => {
                parent.write_as_parent(out)?;
                write_key(out, &key.text().map_err(E::custom)?)
            }
        }
    }

    fn write_as_parent<E: ser::Error>(&self, out: &mut Vec<u8>) -> Result<(), E> {
        if !self.is_start() {
            self.write(out)?;
            out.push(b'.');
        }
        Ok(())
    }
}

/// Keys that superjson refuses in a path, lest a document reach into JavaScript's prototypes.
pub(crate) fn is_forbidden(key: &str) -> bool {
    matches!(key, "__proto__" | "constructor" | "prototype")
}

/// Writes a key escaped twice: dots and backslashes for the path, then the whole for JSON.
fn write_key<E: ser::Error>(out: &mut Vec<u8>, key: &str) -> Result<(), E> {
    if is_forbidden(key) {
        return Err(E::custom(format_args!("superjson refuses the key `{key}` above a marked value")));
    }
    if !key.bytes().any(|byte| matches!(byte, b'.' | b'\\' | b'"' | ..0x20)) {
        out.extend_from_slice(key.as_bytes());
        return Ok(());
    }
    for byte in key.bytes() {
        match byte {
            b'.' => out.extend_from_slice(br"\\."),
            b'\\' => out.extend_from_slice(br"\\\\"),
            b'"' => out.extend_from_slice(br#"\""#),
            b'\n' => out.extend_from_slice(br"\n"),
            b'\r' => out.extend_from_slice(br"\r"),
            b'\t' => out.extend_from_slice(br"\t"),
            0x08 => out.extend_from_slice(br"\b"),
            0x0c => out.extend_from_slice(br"\f"),
            ..0x20 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    Ok(())
}

fn write_index(out: &mut Vec<u8>, index: usize) {
    out.extend_from_slice(index_text(&mut [0; INDEX_DIGITS], index).as_bytes());
}

/// The most digits an index can have: those of `u64::MAX`.
pub(crate) const INDEX_DIGITS: usize = 20;

/// The decimal digits of an index, with no allocation.
pub(crate) fn index_text(buffer: &mut [u8; INDEX_DIGITS], mut index: usize) -> &str {
    let mut start = buffer.len();
    loop {
        start -= 1;
        buffer[start] = b"0123456789"[index % 10];
        index /= 10;
        if index == 0 {
            break;
        }
    }
    std::str::from_utf8(&buffer[start..]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BigInt;
    use std::collections::BTreeMap;

    #[test]
    fn escapes_for_the_path_and_for_json() {
        let value = BTreeMap::from([("a.b\\c\"\n\u{1}é", vec![BigInt(1)])]);
        let document = String::from_utf8(crate::to_vec(&value).unwrap()).unwrap();
        let meta = r#""values":{"a\\.b\\\\c\"\n\u0001é.0":["bigint"]}"#;
        assert!(document.contains(meta), "{document}");
    }

    #[test]
    fn refuses_prototype_keys_where_they_are_annotated() {
        for key in ["__proto__", "constructor", "prototype"] {
            assert!(crate::to_vec(&BTreeMap::from([(key, BigInt(1))])).is_err());
            assert!(crate::to_vec(&BTreeMap::from([(key, 1)])).is_ok());
        }
    }

    #[test]
    fn writes_every_length_of_index() {
        for index in [0, 9, 10, 12345, usize::MAX] {
            assert_eq!(index_text(&mut [0; INDEX_DIGITS], index), index.to_string());
        }
    }
}
