//! The one character that the database keeps in no text: an input that holds it is refused before anybody reads it.

use rspc::{FieldErrors, Next};
use serde_json::Value;

use crate::error::Barred;

/// As JSON writes the character; by itself it stands in no JSON.
const ESCAPED: &str = "\\u0000";
/// Places that are told of one input.
const MOST: usize = 32;

/// Refuses a call whose input holds U+0000, in a text or in a name, and says where.
pub(crate) fn refuse<N, M>(next: &Next<N, M>) -> Result<(), Barred> {
    let input = next.call().input.bytes.as_deref().unwrap_or_default();
    let places = places_in(input);
    if places.is_empty() {
        return Ok(());
    }
    let told = places.iter().take(MOST).fold(FieldErrors::default(), |errors, place| {
        errors.with(place, "the character U+0000 cannot be stored")
    });
    Err(Barred::Unstorable(told))
}

/// Where it stands in an input. One that cannot be read is refused by whoever reads it.
fn places_in(input: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(input).unwrap_or_default();
    if !text.contains(ESCAPED) {
        return Vec::new();
    }
    let document: Value = serde_json::from_str(text).unwrap_or_default();
    let mut places = Vec::new();
    match document.get("json") {
        Some(value) => walk(value, "", &mut places),
        None => walk(&document, "", &mut places),
    }
    places
}

fn walk(value: &Value, path: &str, places: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains('\0') => places.push(path.to_owned()),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{at}]"), places);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                if name.contains('\0') {
                    places.push(path.to_owned());
                } else if path.is_empty() {
                    walk(value, name, places);
                } else {
                    walk(value, &format!("{path}.{name}"), places);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_told() {
        let input = br#"{"json":{"a":"\u0000","b":["x",{"c":"y\u0000"}],"d":{"\u0000":1},"e":"\\u0000"}}"#;
        assert_eq!(places_in(input), ["a", "b[1].c", "d"]);
        assert_eq!(places_in(br#"{"a":"\u0000"}"#), ["a"]);
        assert_eq!(places_in(br#""\u0000""#), [""]);
        assert!(places_in(br#"{"json":{"a":"\\u0000","b":"\u00001"#).is_empty());
    }
}
