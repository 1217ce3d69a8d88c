//! A refused input is told all that is wrong with it at once, flattened as zod flattens it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use rspc::{RawInput, Transformer};
use serde_json::{Value, json};
use superjson::{BigInt, Date};

#[rspc::input]
#[expect(dead_code, reason = "read by nobody but serde")]
struct Order {
    #[garde(length(min = 1, max = 3))]
    symbol: String,
    side: Side,
    #[garde(range(min = 1))]
    qty: u32,
    #[garde(dive)]
    legs: Vec<Leg>,
    #[garde(length(max = 2))]
    note: Option<String>,
    #[serde(default)]
    dry_run: bool,
    at: Date,
    count: BigInt<u64>,
    condition: Condition,
    #[garde(length(max = 3))]
    scores: BTreeMap<u8, i16>,
    pair: (u8, Side),
}

#[derive(Debug, serde::Deserialize, specta::Type)]
enum Side {
    Buy,
}

#[rspc::input]
#[expect(dead_code, reason = "read by nobody but serde")]
struct Leg {
    #[garde(range(max = 9))]
    min_qty: u32,
    code: Code,
}

/// Of a form that only its own reader knows.
#[derive(Debug, specta::Type)]
#[specta(transparent)]
struct Code(#[expect(dead_code, reason = "read by nobody but serde")] String);

impl<'de> serde::Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let fits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        fits.then_some(Self(text)).ok_or_else(|| serde::de::Error::custom("three capital letters"))
    }
}

#[rspc::input]
#[serde(tag = "type")]
#[expect(dead_code, reason = "read by nobody but serde")]
enum Condition {
    Now,
    At { price: f64, strict: bool },
}

fn good() -> Value {
    json!({
        "symbol": "BTC", "side": "Buy", "qty": 1, "legs": [{"minQty": 1, "code": "ABC"}],
        "at": "2026-01-02T03:04:05.678Z", "count": 7, "condition": {"type": "At", "price": 1, "strict": true},
        "scores": {"1": 1}, "pair": [1, "Buy"],
    })
}

/// The good one with fields replaced, or taken out where there is nothing.
fn with(changes: &[(&str, Option<Value>)]) -> Value {
    let mut input = good();
    for (field, value) in changes {
        match value {
            Some(value) => input[*field] = value.clone(),
            None => {
                input.as_object_mut().unwrap().remove(*field);
            }
        }
    }
    input
}

fn flattened<I: rspc::Input>(input: &Value) -> Value {
    let refusals = [
        (Transformer::Plain, input.to_string()),
        (
            Transformer::Superjson,
            json!({ "json": input, "meta": {"values": {"at": ["Date"]}, "v": 1} }).to_string(),
        ),
    ];
    let [plain, superjson] = refusals.map(|(transformer, document)| {
        let raw = RawInput { bytes: Some(document.into()), last_event_id: None };
        raw.decode::<I>(transformer)
            .map_or_else(|failure| serde_json::to_value(failure.fields()).unwrap(), |_| json!(true))
    });
    assert_eq!(plain, superjson);
    plain
}

/// The fields that are named, and how often.
fn named(input: &Value) -> Vec<(String, usize)> {
    let flattened = flattened::<Order>(input);
    let of_form = flattened["formErrors"].as_array().map_or(0, Vec::len);
    let fields = flattened["fieldErrors"].as_object().unwrap().iter();
    let fields = fields.map(|(field, messages)| (field.clone(), messages.as_array().unwrap().len()));
    (of_form > 0).then_some((String::new(), of_form)).into_iter().chain(fields).collect()
}

fn list(names: &[(&str, usize)]) -> Vec<(String, usize)> {
    names.iter().map(|(name, times)| ((*name).to_owned(), *times)).collect()
}

