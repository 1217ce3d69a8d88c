//! Answers of shapes that serde flattens, and of values without a shape: what is written is what was promised.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use rspc::{Builder, Failure, Procedures, Router};
use rspc_bindings::Bindings;
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Serialize, specta::Type)]
struct Flat<T> {
    id: u32,
    #[serde(flatten)]
    part: T,
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "kind")]
enum Inside {
    Empty,
    Sized { size: u32 },
    Named(Name),
}

#[derive(Serialize, specta::Type)]
struct Name {
    name: String,
}

#[derive(Serialize, specta::Type)]
enum Outside {
    One(u8),
    Two { size: u32 },
}

#[derive(Serialize, specta::Type)]
#[serde(tag = "kind", content = "value")]
enum Beside {
    Empty,
    Sized { size: u32 },
}

#[derive(Serialize, specta::Type)]
#[expect(dead_code, reason = "it is never written")]
enum Bare {
    Unit,
    One(u32),
}

/// Whether the answer's schema takes what serde writes of the value, and refuses `not_it`.
fn is_promised<T: Serialize + specta::Type + Send + 'static>(value: &T, not_it: &Value) {
    let written = serde_json::to_value(value).unwrap();
    let contract = Bindings::new(&answering::<T>()).described().unwrap();
    let output = contract.procedures["get.it"].output.clone().unwrap();
    let schema = json!({ "allOf": [output], "types": contract.types });
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&written), "{written} by {schema}");
    assert!(!validator.is_valid(not_it), "{not_it} by {schema}");
}

async fn get<T>((): ()) -> Result<T, Failure> {
    Err(Failure::panicked())
}

/// A router with one query, `get.it`.
fn answering<T: Serialize + specta::Type + Send + 'static>() -> Procedures<(), ()> {
    let router = Router::new().query("it", Builder::new(()), get::<T>);
    Router::new().nest("get", router).build().unwrap()
}

#[test]
fn what_is_flattened_is_described_as_it_is_written() {
    let flat = |part| Flat { id: 1, part };
    let missing = json!({ "id": 1, "kind": "Sized" });
    is_promised(&flat(Inside::Empty), &missing);
    is_promised(&flat(Inside::Sized { size: 1 }), &missing);
    is_promised(&flat(Inside::Named(Name { name: "a".to_owned() })), &missing);
    is_promised(&Flat { id: 1, part: Some(Inside::Empty) }, &json!({ "kind": "Empty" }));
    is_promised(&Flat { id: 1, part: None::<Inside> }, &json!({ "kind": "Empty" }));
    is_promised(&Flat { id: 1, part: Outside::One(1) }, &json!({ "id": 1, "One": "a" }));
    is_promised(&Flat { id: 1, part: Outside::Two { size: 1 } }, &json!({ "id": 1 }));
    is_promised(&Flat { id: 1, part: Beside::Sized { size: 1 } }, &json!({ "id": 1, "kind": "Sized" }));
    is_promised(&Flat { id: 1, part: Beside::Empty }, &json!({ "id": 1 }));
    let by_name = BTreeMap::from([("a".to_owned(), 1_u8)]);
    is_promised(&Flat { id: 1, part: by_name }, &json!({ "id": 1, "a": "b" }));
}

#[test]
fn what_cannot_be_flattened_is_told_by_its_procedure() {
    let procedures = answering::<Flat<Bare>>();
    let error = Bindings::new(&procedures).files().unwrap_err().to_string();
    assert!(error.starts_with("get.it's output: FlatOfBare: only objects"), "{error}");
}

#[test]
fn json_is_anything() {
    is_promised(&BTreeMap::from([("a".to_owned(), json!([1, { "b": null }]))]), &json!([]));
    for file in Bindings::new(&answering::<Vec<Value>>()).outputs().files().unwrap() {
        match file.name {
            "types.d.ts" => assert!(file.text.contains("JsonValue = unknown;"), "{}", file.text),
            "outputs.ts" => assert!(file.text.contains("z.array(z.json())"), "{}", file.text),
            _ => {}
        }
    }
}
