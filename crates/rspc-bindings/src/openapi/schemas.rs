//! The contract's schemas in the document: references lead to its components, and unions that a field tells apart
//! say so.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use zod_gen::{ALIASES, BRAND, SUPERJSON};

use super::{Components, SCHEMAS, pascal};

/// What stands before a type's name in the contract.
const TYPES: &str = "#/types/";

/// Every type of the contract as a component.
pub(super) fn components(types: &BTreeMap<String, Value>) -> Components {
    let mut components: Components =
        types.iter().map(|(name, schema)| (name.clone(), translated(schema))).collect();
    for name in types.keys() {
        if let Some((union, members)) = discriminated(name, &components) {
            components.insert(name.clone(), union);
            components.extend(members);
        }
    }
    components
}

/// A schema whose references lead to the document's components. What superjson would carry, what TypeScript alone tells
/// apart, and names of former days are of no interest here.
pub(super) fn translated(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let fields =
                fields.iter().filter(|(key, _)| ![SUPERJSON, BRAND, ALIASES].contains(&key.as_str()));
            fields
                .map(|(key, value)| {
                    let reference = value.as_str().filter(|_| key == "$ref");
                    let value = match reference.and_then(|to| to.strip_prefix(TYPES)) {
                        Some(name) => format!("{SCHEMAS}{name}").into(),
                        None => translated(value),
                    };
                    (key.clone(), value)
                })
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(values) => values.iter().map(translated).collect(),
        other => other.clone(),
    }
}

/// A union whose members one field tells apart, with a component for each member: generators make classes of these,
/// and name them well. None of any other type.
fn discriminated(name: &str, components: &Components) -> Option<(Value, Components)> {
    let schema = components.get(name)?;
    let members = schema.get("anyOf")?.as_array()?;
    let tag =
        tags(members.first()?).find(|tag| members.iter().all(|member| constant(member, tag).is_some()))?;
    let (mut mapping, mut own) = (Map::new(), Components::new());
    for member in members {
        let value = constant(member, tag)?;
        let member_name = format!("{name}{}", pascal(value));
        if components.contains_key(&member_name) || own.insert(member_name.clone(), member.clone()).is_some()
        {
            return None;
        }
        mapping.insert(value.to_owned(), format!("{SCHEMAS}{member_name}").into());
    }
    let references: Vec<Value> =
        own.keys().map(|name| json!({ "$ref": format!("{SCHEMAS}{name}") })).collect();
    let mut union = schema.clone();
    let fields = union.as_object_mut()?;
    fields.remove("anyOf");
    fields.insert("oneOf".to_owned(), references.into());
    fields.insert("discriminator".to_owned(), json!({ "propertyName": tag, "mapping": mapping }));
    Some((union, own))
}

/// The names of an object's fields.
fn tags(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str)
}

/// The only value of a field that has to be there.
fn constant<'s>(schema: &'s Value, field: &str) -> Option<&'s str> {
    let is_required = schema.get("required")?.as_array()?.iter().any(|name| name == field);
    schema.get("properties")?.get(field)?.get("const")?.as_str().filter(|_| is_required)
}
