//! `Document`: the annotations of a document whose `json` is put together piece by piece.

use std::cell::RefCell;

use serde::Serialize;

use super::annotations::Annotations;
use super::path::{Path, Segment};
use super::serializer::{Context, Serializer};
use crate::Error;

/// Writes a document that holds several values, or values within other JSON.
///
/// The caller writes the JSON around the values and says at which path each of them stands; the document
/// collects their annotations and writes them as `meta` at the end. It can be used again after that.
///
/// This is a line of a tRPC batch stream, whose `json` is the line itself:
///
/// ```
/// use superjson::{Date, Document, Segment};
///
/// let at = Date("2026-01-02T03:04:05.678Z".parse()?);
/// let mut document = Document::new();
/// let mut line = br#"{"json":[2,0,[["#.to_vec();
/// let path = [Segment::Index(2), Segment::Index(0), Segment::Index(0)];
/// document.append_value(&mut line, &path, &at)?;
/// line.extend_from_slice(b"]]]");
/// document.append_meta(&mut line);
/// line.extend_from_slice(b"}\n");
/// assert_eq!(
///     String::from_utf8(line)?,
///     concat!(
///         r#"{"json":[2,0,[["2026-01-02T03:04:05.678Z"]]],"#,
///         r#""meta":{"values":{"2.0.0":["Date"]},"v":1}}"#,
///         "\n",
///     ),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Document {
    annotations: RefCell<Annotations>,
}

impl Document {
    /// A document with no value yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the bare JSON of `value`, which stands at `path` below `json`; on error nothing has changed.
    ///
    /// An empty path says that `value` is the whole of `json`: it is then the document's only value.
    pub fn append_value<T: Serialize + ?Sized>(
        &mut self,
        out: &mut Vec<u8>,
        path: &[Segment<'_>],
        value: &T,
    ) -> Result<(), Error> {
        let (start, mark) = (out.len(), self.annotations.get_mut().mark());
        let path = Path::Root(path);
        let written = value.serialize(Serializer {
            inner: &mut serde_json::Serializer::new(&mut *out),
            context: Context { annotations: &self.annotations, path: &path },
        });
        written.map_err(|error| {
            out.truncate(start);
            self.annotations.get_mut().restore(mark);
            Error::writing(error)
        })
    }

    /// Appends `,"meta":{"values":…,"v":1}`, or nothing where no value has been annotated, and starts anew.
    pub fn append_meta(&mut self, out: &mut Vec<u8>) {
        let annotations = self.annotations.get_mut();
        if !annotations.is_empty() {
            out.extend_from_slice(b",\"meta\":{\"values\":");
            annotations.finish(out);
            out.extend_from_slice(b",\"v\":1}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BigInt, ErrorKind, Map, Set, Undefined};
    use std::collections::BTreeMap;

    #[test]
    fn puts_the_path_of_a_value_before_those_within_it() {
        let mut document = Document::new();
        let mut out = b"{\"json\":{\"a.b\":[".to_vec();
        let values = BTreeMap::from([("x", BigInt(1)), ("y", BigInt(2))]);
        document.append_value(&mut out, &["a.b".into(), 0.into()], &values).unwrap();
        out.push(b',');
        let set = Set(vec![Map(vec![(1, Undefined)])]);
        document.append_value(&mut out, &["a.b".into(), 1.into()], &set).unwrap();
        out.extend_from_slice(b"]}");
        document.append_meta(&mut out);
        out.push(b'}');
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"json":{"a.b":[{"x":"1","y":"2"},[[[1,null]]]]},"meta":{"values":{"#,
                r#""a\\.b.0.x":["bigint"],"a\\.b.0.y":["bigint"],"#,
                r#""a\\.b.1":["set",{"0":["map",{"0.1":["undefined"]}]}]},"v":1}}"#,
            ),
        );
    }

    #[test]
    fn takes_a_failed_value_back() {
        let mut document = Document::new();
        let mut out = Vec::new();
        document.append_value(&mut out, &[0.into()], &Undefined).unwrap();
        let before = out.clone();
        // Half of it is written before the key that JSON cannot hold.
        let bad = Set(vec![BTreeMap::from([(vec![1], BigInt(1))])]);
        let error = document.append_value(&mut out, &[1.into()], &(BigInt(1), bad)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
        assert_eq!(out, before);
        document.append_value(&mut out, &[2.into()], &Undefined).unwrap();
        document.append_meta(&mut out);
        let meta = r#"nullnull,"meta":{"values":{"0":["undefined"],"2":["undefined"]},"v":1}"#;
        assert_eq!(String::from_utf8(out).unwrap(), meta);
    }

    #[test]
    fn starts_anew_after_meta() {
        let mut document = Document::new();
        for _ in 0..2 {
            let mut out = Vec::new();
            document.append_value(&mut out, &[], &f64::NAN).unwrap();
            document.append_meta(&mut out);
            assert_eq!(out, br#""NaN","meta":{"values":["number"],"v":1}"#);
        }
        let mut out = Vec::new();
        document.append_value(&mut out, &[], &1).unwrap();
        document.append_meta(&mut out);
        assert_eq!(out, b"1");
    }
}
