//! What breaks old clients: by name, and for any two schemas by a validator's word.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jsonschema::Validator;
use proptest::prelude::*;
use rspc_bindings::{Contract, contract::Change};
use serde_json::{Map, Value, json};

/// A contract with one mutation of that input and that output.
fn contract(input: &Value, output: &Value) -> Contract {
    let procedure = json!({ "kind": "mutation", "input": input, "output": output });
    let types = json!({
        "Tree": {
            "type": "object",
            "properties": { "children": { "type": "array", "items": { "$ref": "#/types/Tree" } } },
            "required": ["children"],
        },
    });
    serde_json::from_value(json!({ "procedures": { "a.b": procedure }, "types": types })).unwrap()
}

fn taken(old: &Value, new: &Value) -> Vec<Change> {
    contract(new, &json!({})).changes_since(&contract(old, &json!({})))
}

fn given(old: &Value, new: &Value) -> Vec<Change> {
    contract(&json!({}), new).changes_since(&contract(&json!({}), old))
}

fn breaks(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.breaking)
}

fn object(fields: &Value, required: &[&str], strict: bool) -> Value {
    let mut schema = json!({ "type": "object", "properties": fields, "required": required });
    if strict {
        schema["additionalProperties"] = false.into();
    }
    schema
}

#[test]
fn inputs_may_grow_looser_and_answers_stricter() {
    let text = || json!({ "type": "string" });
    let (few, many) = (json!({ "enum": ["a", "b"] }), json!({ "enum": ["a", "b", "c"] }));
    let variant = |name: &str| object(&json!({ "type": { "const": name } }), &["type"], false);
    let cases = [
        (
            "a looser bound",
            json!({ "type": "integer", "maximum": 5 }),
            json!({ "type": "integer", "maximum": 9 }),
        ),
        ("a bound less", json!({ "type": "string", "maxLength": 5 }), text()),
        ("a pattern less", json!({ "type": "string", "pattern": "a" }), text()),
        ("null as well", text(), json!({ "type": ["string", "null"] })),
        ("one value more", few, many),
        (
            "one variant more",
            json!({ "anyOf": [variant("x")] }),
            json!({ "anyOf": [variant("x"), variant("y")] }),
        ),
        ("numbers for integers", json!({ "type": "integer" }), json!({ "type": "number" })),
        (
            "a need less",
            object(&json!({ "a": text() }), &["a"], true),
            object(&json!({ "a": text() }), &[], true),
        ),
        (
            "inside a list",
            json!({ "type": "array", "items": { "type": "string", "minLength": 3 } }),
            json!({ "type": "array", "items": text() }),
        ),
    ];
    for (name, tight, loose) in cases {
        for (changes, breaking) in [
            (taken(&tight, &loose), false),
            (taken(&loose, &tight), true),
            (given(&loose, &tight), false),
            (given(&tight, &loose), true),
        ] {
            assert!(!changes.is_empty(), "{name}");
            assert_eq!(breaks(&changes), breaking, "{name}: {changes:?}");
        }
    }
}

#[test]
fn how_wide_an_integer_is_in_rust_is_no_business_of_who_gets_it() {
    let integer = |max: u32| json!({ "type": "integer", "minimum": 0, "maximum": max });
    let (narrow, wide) = (integer(u8::MAX.into()), integer(u16::MAX.into()));
    let changes = given(&narrow, &wide);
    assert!(!changes.is_empty() && !breaks(&changes), "{changes:?}");
    assert!(breaks(&taken(&wide, &narrow)) && breaks(&given(&integer(9), &wide)));
}

#[test]
fn a_brand_is_noticed_by_compilers_alone() {
    let (plain, branded) = (json!({ "type": "string" }), json!({ "type": "string", "x-brand": "BotId" }));
    for changes in [taken(&plain, &branded), taken(&branded, &plain), given(&plain, &branded)] {
        let [change] = changes.as_slice() else { panic!("{changes:?}") };
        assert!(!change.breaking && change.what.contains("`BotId`"), "{change:?}");
    }
}

