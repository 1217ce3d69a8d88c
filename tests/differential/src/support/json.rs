//! Filters on what a JSON field holds.

use prisma_client_rust::{Filter, JsonPath, not};
use serde_json::Value;

use super::{Answer, all, each, entries, read, text, unknown};

/// Both nulls of a JSON field: its own, and JSON's.
pub fn is_any_null(value: &Value) -> bool {
    value["$null"] == "AnyNull"
}

/// Whether operators are about a place in a JSON field, or about what stands there as text, list or number.
pub fn is_path(value: &Value) -> bool {
    let is_plain = |name: &String| ["equals", "not"].contains(&name.as_str());
    value.as_object().is_some_and(|object| object.keys().any(|name| !is_plain(name)))
}

/// `{ path: ["a"], string_contains: "b" }`
pub fn json_path<M>(value: &Value, place: &dyn Fn(Vec<String>) -> JsonPath<M>) -> Answer<Filter<M>> {
    let place = place(each(&value["path"], read)?);
    let operators = entries(value)?.filter(|(name, _)| !["mode", "path"].contains(name));
    let filter = all(operators.map(|(operator, value)| {
        let place = place.clone();
        Ok(match operator {
            "equals" if is_any_null(value) => place.is_any_null(),
            "not" if is_any_null(value) => not([place.is_any_null()]),
            "equals" if value.is_null() => place.is_null(),
            "not" if value.is_null() => place.is_not_null(),
            "equals" => place.equals(read::<Value>(value)?),
            "not" => place.not(read::<Value>(value)?),
            "string_contains" => place.string_contains(text(value)?),
            "string_starts_with" => place.string_starts_with(text(value)?),
            "string_ends_with" => place.string_ends_with(text(value)?),
            "array_contains" => place.array_contains(value.clone()),
            "array_starts_with" => place.array_starts_with(value.clone()),
            "array_ends_with" => place.array_ends_with(value.clone()),
            "lt" => place.lt(value.clone()),
            "lte" => place.lte(value.clone()),
            "gt" => place.gt(value.clone()),
            "gte" => place.gte(value.clone()),
            other => return Err(unknown(other)),
        })
    }))?;
    Ok(if value["mode"] == "insensitive" { filter.insensitive() } else { filter })
}
