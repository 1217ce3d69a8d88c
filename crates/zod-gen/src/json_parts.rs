//! What JSON Schemas are put together of.

use serde_json::{Value, json};

use crate::module::without_blanks;

/// What JavaScript keeps in every object, and superjson therefore refuses to touch.
pub(crate) const UNSENDABLE: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// An array of exactly these elements.
pub(crate) fn tuple_of(elements: &[Value]) -> Value {
    let length = elements.len();
    json!({
        "type": "array", "prefixItems": elements, "items": false, "minItems": length, "maxItems": length,
    })
}

pub(crate) fn or_null(mut schema: Value) -> Value {
    let is_plain = !["const", "enum", "$ref"].iter().any(|key| schema.get(key).is_some());
    match schema.get("type").filter(|_| is_plain) {
        Some(Value::String(name)) if name != "null" => {
            schema["type"] = json!([name, "null"]);
            schema
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

/// The schema with what its author says of it.
pub(crate) fn described(mut schema: Value, docs: &str, is_deprecated: bool) -> Value {
    let Value::Object(said) = &mut schema else { return schema };
    let docs = without_blanks(docs);
    if !docs.is_empty() {
        said.insert("description".to_owned(), docs.into());
    }
    if is_deprecated {
        said.insert("deprecated".to_owned(), true.into());
    }
    schema
}