#[test]
fn fields_come_and_go() {
    let text = json!({ "type": "string" });
    let one = |strict| object(&json!({ "a": text }), &["a"], strict);
    let two = |strict| object(&json!({ "a": text, "b": text }), &["a", "b"], strict);
    let maybe_two = |strict| object(&json!({ "a": text, "b": text }), &["a"], strict);
    assert!(!breaks(&given(&one(false), &two(false))), "old clients ignore a field more");
    assert!(breaks(&given(&two(false), &one(false))));
    assert!(breaks(&given(&two(false), &maybe_two(false))));
    assert!(!breaks(&given(&maybe_two(false), &two(false))));
    assert!(breaks(&taken(&one(true), &two(true))), "old clients do not send it");
    assert!(!breaks(&taken(&one(true), &maybe_two(true))));
    assert!(breaks(&taken(&maybe_two(true), &one(true))));
    let gained = given(&one(false), &maybe_two(false));
    assert!(!breaks(&gained) && gained.iter().any(|change| change.place == "a.b output.b"), "{gained:?}");
    assert!(!breaks(&given(&one(true), &two(true))), "what refuses it as an input is an answer, too");
    let said = given(&two(false), &one(false));
    assert!(
        said.iter().any(|change| change.place == "a.b output" && change.what == "the need of `b` is gone"
            || change.what == "the field `b` is gone"),
        "{said:?}"
    );
}

#[test]
fn a_variant_more_is_one_however_it_is_tagged() {
    let outside = |name: &str| object(&json!({ name: { "type": "integer" } }), &[name], true);
    let one = json!({ "anyOf": [outside("A")] });
    let two = json!({ "anyOf": [outside("A"), outside("B")] });
    assert!(breaks(&given(&one, &two)));
    assert!(!breaks(&given(&two, &one)));
    assert!(!breaks(&taken(&one, &two)));
    assert!(breaks(&taken(&two, &one)));
}

/// Contracts of one mutation that takes, and answers, a type of the first name.
fn of_types(old: &Value, new: &Value) -> [Contract; 2] {
    [old, new].map(|types| {
        let (name, _) = types.as_object().and_then(|types| types.iter().next()).unwrap();
        let part = json!({ "$ref": format!("#/types/{name}") });
        let procedure = json!({ "kind": "mutation", "input": part, "output": part });
        serde_json::from_value(json!({ "procedures": { "a.b": procedure }, "types": types })).unwrap()
    })
}

fn places(changes: &[Change]) -> Vec<&str> {
    changes.iter().filter(|change| change.breaking).map(|change| change.place.as_str()).collect()
}

#[test]
fn the_names_that_a_map_has_for_keys_are_compared() {
    let types = |names: &[&str]| {
        json!({
            "By": {
                "type": "object",
                "additionalProperties": { "type": "integer" },
                "propertyNames": { "$ref": "#/types/Side" },
            },
            "Side": { "type": "string", "enum": names },
        })
    };
    let [few, many] = of_types(&types(&["BUY"]), &types(&["BUY", "SELL"]));
    assert_eq!(places(&many.changes_since(&few)), ["a.b output keys"]);
    assert_eq!(places(&few.changes_since(&many)), ["a.b input keys"]);
    assert_eq!(few.changes_since(&few), []);
}

#[test]
fn a_type_may_hold_itself_or_nothing() {
    let types = |value: &str| {
        let tree = json!({ "anyOf": [{ "$ref": "#/types/Tree" }, { "type": "null" }] });
        let fields = json!({ "left": tree, "right": tree, "value": { "type": value } });
        json!({ "Tree": object(&fields, &["value"], true) })
    };
    let [whole, number] = of_types(&types("integer"), &types("number"));
    assert_eq!(whole.changes_since(&whole), []);
    assert!(places(&number.changes_since(&whole)).contains(&"a.b output.value"));
    let or_itself = json!({ "Not": { "anyOf": [{ "$ref": "#/types/Not" }, { "type": "string" }] } });
    let [not, same] = of_types(&or_itself, &or_itself);
    assert_eq!(not.changes_since(&same), []);
}