#[test]
fn every_field_that_is_missing_or_does_not_fit_is_named() {
    assert_eq!(flattened::<Order>(&good()), json!(true));
    let without =
        with(&[("symbol", None), ("side", None), ("count", None), ("at", None), ("condition", None)]);
    assert_eq!(
        named(&without),
        list(&[("at", 1), ("condition", 1), ("count", 1), ("side", 1), ("symbol", 1)])
    );
    let missing = flattened::<Order>(&with(&[("qty", None)]));
    assert_eq!(missing, json!({"formErrors": [], "fieldErrors": {"qty": ["missing field `qty`"]}}));
    let misfits = with(&[
        ("symbol", Some(json!(1))),
        ("side", Some(json!("Up"))),
        ("qty", Some(json!(-1))),
        ("legs", Some(json!({}))),
        ("note", Some(json!([]))),
        ("dryRun", Some(json!("yes"))),
        ("condition", Some(json!({"type": "At", "price": "1", "strict": 1}))),
        ("scores", Some(json!({"x": 1}))),
        ("pair", Some(json!([1]))),
    ]);
    let fields = ["condition", "dryRun", "legs", "note", "pair", "qty", "scores", "side", "symbol"];
    assert_eq!(named(&misfits), list(&fields.map(|field| (field, 1))));
}

#[test]
fn an_empty_object_lacks_all_that_is_required() {
    let required = ["at", "condition", "count", "legs", "pair", "qty", "scores", "side", "symbol"];
    assert_eq!(named(&json!({})), list(&required.map(|field| (field, 1))));
}

#[test]
fn unknown_fields_are_of_the_form_and_nested_ones_of_the_field_they_are_in() {
    let unknown = with(&[("x", Some(json!(1))), ("y", Some(json!(null))), ("qty", Some(json!("1")))]);
    assert_eq!(named(&unknown), list(&[("", 2), ("qty", 1)]));
    let nested = with(&[("legs", Some(json!([{"minQty": 1, "code": "ABC", "x": 1, "y": 1}])))]);
    assert_eq!(named(&nested), list(&[("legs", 2)]));
}

#[test]
fn what_is_nested_is_told_by_its_path() {
    let legs = json!([{"minQty": -1, "code": "ABC"}, {"minQty": 1, "code": "abc"}, {"code": "ABC"}]);
    assert_eq!(
        flattened::<Order>(&with(&[("legs", Some(legs))])),
        json!({"formErrors": [], "fieldErrors": {"legs": [
            "legs[0].minQty: invalid value: integer `-1`, expected u32",
            "legs[1].code: three capital letters",
            "legs[2].minQty: missing field `minQty`",
        ]}})
    );
    // A long list is not told to its end, and what else is wrong is.
    let legs = vec![json!({}); 100];
    let input = with(&[("legs", Some(json!(legs))), ("pair", Some(json!([300, "Up"]))), ("qty", None)]);
    assert_eq!(named(&input), list(&[("legs", 4), ("pair", 2), ("qty", 1)]));
}

#[test]
fn broken_constraints_are_told_with_what_cannot_be_decoded() {
    let input = with(&[
        ("symbol", Some(json!("BITCOIN"))),
        ("qty", Some(json!(0))),
        ("note", Some(json!("long"))),
        ("legs", Some(json!([{"minQty": 10, "code": "ABC"}, {"minQty": "1", "code": "ABC"}]))),
        ("side", None),
        ("at", Some(json!("now"))),
    ]);
    let told = flattened::<Order>(&input);
    let fields: Vec<&String> = told["fieldErrors"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["at", "legs", "note", "qty", "side", "symbol"]);
    let legs = told["fieldErrors"]["legs"].as_array().unwrap();
    assert!(legs[0].as_str().unwrap().starts_with("legs[1].minQty: invalid type"), "{legs:?}");
    assert!(legs[1].as_str().unwrap().starts_with("legs[0].minQty: greater than"), "{legs:?}");
    // What was put in place of a value is not held against the client.
    assert_eq!(named(&with(&[("symbol", None), ("qty", None)])), list(&[("qty", 1), ("symbol", 1)]));
}

#[test]
fn what_is_no_object_or_not_there_is_of_the_form() {
    for input in [json!([]), json!("x"), json!(7), json!(true), json!(null)] {
        assert_eq!(named(&input).len(), 1, "{input}");
        assert_eq!(named(&input)[0].0, "", "{input}");
    }
}

