//! The fields of an alert, from JSON or from text, each number with the digits that it came with.

use std::fmt;

use app::money;
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value, value::RawValue};

/// Never stored, whatever their case and wherever they stand.
const CREDENTIALS: &[&str] =
    &["secret", "api_key", "apikey", "api_secret", "passphrase", "password", "token"];

/// An alert's fields by name; numbers are kept as text.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body; the error is a sentence for the alert's author.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let broken = |error: serde_json::Error| format!("the alert's JSON is broken: {error}");
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(_)) => {
                let Object(fields) = serde_json::from_str(text).map_err(broken)?;
                Ok(Self(fields))
            }
            Ok(_) => Err("a JSON alert must be an object".to_owned()),
            Err(error) if text.starts_with('{') => Err(broken(error)),
            Err(_) => default_sentence(text).map_or_else(|| pairs(text), Ok).map(Self),
        }
    }

    /// The first of the names that is there; one with a point is also looked for inside an object.
    pub(super) fn find(&self, names: &[&str]) -> Option<&Value> {
        names.iter().find_map(|name| {
            self.0.get(*name).or_else(|| {
                let (outer, inner) = name.split_once('.')?;
                self.0.get(outer)?.as_object()?.get(inner)
            })
        })
    }

    /// The same, where those that are there agree: nobody knows which of two quantities is meant.
    pub(super) fn only(&self, names: &[&str]) -> Result<Option<&Value>, String> {
        let there = names.iter().filter_map(|name| Some((name, self.find(&[name])?)));
        let mut there = there.filter(|(_, value)| !value.is_null());
        let Some((first, value)) = there.next() else { return Ok(None) };
        match there.find(|(_, other)| !is_same(value, other)) {
            Some((name, other)) => {
                Err(format!("the alert says {first} {value} and {name} {other}: which one is meant?"))
            }
            None => Ok(Some(value)),
        }
    }

    /// The first of the names, as a text that is not empty.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        self.find(names).and_then(word)
    }

    /// Everything but credentials.
    pub(super) fn without_credentials(&self) -> Value {
        public(&Value::Object(self.0.clone()))
    }
}

/// A text that is not empty, without the blanks around it.
pub(super) fn word(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// Whether two values say the same, as numbers or as words.
fn is_same(one: &Value, other: &Value) -> bool {
    let words = || Some((one.as_str()?.trim(), other.as_str()?.trim()));
    let are_numbers = amount(one).is_ok_and(|one| amount(other) == Ok(one));
    one == other || are_numbers || words().is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// An amount of the outside: digits, or digits times a power of ten.
pub(super) fn amount(value: &Value) -> Result<Decimal, String> {
    let text = value.as_str().map(str::trim).ok_or_else(|| format!("{value} is not a number"))?;
    if !text.contains(['e', 'E']) {
        return money::parse(text).map_err(|error| error.to_string());
    }
    let number = Decimal::from_scientific(text).map_err(|_| format!("{text:?} is not a number"))?;
    money::check(number).map_err(|error| error.to_string())
}

/// A JSON object whose depth was checked before: numbers become text, so that no float loses their digits, and a field
/// that comes twice is refused, since nobody knows which one is meant.
struct Object(Map<String, Value>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Map::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    let value = exact(value).map_err(A::Error::custom)?;
                    if fields.insert(name.clone(), value).is_some() {
                        return Err(A::Error::custom(format!("{name} comes twice")));
                    }
                }
                Ok(Object(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

fn exact(raw: &RawValue) -> serde_json::Result<Value> {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'{') => serde_json::from_str(text).map(|Object(fields)| Value::Object(fields)),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            items.into_iter().map(exact).collect::<Result<_, _>>().map(Value::Array)
        }
        Some(b'-' | b'0'..=b'9') => Ok(Value::from(text)),
        _ => serde_json::from_str(text),
    }
}

fn public(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| !CREDENTIALS.contains(&name.to_lowercase().as_str()));
            Value::Object(kept.map(|(name, value)| (name.clone(), public(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(public).collect()),
        other => other.clone(),
    }
}

/// `MACD (12, 26): order buy @ 0.5 filled on BTCUSDT. New strategy position is 0.5`
fn default_sentence(text: &str) -> Option<Map<String, Value>> {
    let (_, rest) = text.split_once("order ")?;
    let (action, rest) = rest.split_once(" @ ")?;
    let (contracts, rest) = rest.split_once(" filled on ")?;
    // A symbol may hold a point: BTCUSDT.P, BRK.B.
    let ticker = rest.split_whitespace().next()?.trim_end_matches('.');
    let entries = [("action", action), ("contracts", contracts), ("ticker", ticker), ("text", text)];
    Some(entries.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value.trim()))).collect())
}

/// `key=value` or `key: value`, apart by commas, semicolons, new lines, or blanks.
fn pairs(text: &str) -> Result<Map<String, Value>, String> {
    const NOTHING: &str = "the alert says nothing that can be traded: send JSON, or text such as \
                           action=buy ticker=BTCUSDT exchange=BINANCE contracts=0.01 price=67250.1";
    let mut fields = Map::new();
    for part in text.split([',', ';', '\n']) {
        let words = if part.contains('=') { part.split_whitespace().collect() } else { vec![part] };
        for word in words {
            let (key, value) = word.split_once('=').or_else(|| word.split_once(':')).ok_or(NOTHING)?;
            let key = key.trim().to_lowercase();
            if fields.insert(key.clone(), Value::from(value.trim())).is_some() {
                return Err(format!("the alert says {key} twice"));
            }
        }
    }
    Ok(fields)
}
