//! A value of any shape, as JavaScript has them.

use std::collections::BTreeMap;
use std::fmt;

use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};
use superjson::{BigInt, Date, Map, Set, Undefined};

#[derive(Debug, Clone)]
pub(crate) enum Any {
    Null,
    Undefined,
    Bool(bool),
    Integer(i32),
    Float(f64),
    Text(String),
    BigInt(i128),
    Date(Date),
    Array(Vec<Any>),
    Object(BTreeMap<String, Any>),
    Map(Vec<(Any, Any)>),
    Set(Vec<Any>),
}

pub(crate) fn any_value() -> impl Strategy<Value = Any> {
    let leaf = prop_oneof![
        Just(Any::Null),
        Just(Any::Undefined),
        any::<bool>().prop_map(Any::Bool),
        any::<i32>().prop_map(Any::Integer),
        // Fractions that Rust and JavaScript print alike, and those that JSON does not have.
        (1..1000).prop_map(|eighths| Any::Float(f64::from(eighths * 2 + 1) / 8.0)),
        prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0]).prop_map(Any::Float),
        super::text().prop_map(Any::Text),
        any::<i128>().prop_map(Any::BigInt),
        any::<i64>().prop_map(|integer| Any::BigInt(integer.into())),
        super::date().prop_map(Any::Date),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let map = prop::collection::btree_map(super::text(), inner.clone(), 0..4).prop_map(|entries| {
            Any::Map(entries.into_iter().map(|(key, value)| (Any::Text(key), value)).collect())
        });
        let dated = prop::collection::vec((super::date().prop_map(Any::Date), inner.clone()), 0..3)
            .prop_map(Any::Map);
        let members = prop::collection::vec(inner.clone(), 0..4)
            .prop_map(|members| Any::Set(members.into_iter().filter(Any::has_identity).collect()));
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Any::Array),
            prop::collection::btree_map(super::text(), inner, 0..5).prop_map(Any::Object),
            map,
            dated,
            members,
        ]
    })
}

impl Any {
    /// Whether JavaScript tells two equal ones apart, so that a set keeps both.
    fn has_identity(&self) -> bool {
        matches!(self, Any::Date(_) | Any::Array(_) | Any::Object(_) | Any::Map(_) | Any::Set(_))
    }

    /// The value, as `oracle.mjs` builds it.
    pub(crate) fn description(&self) -> Value {
        let all = |values: &[Any]| values.iter().map(Any::description).collect::<Vec<_>>();
        match self {
            Any::Null => json!(["plain", null]),
            Any::Undefined => json!(["undefined"]),
            Any::Bool(value) => json!(["plain", value]),
            Any::Integer(value) => json!(["plain", value]),
            Any::Float(value) if value.is_finite() && *value != 0.0 => json!(["plain", value]),
            Any::Float(value) if value.is_infinite() => {
                json!(["number", if *value > 0.0 { "Infinity" } else { "-Infinity" }])
            }
            Any::Float(value) => json!(["number", if value.is_nan() { "NaN" } else { "-0" }]),
            Any::Text(value) => json!(["plain", value]),
            Any::BigInt(value) => json!(["bigint", value.to_string()]),
            Any::Date(value) => json!(["date", value.0.timestamp_millis()]),
            Any::Array(values) => json!(["array", all(values)]),
            Any::Set(values) => json!(["set", all(values)]),
            Any::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| json!([key, value.description()]));
                json!(["object", entries.collect::<Vec<_>>()])
            }
            Any::Map(entries) => {
                let entries =
                    entries.iter().map(|(key, value)| json!([key.description(), value.description()]));
                json!(["map", entries.collect::<Vec<_>>()])
            }
        }
    }

    /// What is left of the value where no Rust type says what it was.
    pub(crate) fn without_types(&self) -> Any {
        let all = |values: &[Any]| Any::Array(values.iter().map(Any::without_types).collect());
        match self {
            Any::Undefined => Any::Null,
            Any::Integer(value) => Any::BigInt((*value).into()),
            Any::BigInt(value) if i64::try_from(*value).is_err() && u64::try_from(*value).is_err() => {
                Any::Text(value.to_string())
            }
            Any::Date(value) => Any::Text(value.to_string()),
            Any::Array(values) | Any::Set(values) => all(values),
            Any::Map(entries) => {
                Any::Array(entries.iter().map(|(key, value)| all(&[key.clone(), value.clone()])).collect())
            }
            Any::Object(entries) => Any::Object(
                entries
                    .iter()
                    .filter(|(_, value)| !matches!(value, Any::Undefined))
                    .map(|(key, value)| (key.clone(), value.without_types()))
                    .collect(),
            ),
            plain => plain.clone(),
        }
    }
}

impl Serialize for Any {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Any::Null => serializer.serialize_none(),
            Any::Undefined => Undefined.serialize(serializer),
            Any::Bool(value) => value.serialize(serializer),
            Any::Integer(value) => value.serialize(serializer),
            Any::Float(value) => value.serialize(serializer),
            Any::Text(value) => value.serialize(serializer),
            Any::BigInt(value) => BigInt(value).serialize(serializer),
            Any::Date(value) => value.serialize(serializer),
            Any::Array(values) => values.serialize(serializer),
            Any::Map(entries) => {
                Map(entries.iter().map(|(key, value)| (key, value)).collect()).serialize(serializer)
            }
            Any::Set(members) => Set(members.iter().collect()).serialize(serializer),
            Any::Object(entries) => {
                let mut object = serializer.serialize_map(Some(entries.len()))?;
                for (nth, (key, value)) in entries.iter().enumerate() {
                    // serde has two ways to give an entry.
                    if nth % 2 == 0 {
                        object.serialize_entry(key, value)?;
                    } else {
                        object.serialize_key(key)?;
                        object.serialize_value(value)?;
                    }
                }
                object.end()
            }
        }
    }
}

/// Reads whatever comes, `without_types`.
impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Any, E> {
        Ok(Any::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Any, E> {
        Ok(Any::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Any, E> {
        Ok(Any::BigInt(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Any, E> {
        Ok(Any::BigInt(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Any, E> {
        Ok(Any::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Any, E> {
        Ok(Any::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Any, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Any::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some((key, value)) = map.next_entry()? {
            entries.insert(key, value);
        }
        Ok(Any::Object(entries))
    }
}
