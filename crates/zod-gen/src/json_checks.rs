//! Constraints as the keywords of JSON Schema.

use serde_json::{Value, json};

use crate::{
    checks::{Sort, inapplicable},
    constraints::{Constraint, Unit},
    error::Why,
    pattern,
};

/// `schema` held to the constraints. What the keywords cannot say exactly they say as nearly as they can, and never
/// more strictly; bounds of a bigint, which is text, stand under keywords of their own.
pub(crate) fn checked(mut schema: Value, sort: Sort, held_to: &[Constraint]) -> Result<Value, Why> {
    for constraint in held_to {
        match (constraint, sort) {
            (Constraint::Dive | Constraint::Required | Constraint::Inner(_), _) => {}
            (Constraint::Length { unit, min, max }, _) => length(&mut schema, *unit, (*min, *max), sort)
                .ok_or_else(|| inapplicable(constraint, sort))?,
            (Constraint::Range { min, max }, Sort::Number) => {
                bound(&mut schema, "minimum", min.as_deref());
                bound(&mut schema, "maximum", max.as_deref());
            }
            (Constraint::Range { min, max }, Sort::BigInt) => {
                for (keyword, text) in [("x-minimum", min), ("x-maximum", max)] {
                    if let Some(text) = text {
                        schema[keyword] = text.as_str().into();
                    }
                }
            }
            (Constraint::Email, Sort::Text) => schema["format"] = "email".into(),
            (Constraint::Pattern(regex), Sort::Text) => {
                let refused = |reason| Why::Pattern { pattern: regex.to_string(), reason };
                let literal = pattern::to_javascript(regex).map_err(refused)?;
                // Without the slashes and the flag that JSON Schema implies.
                let source = literal.strip_prefix('/').and_then(|rest| rest.strip_suffix("/u"));
                match source {
                    Some(source) => matching(&mut schema, source.replace("\\/", "/")),
                    None => schema["x-pattern"] = literal.into(),
                }
            }
            (Constraint::Prefix(text), Sort::Text) => {
                matching(&mut schema, format!("^{}", pattern::escape(text)));
            }
            (Constraint::Suffix(text), Sort::Text) => {
                matching(&mut schema, format!("{}$", pattern::escape(text)));
            }
            (Constraint::Contains(text), Sort::Text) => matching(&mut schema, pattern::escape(text)),
            (Constraint::Ascii, Sort::Text) => matching(&mut schema, "^[\\x00-\\x7f]*$".to_owned()),
            (Constraint::Alphanumeric, Sort::Text) => {
                matching(&mut schema, "^[\\p{Alphabetic}\\p{N}]*$".to_owned());
            }
            _ => return Err(inapplicable(constraint, sort)),
        }
    }
    Ok(schema)
}

fn length(
    schema: &mut Value,
    unit: Unit,
    (min, max): (Option<usize>, Option<usize>),
    sort: Sort,
) -> Option<()> {
    // The keywords count Unicode scalar values, of which one is up to four bytes and up to two UTF-16 units.
    let (keywords, widest) = match (sort, unit) {
        (Sort::Text, Unit::Chars) => (["minLength", "maxLength"], 1),
        (Sort::Text, Unit::Utf16) => (["minLength", "maxLength"], 2),
        (Sort::Text, Unit::Natural | Unit::Bytes) => (["minLength", "maxLength"], 4),
        (Sort::Array | Sort::Set, Unit::Natural) => (["minItems", "maxItems"], 1),
        (Sort::Map, Unit::Natural) => (["minProperties", "maxProperties"], 1),
        _ => return None,
    };
    if let Some(min) = min {
        schema[keywords[0]] = min.div_ceil(widest).into();
    }
    if let Some(max) = max {
        schema[keywords[1]] = max.into();
    }
    Some(())
}

fn bound(schema: &mut Value, keyword: &str, text: Option<&str>) {
    if let Some(number) = text.and_then(|text| serde_json::from_str::<serde_json::Number>(text).ok()) {
        schema[keyword] = number.into();
    }
}

/// A schema has one pattern of its own; further ones stand beside it.
fn matching(schema: &mut Value, source: String) {
    if schema.get("pattern").is_none() {
        schema["pattern"] = source.into();
        return;
    }
    let further = json!({ "pattern": source });
    match schema.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(all) => all.push(further),
        None => schema["allOf"] = json!([further]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_in_bytes_is_never_refused_for_its_characters() {
        let held_to = [Constraint::Length { unit: Unit::Bytes, min: Some(5), max: Some(8) }];
        let schema = checked(json!({ "type": "string" }), Sort::Text, &held_to).unwrap();
        assert_eq!(schema, json!({ "type": "string", "minLength": 2, "maxLength": 8 }));
    }

    #[test]
    fn every_pattern_is_said() {
        let held_to = [
            Constraint::Pattern("^[a-z]+$".into()),
            Constraint::Prefix("a.".to_owned()),
            Constraint::Suffix("b".to_owned()),
        ];
        let schema = checked(json!({}), Sort::Text, &held_to).unwrap();
        let more = json!([{ "pattern": "^a\\." }, { "pattern": "b$" }]);
        assert_eq!(schema, json!({ "pattern": "^[a-z]+$", "allOf": more }));
    }

    #[test]
    fn a_constraint_of_something_else_is_refused() {
        assert!(checked(json!({}), Sort::Number, &[Constraint::Email]).is_err());
    }
}