#[test]
fn what_is_shared_is_compared_once() {
    let mut types = Map::new();
    for level in 0..60 {
        let next = json!({ "$ref": format!("#/types/T{:02}", level + 1) });
        types.insert(format!("T{level:02}"), object(&json!({ "a": next, "b": next }), &["a", "b"], false));
    }
    types.insert("T60".to_owned(), json!({ "type": "string" }));
    let [old, new] = of_types(&types.clone().into(), &types.into());
    assert_eq!(new.changes_since(&old), []);
}

#[test]
fn the_bounds_of_a_bigint_are_bounds() {
    let least = |bound: &str| json!({ "type": "string", "x-superjson": "bigint", "x-minimum": bound });
    let (lower, higher) = (least("9007199254740993"), least("9007199254740994"));
    assert!(!breaks(&taken(&higher, &lower)));
    assert!(breaks(&taken(&lower, &higher)));
    assert!(!breaks(&given(&lower, &higher)));
}

#[test]
fn what_is_only_said_changes_nothing() {
    let (plain, told) = (json!({ "type": "string" }), json!({ "type": "string", "description": "A name." }));
    assert_eq!(taken(&plain, &told), []);
    assert_eq!(given(&told, &plain), []);
    let tree = json!({ "$ref": "#/types/Tree" });
    assert_eq!(given(&tree, &tree), [], "a recursive type is equal to itself");
}

#[test]
fn procedures_come_and_go() {
    let (with, without) = (contract(&json!({}), &json!({})), Contract::default());
    assert!(!breaks(&with.changes_since(&without)));
    assert!(breaks(&without.changes_since(&with)));
    let mut other = with.clone();
    other.procedures.get_mut("a.b").unwrap().kind = rspc_bindings::contract::Kind::Query;
    assert!(breaks(&other.changes_since(&with)));
}

/// Schemas of the shapes that contracts have.
fn schemas() -> impl Strategy<Value = Value> {
    let bound = || prop::option::of(0..4_u32);
    let leaf = prop_oneof![
        Just(json!({ "type": "boolean" })),
        Just(json!({ "type": "null" })),
        (bound(), bound()).prop_map(|(min, max)| bounded(json!({ "type": "integer" }), "imum", min, max)),
        (bound(), bound()).prop_map(|(min, max)| bounded(json!({ "type": "string" }), "Length", min, max)),
        Just(json!({ "type": ["string", "null"] })),
        Just(json!({ "type": "number" })),
        prop::sample::subsequence(vec!["a", "b", "c"], 1..3).prop_map(|names| json!({ "enum": names })),
    ];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let field = || prop::option::of((inner.clone(), any::<bool>()));
        let object_of = (field(), field(), any::<bool>()).prop_map(|(a, b, strict)| {
            let (mut fields, mut required) = (Map::new(), Vec::new());
            for (name, field) in [("a", a), ("b", b)] {
                let Some((schema, is_required)) = field else { continue };
                fields.insert(name.to_owned(), schema);
                if is_required {
                    required.push(name);
                }
            }
            object(&fields.into(), &required, strict)
        });
        prop_oneof![
            object_of,
            (inner.clone(), bound()).prop_map(|(items, max)| {
                bounded(json!({ "type": "array", "items": items }), "Items", None, max)
            }),
            inner.clone().prop_map(|of| json!({ "type": "object", "additionalProperties": of })),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| json!({ "anyOf": [one, other] })),
            prop::collection::vec(inner, 1..3).prop_map(|all| {
                let length = all.len();
                json!({ "type": "array", "prefixItems": all, "items": false, "minItems": length, "maxItems": length })
            }),
        ]
    })
}

fn bounded(mut schema: Value, of: &str, min: Option<u32>, max: Option<u32>) -> Value {
    if let Some(min) = min {
        schema[format!("min{of}")] = min.into();
    }
    if let Some(max) = max {
        schema[format!("max{of}")] = max.into();
    }
    schema
}

