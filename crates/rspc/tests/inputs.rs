//! `#[rspc::input]` as its users meet it: names on the wire in errors, and constraints as data.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bytes::Bytes;
use rspc::{RawInput, Transformer, constraints};
use specta::{
    Types,
    datatype::{DataType, Fields},
};

#[rspc::input]
struct Order {
    #[garde(length(min = 1), dive)]
    all_legs: Vec<Leg>,
    #[serde(rename = "type")]
    #[garde(length(chars, max = MOST_CHARACTERS))]
    kind: String,
    #[garde(dive)]
    first_leg: Option<Leg>,
}

const MOST_CHARACTERS: usize = 3;

#[rspc::input]
#[serde(tag = "side")]
enum Leg {
    Buy {
        #[garde(range(min = 1))]
        min_qty: u32,
    },
    #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
    Sell {
        #[garde(range(max = -1))]
        max_qty: i32,
    },
}

fn refusal(json: &'static str) -> String {
    let raw = RawInput { bytes: Some(Bytes::from_static(json.as_bytes())), last_event_id: None };
    raw.decode::<Order>(Transformer::Plain).unwrap_err().message().to_owned()
}

#[test]
fn errors_name_fields_as_serde_writes_them() {
    let said = refusal(
        r#"{
            "allLegs": [{"side": "Buy", "minQty": 1}, {"side": "Sell", "MAX_QTY": 0}],
            "type": "long",
            "firstLeg": {"side": "Buy", "minQty": 0}
        }"#,
    );
    for path in ["allLegs[1].MAX_QTY: ", "type: ", "firstLeg.minQty: "] {
        assert!(said.contains(path), "{path} in {said}");
    }
}

#[test]
fn unknown_fields_are_refused_wherever_they_stand() {
    let nested = refusal(r#"{"allLegs": [{"side": "Buy", "minQty": 1, "x": 1}], "type": "a"}"#);
    assert!(nested.contains("unknown field `x`"), "{nested}");
}

#[test]
fn constraints_are_data_with_constants_evaluated() {
    let mut types = Types::default();
    let DataType::Reference(specta::datatype::Reference::Named(reference)) =
        <Order as specta::Type>::definition(&mut types)
    else {
        panic!("a named type")
    };
    let Some(DataType::Struct(order)) = types.get(&reference).and_then(|named| named.ty.as_ref()) else {
        panic!("a struct")
    };
    let Fields::Named(fields) = &order.fields else { panic!("named fields") };
    let of =
        |name: &str| constraints::of(&fields.fields.iter().find(|(it, _)| it == name).unwrap().1).to_vec();
    let length = |unit, min, max| constraints::Constraint::Length { unit, min, max };
    assert_eq!(of("kind"), [length(constraints::Unit::Chars, None, Some(3))]);
    let legs = [length(constraints::Unit::Natural, Some(1), None), constraints::Constraint::Dive];
    assert_eq!(of("all_legs"), legs);
}
