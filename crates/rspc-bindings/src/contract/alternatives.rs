//! The schemas of which a value has to fulfil one, and which of them are meant for each other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{bounds::hold, schemas::Types};

/// The schemas of which a value has to fulfil one.
pub(super) fn alternatives(schema: &Value, types: &Types) -> Vec<Map<String, Value>> {
    let mut all = Vec::new();
    collect(schema, types, &mut Vec::new(), &mut all);
    all
}

/// Adds them to `into`; a type that is an alternative of itself, and so among `within`, adds none.
fn collect<'t>(
    schema: &'t Value,
    types: &'t Types,
    within: &mut Vec<&'t str>,
    into: &mut Vec<Map<String, Value>>,
) {
    let schema = match schema {
        Value::Bool(true) => return into.push(Map::new()),
        Value::Object(schema) => schema,
        _ => return,
    };
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix("#/types/"))
    {
        let Some(target) = types.get(name).filter(|_| !within.contains(&name)) else { return };
        let start = into.len();
        within.push(name);
        collect(target, types, within, into);
        within.pop();
        // What stands beside a reference holds too.
        for one in into.iter_mut().skip(start).filter(|one| !is_of(one, "null")) {
            for (keyword, value) in schema.iter().filter(|(keyword, _)| *keyword != "$ref") {
                hold(one, keyword, value);
            }
        }
        return;
    }
    if let Some(Value::Array(all)) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
        return all.iter().for_each(|one| collect(one, types, within, into));
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        return into.extend(values.iter().map(|value| constant(schema, value)));
    }
    if let Some(Value::Array(names)) = schema.get("type") {
        return into.extend(names.iter().map(|name| {
            let mut one = schema.clone();
            one.insert("type".to_owned(), name.clone());
            if name == "null" {
                one.retain(|keyword, _| keyword == "type");
            }
            one
        }));
    }
    into.push(schema.clone());
}

fn constant(schema: &Map<String, Value>, value: &Value) -> Map<String, Value> {
    let mut one = schema.clone();
    one.remove("enum");
    one.insert("const".to_owned(), value.clone());
    one
}

/// Whether a value of the one may be meant for the other: the same constant, type, or tag.
pub(super) fn is_alike(inner: &Map<String, Value>, outer: &Map<String, Value>) -> bool {
    if let Some(value) = outer.get("const") {
        return inner.get("const") == Some(value);
    }
    let (of, other) = (inner.get("type"), outer.get("type"));
    let is_number = of == Some(&"integer".into()) && other == Some(&"number".into());
    if other.is_some() && of != other && !is_number {
        return false;
    }
    if let (Some(key), Some(other)) = (sole_key(inner), sole_key(outer))
        && key != other
    {
        return false;
    }
    // Objects whose fields of one name are other constants are other variants.
    let tags = |schema: &Map<String, Value>| -> BTreeMap<String, Value> {
        let tag = |(name, field): (&String, &Value)| Some((name.clone(), field.get("const")?.clone()));
        fields(schema).iter().filter_map(tag).collect()
    };
    let (ours, theirs) = (tags(inner), tags(outer));
    ours.iter().all(|(name, value)| theirs.get(name).is_none_or(|other| other == value))
}

pub(super) fn is_of(schema: &Map<String, Value>, name: &str) -> bool {
    schema.get("type").is_some_and(|of| of == name)
}

/// An alternative in a few words.
pub(super) fn told(schema: &Map<String, Value>) -> String {
    if let Some(value) = schema.get("const") {
        return format!("the value {value}");
    }
    let tag = fields(schema).iter().find_map(|(name, field)| Some((name, field.get("const")?)));
    if let Some((name, value)) = tag {
        return format!("the variant with `{name}` {value}");
    }
    if let Some(key) = sole_key(schema) {
        return format!("the object with `{key}` alone");
    }
    match schema.get("type").and_then(Value::as_str) {
        Some(name) => format!("the {name}"),
        None => "whatever else there may be".to_owned(),
    }
}

/// The key of an object that has that one and no other, as a variant has that is tagged from outside.
fn sole_key(schema: &Map<String, Value>) -> Option<&String> {
    let (mut keys, needed) = (fields(schema).keys(), required(schema));
    let key = keys.next().filter(|key| needed.contains(key.as_str()) && keys.next().is_none())?;
    (schema.get("additionalProperties") == Some(&Value::Bool(false))).then_some(key)
}

pub(super) fn fields(schema: &Map<String, Value>) -> &Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    schema.get("properties").and_then(Value::as_object).unwrap_or(&NONE)
}

pub(super) fn required(schema: &Map<String, Value>) -> BTreeSet<&str> {
    let names = schema.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).collect()
}