#[test]
fn what_is_no_document_to_its_end_is_not_looked_into() {
    for (transformer, document) in [
        (Transformer::Plain, r#"{"symbol":1,"qty":"#),
        (Transformer::Superjson, r#"{"json":{"symbol":1},"meta"#),
    ] {
        let raw = RawInput { bytes: Some(document.into()), last_event_id: None };
        let failure = raw.decode::<Order>(transformer).unwrap_err();
        assert_eq!(failure.code(), rspc::ErrorCode::ParseError, "{document}");
        assert!(failure.fields().is_none());
    }
}

#[test]
fn an_input_that_is_tagged_from_inside_names_its_fields() {
    let told = |input: Value| {
        let mut told = flattened::<Condition>(&input);
        (told["formErrors"].as_array().unwrap().len(), told["fieldErrors"].take())
    };
    assert_eq!(told(json!({"type": "At", "strict": true})), (0, json!({"price": ["missing field `price`"]})));
    assert_eq!(told(json!({"price": 1})), (0, json!({"type": ["missing field `type`"]})));
    let (of_form, of_fields) = told(json!({"price": "1", "type": "At", "strict": 1, "x": 1}));
    assert_eq!(of_form, 1);
    assert_eq!(of_fields.as_object().unwrap().keys().collect::<Vec<_>>(), ["price", "strict"]);
    assert_eq!(told(json!({"type": "Then"})).1.as_object().unwrap().keys().collect::<Vec<_>>(), ["type"]);
    assert_eq!(told(json!([])), (1, json!({})));
}

#[test]
fn a_field_that_is_tagged_from_inside_is_told_of_once() {
    for condition in [
        json!({"type": "At", "strict": true}),
        json!({"type": "At", "strict": true, "price": "1"}),
        json!({"type": "At", "strict": true, "price": 1, "x": 1}),
        json!({"type": "Then"}),
        json!({}),
        json!("At"),
    ] {
        let input =
            with(&[("condition", Some(condition)), ("qty", None), ("symbol", Some(json!("BITCOIN")))]);
        assert_eq!(named(&input), list(&[("condition", 1), ("qty", 1), ("symbol", 1)]), "{input}");
    }
}

#[test]
fn a_value_is_called_the_same_wherever_it_stands() {
    let at = json!({"type": "At", "price": 1, "strict": 1e30});
    let told = flattened::<Order>(&with(&[("qty", Some(json!(1e30))), ("condition", Some(at))]));
    for (field, expected) in [("qty", "u32"), ("condition", "a boolean")] {
        let sentence = format!("invalid type: floating point `1e+30`, expected {expected}");
        assert_eq!(told["fieldErrors"][field], json!([sentence]));
    }
}

#[test]
fn all_that_is_wrong_with_a_long_input_is_told() {
    let fields = ["at", "condition", "count", "note", "pair", "qty", "scores", "side", "symbol"];
    let mut input = with(&fields.map(|field| (field, Some(json!(false)))));
    input["note"] = json!("x".repeat(512 * 1024));
    assert_eq!(named(&input), list(&fields.map(|field| (field, 1))));
}

#[test]
fn many_unknown_fields_are_not_told_one_by_one() {
    let unknown: serde_json::Map<_, _> = (0..10_000).map(|n| (format!("x{n}"), json!(n))).collect();
    let mut input = with(&[("qty", None)]);
    input.as_object_mut().unwrap().extend(unknown);
    assert_eq!(named(&input), list(&[("", 32), ("qty", 1)]));
}

#[test]
fn a_long_input_is_not_read_again_and_again() {
    let with_legs = |leg: Value, changes: &[(&str, Option<Value>)]| {
        let mut input = with(changes);
        input["legs"] = json!(vec![leg; 20_000]);
        input.to_string()
    };
    let time = |document: String| {
        let raw = RawInput { bytes: Some(document.into()), last_event_id: None };
        let start = std::time::Instant::now();
        let is_good = raw.decode::<Order>(Transformer::Plain).is_ok();
        (is_good, start.elapsed())
    };
    let good = json!({"minQty": 1, "code": "ABC"});
    let (is_good, once) = time(with_legs(good.clone(), &[]));
    assert!(is_good);
    let fields = ["note", "pair", "qty", "scores", "side", "symbol"];
    let misfits = fields.map(|field| (field, Some(json!(false))));
    for long in [with_legs(json!({"minQty": "1"}), &[]), with_legs(good, &misfits)] {
        let (is_good, refused) = time(long);
        assert!(!is_good);
        assert!(refused < once * 30, "{refused:?} is long to refuse what takes {once:?} to read");
    }
}
