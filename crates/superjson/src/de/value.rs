//! What a document says before a type reads it: JSON as a tree, its annotations heeded.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::value::RawValue;

use super::Text;
use super::annotations::{Place, Transformation};
use super::deserializer::{annotated_number, no_digits};
use super::document::{Extent, read};
use super::meta::ReadMeta;
use super::path::MAX_DEPTH;
use crate::ser::{INDEX_DIGITS, index_text};
use crate::types::is_decimal;
use crate::{Error, ErrorKind};

/// Any value of a document. A date, a map, a set and the rest are the JSON that stands for them, as their Rust types
/// read it.
///
/// ```
/// use superjson::Value;
///
/// let document = br#"{"json":{"id":"7","name":"a"},"meta":{"values":{"id":["bigint"]},"v":1}}"#;
/// let Value::Object(entries) = Value::from_document(document)? else { panic!("an object") };
/// assert_eq!(entries[0], ("id".into(), Value::BigInt("7".into())));
/// assert_eq!(entries[1], ("name".into(), Value::Text("a".into())));
/// # Ok::<(), superjson::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'de> {
    /// `null`, and `undefined` wherever it is no property.
    Null,
    /// A property that is there and `undefined`.
    Undefined,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that is not negative.
    Unsigned(u64),
    /// A negative whole number.
    Signed(i64),
    /// Any other number, and `NaN`, `Infinity`, `-Infinity` and `-0`.
    Float(f64),
    /// The decimal digits of a `bigint`.
    BigInt(Cow<'de, str>),
    /// A string.
    Text(Cow<'de, str>),
    /// An array.
    Array(Vec<Self>),
    /// An object: its entries in their order, those of the same key too.
    Object(Vec<(Cow<'de, str>, Self)>),
    /// What is no value of its kind, such as half of a character, or is not what its annotation says; and why.
    Unfit(String),
}

impl Value<'_> {
    /// What an error says stands there.
    pub fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null | Self::Undefined => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Unsigned(value) => Unexpected::Unsigned(*value),
            Self::Signed(value) => Unexpected::Signed(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::BigInt(_) => Unexpected::Other("bigint"),
            Self::Text(text) => Unexpected::Str(text),
            Self::Array(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
            Self::Unfit(message) => Unexpected::Other(message),
        }
    }
}

/// Up to which length a text is read part by part, where it cannot be read as a whole.
const LONGEST_IN_PARTS: usize = 16 * 1024;

impl<'de> Value<'de> {
    /// What a document says.
    pub fn from_document(document: &'de [u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(document).map_err(Error::not_text)?;
        let annotations = read(text, Extent::Whole, PhantomData::<IgnoredAny>, ReadMeta)?.meta;
        let value = ReadValue { place: (!annotations.is_empty()).then(|| annotations.root()) };
        let whole = read(text, Extent::Whole, value, PhantomData::<IgnoredAny>);
        let whole = whole.map(|parts| parts.json).map_err(Error::about_value);
        whole.or_else(|error| {
            let parts = read(text, Extent::Whole, PhantomData::<&RawValue>, PhantomData::<IgnoredAny>);
            parts.ok().and_then(|parts| value.in_parts(parts.json)).ok_or(error)
        })
    }

    /// What plain JSON says.
    pub fn from_json(json: &'de [u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(json).map_err(Error::not_text)?;
        let value = ReadValue { place: None };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let whole = value.deserialize(&mut deserializer);
        let whole = whole.and_then(|value| deserializer.end().map(|()| value));
        whole.or_else(|error| {
            let parts = serde_json::from_str::<&RawValue>(text).ok();
            parts.and_then(|json| value.in_parts(json)).ok_or(Error::reading(ErrorKind::Value, error))
        })
    }
}

/// Reads the value at a place in the annotations, or where nothing is annotated.
#[derive(Clone, Copy)]
struct ReadValue<'t> {
    place: Option<Place<'t>>,
}

impl ReadValue<'_> {
    /// Of what is one step further in.
    fn child(self, segment: &str) -> Self {
        Self { place: self.place.and_then(|place| place.child(segment)) }
    }

    /// Of JSON that holds a text or a number that is none in Rust: it alone is unfit. Each level is read anew.
    fn in_parts(self, json: &RawValue) -> Option<Value<'_>> {
        (json.get().len() <= LONGEST_IN_PARTS).then(|| self.part(json, MAX_DEPTH))
    }

    fn part(self, json: &RawValue, depth: usize) -> Value<'_> {
        let text = json.get();
        let Some(depth) = depth.checked_sub(1) else { return Value::Unfit("nested too deep".to_owned()) };
        let value = match text.as_bytes().first() {
            Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text).map(|elements| {
                let elements = elements.into_iter().enumerate().map(|(index, element)| {
                    self.child(index_text(&mut [0; INDEX_DIGITS], index)).part(element, depth)
                });
                Value::Array(elements.collect())
            }),
            Some(b'{') => serde_json::from_str::<RawEntries<'_>>(text).map(|RawEntries(entries)| {
                let entries = entries.into_iter().map(|(Text(key), value)| {
                    let child = self.child(&key);
                    (key, child.property(child.part(value, depth)))
                });
                Value::Object(entries.collect())
            }),
            _ => serde_json::Deserializer::from_str(text).deserialize_any(self),
        };
        self.annotated(value.unwrap_or_else(unfit))
    }

    /// What the annotation makes of the JSON.
    fn annotated(self, value: Value<'_>) -> Value<'_> {
        match self.transformation() {
            Transformation::None | Transformation::Undefined => value,
            Transformation::Number => number(value),
            Transformation::BigInt => bigint(value),
        }
    }

    /// The value of a property.
    fn property(self, value: Value<'_>) -> Value<'_> {
        if self.transformation() == Transformation::Undefined { Value::Undefined } else { value }
    }

    fn transformation(self) -> Transformation {
        self.place.map_or(Transformation::None, Place::transformation)
    }
}

impl<'de> DeserializeSeed<'de> for ReadValue<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self).map(|value| self.annotated(value))
    }
}

