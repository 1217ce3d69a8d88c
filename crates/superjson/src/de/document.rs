//! The object around everything: `json`, `meta`, and whatever else, which is ignored.

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::value::UnitDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use crate::{Error, ErrorKind};

/// How much of a text a document is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// What it begins with, whatever follows.
    First,
}

/// What was read of a text, and where it ends.
pub(super) struct Parts<J, M> {
    pub(super) json: J,
    pub(super) meta: M,
    pub(super) end: usize,
}

/// Reads both parts of a document, in whatever order they come. A document without `json` is `undefined`.
pub(super) fn read<'de, J, M>(
    text: &'de str,
    extent: Extent,
    json: J,
    meta: M,
) -> Result<Parts<J::Value, M::Value>, Error>
where
    J: DeserializeSeed<'de>,
    M: DeserializeSeed<'de>,
    M::Value: Default,
{
    let part = Cell::new(ErrorKind::Document);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = deserializer.deserialize_map(ReadParts { json, meta, part: &part });
    let read = read.and_then(|values| match extent {
        Extent::Whole => deserializer.end().map(|()| values),
        Extent::First => Ok(values),
    });
    let (json, meta) = read.map_err(|error| Error::reading(part.get(), error))?;
    Ok(Parts { json, meta, end: deserializer.into_iter::<IgnoredAny>().byte_offset() })
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Json,
    Meta,
    #[serde(other)]
    Unknown,
}

struct ReadParts<'a, J, M> {
    json: J,
    meta: M,
    /// The part being read, for an error to tell.
    part: &'a Cell<ErrorKind>,
}

impl<'de, J, M> Visitor<'de> for ReadParts<'_, J, M>
where
    J: DeserializeSeed<'de>,
    M: DeserializeSeed<'de>,
    M::Value: Default,
{
    type Value = (J::Value, M::Value);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `json`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut json_seed, mut meta_seed) = (Some(self.json), Some(self.meta));
        let (mut json, mut meta) = (None, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Json => {
                    let seed = json_seed.take().ok_or_else(|| A::Error::duplicate_field("json"))?;
                    self.part.set(ErrorKind::Value);
                    json = Some(map.next_value_seed(seed)?);
                }
                Key::Meta => {
                    let seed = meta_seed.take().ok_or_else(|| A::Error::duplicate_field("meta"))?;
                    self.part.set(ErrorKind::Meta);
                    meta = Some(map.next_value_seed(seed)?);
                }
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            self.part.set(ErrorKind::Document);
        }
        if let Some(seed) = json_seed {
            self.part.set(ErrorKind::Value);
            json = Some(seed.deserialize(UnitDeserializer::new())?);
        }
        match json {
            Some(json) => Ok((json, meta.unwrap_or_default())),
            None => Err(A::Error::missing_field("json")),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{BigInt, ErrorKind, from_slice};

    fn kind<T: for<'de> serde::Deserialize<'de>>(document: &str) -> ErrorKind {
        from_slice::<T>(document.as_bytes()).err().unwrap().kind()
    }

    #[test]
    fn ignores_unknown_keys_as_javascript_does() {
        assert_eq!(from_slice::<u32>(br#"{"a":{"b":[]},"json":7,"c":1}"#).unwrap(), 7);
    }

    #[test]
    fn takes_meta_before_json() {
        let document = br#"{"meta":{"v":1,"values":{"0":["bigint"]}},"json":["7"]}"#;
        assert_eq!(from_slice::<Vec<BigInt<u8>>>(document).unwrap(), [BigInt(7)]);
    }

    #[test]
    fn takes_a_missing_json_for_undefined() {
        assert_eq!(from_slice::<Option<u32>>(b"{}").unwrap(), None);
        from_slice::<()>(b"{}").unwrap();
        assert_eq!(kind::<u32>("{}"), ErrorKind::Value);
    }

    #[test]
    fn refuses_a_second_json_or_meta() {
        assert_eq!(kind::<u32>(r#"{"json":1,"json":2}"#), ErrorKind::Document);
        assert_eq!(kind::<u32>(r#"{"json":1,"meta":{},"meta":{}}"#), ErrorKind::Document);
    }

    #[test]
    fn refuses_what_is_not_text() {
        let error = from_slice::<String>(b"{\"json\":\"\xff\"}").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Syntax);
        assert_eq!(error.to_string(), "invalid UTF-8 from byte 9 on");
    }

    #[test]
    fn refuses_what_is_not_one_object() {
        assert_eq!(kind::<u32>("7"), ErrorKind::Document);
        assert_eq!(kind::<u32>(r#"{"json":7}{}"#), ErrorKind::Syntax);
        assert_eq!(kind::<u32>(r#"{"json":7"#), ErrorKind::Syntax);
        assert_eq!(kind::<u32>(""), ErrorKind::Syntax);
    }
}
