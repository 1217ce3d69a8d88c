//! Bounds of a value: how they compare, and which are no more than the width of an integer in Rust.

use std::cmp::Ordering;

use serde_json::{Map, Value};

/// Keywords that bound a value, and whether from below.
pub(super) const BOUNDS: &[(&str, bool)] = &[
    ("minimum", true),
    ("maximum", false),
    ("x-minimum", true),
    ("x-maximum", false),
    ("minLength", true),
    ("maxLength", false),
    ("minItems", true),
    ("maxItems", false),
    ("minProperties", true),
    ("maxProperties", false),
];

/// Whether every value within the one bound is within the other.
pub(super) fn is_within(from: &Value, to: &Value, is_least: bool) -> bool {
    let order = order(from, to);
    order == Some(Ordering::Equal) || order == Some(if is_least { Ordering::Greater } else { Ordering::Less })
}

/// How two bounds compare; those of a bigint are text.
fn order(one: &Value, other: &Value) -> Option<Ordering> {
    let whole =
        |value: &Value| value.as_str().map_or_else(|| value.as_i64().map(i128::from), |it| it.parse().ok());
    let number = |value: &Value| value.as_str().map_or_else(|| value.as_f64(), |it| it.parse().ok());
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => number(one)?.partial_cmp(&number(other)?),
    }
}

/// Whether the range is that of one of Rust's integers, which a client has one type for.
pub(super) fn is_width(schema: &Map<String, Value>) -> bool {
    let text = |keyword: &str| match schema.get(keyword)? {
        Value::String(digits) => Some(digits.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let least = text("minimum").or_else(|| text("x-minimum"));
    let greatest = text("maximum").or_else(|| text("x-maximum"));
    let (Some(least), Some(greatest)) = (least, greatest) else { return false };
    macro_rules! is_any_of {
        ($($integer:ident)*) => {
            $((least == $integer::MIN.to_string() && greatest == $integer::MAX.to_string()))||*
        };
    }
    is_any_of!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128)
}

/// Holds a schema to a keyword more.
pub(super) fn hold(schema: &mut Map<String, Value>, keyword: &str, value: &Value) {
    let bound = BOUNDS.iter().find(|(bound, _)| *bound == keyword);
    match (schema.get(keyword), bound) {
        (Some(own), Some((_, is_least))) if is_within(own, value, *is_least) => {}
        (Some(own), None) if own != value && ["pattern", "format"].contains(&keyword) => {
            let further = Value::Object(Map::from_iter([(keyword.to_owned(), value.clone())]));
            if let Value::Array(all) = schema.entry("allOf").or_insert_with(|| Value::Array(Vec::new())) {
                all.push(further);
            }
        }
        _ => {
            schema.insert(keyword.to_owned(), value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn held(mut schema: Value, keyword: &str, value: &Value) -> Value {
        hold(schema.as_object_mut().unwrap(), keyword, value);
        schema
    }

    #[test]
    fn what_a_value_is_held_to_twice_is_the_stricter_of_both() {
        let short = json!({ "maxLength": 3 });
        assert_eq!(held(short.clone(), "maxLength", &json!(9)), short);
        assert_eq!(held(short, "maxLength", &json!(2)), json!({ "maxLength": 2 }));
        let both = held(json!({ "pattern": "a" }), "pattern", &json!("b"));
        assert_eq!(both, json!({ "pattern": "a", "allOf": [{ "pattern": "b" }] }));
    }

    #[test]
    fn a_width_is_one_of_rusts() {
        let range = |min: i64, max: i64| json!({ "type": "integer", "minimum": min, "maximum": max });
        assert!(
            is_width(range(0, 255).as_object().unwrap()) && is_width(range(-128, 127).as_object().unwrap())
        );
        assert!(!is_width(range(1, 255).as_object().unwrap()));
        let wide = json!({ "x-minimum": "0", "x-maximum": u64::MAX.to_string() });
        assert!(is_width(wide.as_object().unwrap()));
    }
}
