//! The fields of an alert, from JSON or from text, each number with the digits that it came with.

use app::money;
use rust_decimal::Decimal;
use serde_json::{Map, Value, value::RawValue};

/// Never stored, whatever their case and wherever they stand.
const CREDENTIALS: &[&str] =
    &["secret", "api_key", "apikey", "api_secret", "passphrase", "password", "token"];

/// An alert's fields by name; numbers are kept as text.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body; the error is a sentence for the alert's author.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(_)) => match serde_json::from_str::<&RawValue>(text).map(exact) {
                Ok(Value::Object(fields)) => Ok(Self(fields)),
                Ok(_) | Err(_) => Err("a JSON alert must be an object".to_owned()),
            },
            Ok(_) => Err("a JSON alert must be an object".to_owned()),
            Err(error) if text.starts_with('{') => Err(format!("the alert's JSON is broken: {error}")),
            Err(_) => default_sentence(text).or_else(|| pairs(text)).map(Self).ok_or_else(|| {
                "the alert says nothing that can be traded: send JSON, or text such as \
                 action=buy ticker=BTCUSDT exchange=BINANCE contracts=0.01 price=67250.1"
                    .to_owned()
            }),
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

    /// The same, as a text that is not empty.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        self.find(names)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Everything but credentials.
    pub(super) fn without_credentials(&self) -> Value {
        public(&Value::Object(self.0.clone()))
    }
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

/// JSON whose depth was checked before: numbers become text, so that no float loses their digits.
fn exact(raw: &RawValue) -> Value {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'{') => {
            let fields: Map<String, Value> =
                serde_json::from_str::<std::collections::BTreeMap<String, &RawValue>>(text)
                    .map(|fields| fields.into_iter().map(|(name, value)| (name, exact(value))).collect())
                    .unwrap_or_default();
            Value::Object(fields)
        }
        Some(b'[') => {
            let items = serde_json::from_str::<Vec<&RawValue>>(text).unwrap_or_default();
            Value::Array(items.into_iter().map(exact).collect())
        }
        Some(b'-' | b'0'..=b'9') => Value::from(text),
        _ => serde_json::from_str(text).unwrap_or_default(),
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
fn pairs(text: &str) -> Option<Map<String, Value>> {
    let mut fields = Map::new();
    for part in text.split([',', ';', '\n']) {
        let words = if part.contains('=') { part.split_whitespace().collect() } else { vec![part] };
        for word in words {
            let (key, value) = word.split_once('=').or_else(|| word.split_once(':'))?;
            fields.insert(key.trim().to_lowercase(), Value::from(value.trim()));
        }
    }
    (!fields.is_empty()).then_some(fields)
}