/// The schema with one thing otherwise, somewhere.
fn altered(mut schema: Value, at: usize, by: &Value) -> Value {
    let Value::Object(fields) = &mut schema else { return schema };
    let places: Vec<String> = fields.keys().cloned().collect();
    let Some(name) = places.get(at % places.len().max(1)) else { return schema };
    match (name.as_str(), &mut fields[name]) {
        ("minimum" | "maximum" | "minLength" | "maxLength" | "maxItems", bound) if at.is_multiple_of(5) => {
            *bound = json!((at / 5) % 4);
        }
        ("minimum" | "maximum" | "minLength" | "maxLength" | "additionalProperties" | "required", _) => {
            fields.remove(name);
        }
        ("properties", Value::Object(inner)) => {
            if let Some((_, field)) = inner.iter_mut().nth(at % 2) {
                *field = altered(field.clone(), at / 7, by);
            } else {
                inner.insert("a".to_owned(), by.clone());
            }
        }
        ("items", items) if items.is_object() => *items = altered(items.clone(), at / 7, by),
        ("anyOf", Value::Array(all)) if at.is_multiple_of(2) => all.push(by.clone()),
        ("anyOf", Value::Array(all)) => {
            all.pop();
        }
        _ => return by.clone(),
    }
    schema
}

/// Values, some of which the schemas above take.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1..6_i32).prop_map(Value::from),
        Just(json!(0.5)),
        "[abc]{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[abc]", inner, 0..3).prop_map(|all| json!(all)),
        ]
    })
}

/// Of objects that have no fields but those that they name, as a server writes them.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let mut schema: Map<String, Value> =
                keywords.iter().map(|(keyword, value)| (keyword.clone(), closed(value))).collect();
            if schema.contains_key("properties") && !schema.contains_key("additionalProperties") {
                schema.insert("additionalProperties".to_owned(), false.into());
            }
            schema.into()
        }
        Value::Array(all) => all.iter().map(closed).collect(),
        other => other.clone(),
    }
}

/// Of objects that old clients ignore further fields of, whatever is refused as an input.
fn opened(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => keywords
            .iter()
            .filter(|(keyword, value)| *keyword != "additionalProperties" || **value != false)
            .map(|(keyword, value)| (keyword.clone(), opened(value)))
            .collect(),
        Value::Array(all) => all.iter().map(opened).collect(),
        other => other.clone(),
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn what_does_not_break_takes_all_that_was_taken(
        old in schemas(), at in 0..1000_usize, by in schemas(), unrelated in prop::option::weighted(0.2, schemas()),
        samples in prop::collection::vec(values(), 40),
    ) {
        let new = unrelated.unwrap_or_else(|| altered(old.clone(), at, &by));
        if breaks(&taken(&old, &new)) {
            return Ok(());
        }
        let (before, after) = (validator(&old), validator(&new));
        for value in samples.iter().filter(|value| before.is_valid(value)) {
            prop_assert!(after.is_valid(value), "{value} was taken by {old} and is not by {new}");
        }
    }

    #[test]
    fn what_does_not_break_says_what_was_said(
        old in schemas(), at in 0..1000_usize, by in schemas(), unrelated in prop::option::weighted(0.2, schemas()),
        samples in prop::collection::vec(values(), 40),
    ) {
        let new = unrelated.unwrap_or_else(|| altered(old.clone(), at, &by));
        if breaks(&given(&old, &new)) {
            return Ok(());
        }
        let (before, after) = (validator(&opened(&old)), validator(&closed(&new)));
        for value in samples.iter().filter(|value| after.is_valid(value)) {
            prop_assert!(before.is_valid(value), "{value} is said by {new} and was not by {old}");
        }
    }

    #[test]
    fn what_is_equal_has_not_changed(schema in schemas()) {
        prop_assert_eq!(taken(&schema, &schema), []);
        prop_assert_eq!(given(&schema, &schema), []);
    }
}