fn number(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Text(text) => annotated_number(&text).map_or_else(unfit, Value::Float),
        unfit @ Value::Unfit(_) => unfit,
        other => no_text(&other),
    }
}

fn bigint(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Text(text) if is_decimal(&text) => Value::BigInt(text),
        Value::Text(text) => unfit(no_digits(&text)),
        unfit @ Value::Unfit(_) => unfit,
        other => no_text(&other),
    }
}

fn no_text<'de>(value: &Value<'_>) -> Value<'de> {
    unfit(serde_json::Error::invalid_type(value.unexpected(), &"a string"))
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed on by `map_or_else`")]
fn unfit<'de>(error: serde_json::Error) -> Value<'de> {
    let message = error.to_string();
    Value::Unfit(message.split(" at line ").next().unwrap_or_default().to_owned())
}

/// The entries of an object, their values as they stand there.
struct RawEntries<'de>(Vec<(Text<'de>, &'de RawValue)>);

impl<'de> Deserialize<'de> for RawEntries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReadRawEntries)
    }
}

struct ReadRawEntries;

impl<'de> Visitor<'de> for ReadRawEntries {
    type Value = RawEntries<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawEntries<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawEntries(entries))
    }
}

impl<'de> Visitor<'de> for ReadValue<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(Value::Unsigned(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(Value::Signed(value))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(Value::Float(value))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let mut elements = Vec::new();
        loop {
            let child = self.child(index_text(&mut [0; INDEX_DIGITS], elements.len()));
            match seq.next_element_seed(child)? {
                Some(element) => elements.push(element),
                None => return Ok(Value::Array(elements)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            let child = self.child(&key);
            let value = map.next_value_seed(child)?;
            entries.push((key, child.property(value)));
        }
        Ok(Value::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_annotations_make_of_the_json() {
        let document = br#"{
            "json": {"u": null, "n": ["-0", "x", 1], "b": "12", "c": "1.5", "d": [null, -1, 1e3, true, "\n"]},
            "meta": {"values": {"u": ["undefined"], "n.0": ["number"], "n.1": ["number"], "n.2": ["number"],
                "b": ["bigint"], "c": ["bigint"], "d.0": ["undefined"]}, "v": 1}
        }"#;
        let unfit = |message: &str| Value::Unfit(message.to_owned());
        let expected = Value::Object(vec![
            ("u".into(), Value::Undefined),
            (
                "n".into(),
                Value::Array(vec![
                    Value::Float(-0.0),
                    unfit(r#"invalid value: string "x", expected NaN, Infinity, -Infinity or -0"#),
                    unfit("invalid type: integer `1`, expected a string"),
                ]),
            ),
            ("b".into(), Value::BigInt("12".into())),
            ("c".into(), unfit(r#"invalid value: string "1.5", expected the decimal digits of a bigint"#)),
            (
                "d".into(),
                Value::Array(vec![
                    Value::Null,
                    Value::Signed(-1),
                    Value::Float(1000.0),
                    Value::Bool(true),
                    Value::Text("\n".into()),
                ]),
            ),
        ]);
        assert_eq!(Value::from_document(document).unwrap(), expected);
        assert_eq!(Value::from_document(b"{}").unwrap(), Value::Null);
    }

    #[test]
    fn is_plain_json_where_nothing_is_annotated() {
        let entries = vec![("a".into(), Value::Unsigned(1)), ("a".into(), Value::Text("2".into()))];
        assert_eq!(Value::from_json(br#"{"a":1,"a":"2"}"#).unwrap(), Value::Object(entries));
        for broken in ["", "{", "[1] 2", "\"\\u00", "tru"] {
            assert!(Value::from_json(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    #[test]
    fn what_is_no_value_is_unfit_alone() {
        let json = br#"{"a":[1,"\ud800",{"b":1e999,"c":"7"}],"\u0064":null,"e":{"\ud800":1}}"#;
        let unfit = |message: &str| Value::Unfit(message.to_owned());
        let half = "unexpected end of hex escape";
        let inner = vec![("b".into(), unfit("number out of range")), ("c".into(), Value::Text("7".into()))];
        let of_a = vec![Value::Unsigned(1), unfit(half), Value::Object(inner)];
        let entries =
            vec![("a".into(), Value::Array(of_a)), ("d".into(), Value::Null), ("e".into(), unfit(half))];
        assert_eq!(Value::from_json(json).unwrap(), Value::Object(entries));

        let document = br#"{"json":["\ud800","7"],"meta":{"values":{"0":["bigint"],"1":["bigint"]},"v":1}}"#;
        let digits = Value::BigInt("7".into());
        assert_eq!(Value::from_document(document).unwrap(), Value::Array(vec![unfit(half), digits]));

        let nested = "[".repeat(8_000) + &"]".repeat(8_000);
        Value::from_json(nested.as_bytes()).unwrap();
        let long = format!(r#"["{}","\ud800"]"#, "a".repeat(LONGEST_IN_PARTS));
        assert!(Value::from_json(long.as_bytes()).is_err());
    }
}
