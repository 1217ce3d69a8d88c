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

#[rspc::input]
#[expect(dead_code, reason = "read by nobody but serde")]
struct Shapes {
    leg: Leg,
    plain: Option<Plain>,
    sides: Vec<Side>,
    outside: Outside,
    #[garde(range(min = 0.0))]
    price: f64,
    #[garde(inner(range(max = 9.0)))]
    prices: Vec<f64>,
}

/// serde's own, of a crate that knows nothing of rspc.
#[derive(Debug, serde::Deserialize, specta::Type)]
struct Plain {
    #[expect(dead_code, reason = "read by nobody but serde")]
    x: u8,
}

#[derive(Debug, serde::Deserialize, specta::Type)]
enum Side {
    Buy,
}

#[rspc::input]
#[expect(dead_code, reason = "read by nobody but serde")]
enum Outside {
    Unit,
    One(Plain),
    Two(u8, Side),
    Many { x: u8 },
}

/// The good one, with one field replaced.
fn shapes(field: &str, value: &str) -> Result<Shapes, String> {
    let mut input = serde_json::json!({
        "leg": {"side": "Buy", "minQty": 1}, "plain": {"x": 1}, "sides": ["Buy"], "outside": "Unit",
        "price": 1, "prices": [1],
    });
    input[field] = serde_json::from_str(value).unwrap();
    decode(&serde_json::json!({"json": input}).to_string())
}

fn decode(document: &str) -> Result<Shapes, String> {
    let raw = RawInput { bytes: Some(document.to_owned().into()), last_event_id: None };
    raw.decode(Transformer::Superjson).map_err(|failure| failure.message().to_owned())
}

#[test]
fn an_array_is_no_object_wherever_one_is_asked_for() {
    assert!(decode(r#"{"json":[]}"#).is_err());
    for (field, array, object) in [
        ("leg", r#"["Buy",1]"#, r#"{"side":"Buy","minQty":1}"#),
        ("plain", "[1]", r#"{"x":1}"#),
        ("outside", r#"{"Many":[1]}"#, r#"{"Many":{"x":1}}"#),
        ("outside", r#"{"One":[1]}"#, r#"{"One":{"x":1}}"#),
    ] {
        assert!(shapes(field, array).unwrap_err().contains("sequence, expected an object"), "{array}");
        assert!(shapes(field, object).is_ok(), "{object}");
    }
}

#[test]
fn a_variant_without_content_is_its_name_and_nothing_else() {
    for (field, object, name) in [
        ("sides", r#"[{"Buy":null}]"#, r#"["Buy"]"#),
        ("outside", r#"{"Unit":null}"#, r#""Unit""#),
        ("outside", r#"{"Two":[1,{"Buy":null}]}"#, r#"{"Two":[1,"Buy"]}"#),
    ] {
        assert!(shapes(field, object).unwrap_err().contains("the variant has no content"), "{object}");
        assert!(shapes(field, name).is_ok(), "{name}");
    }
    for wrong in ["{}", r#"{"Two":[1,"Buy"],"Unit":null}"#, r#""Two""#, "7", "null", r#"{"Two":[1]}"#] {
        assert!(shapes("outside", wrong).is_err(), "{wrong}");
    }
}

#[rspc::input]
#[expect(dead_code, reason = "read by nobody but serde")]
struct Rows {
    pair: (u8, Side),
    plains: [Plain; 1],
}

#[test]
fn what_stands_in_a_row_is_read_as_strictly_as_in_a_list() {
    let read = |rows: &'static str| {
        let raw = RawInput { bytes: Some(rows.into()), last_event_id: None };
        raw.decode::<Rows>(Transformer::Plain).map(drop).map_err(|failure| failure.message().to_owned())
    };
    assert_eq!(read(r#"{"pair":[5.0,"Buy"],"plains":[{"x":1}]}"#), Ok(()));
    assert_eq!(
        read(r#"{"pair":[1,{"Buy":null}],"plains":[[1]]}"#).unwrap_err(),
        "pair[1]: invalid type: map, expected the name alone: the variant has no content; \
         plains[0]: invalid type: sequence, expected an object"
    );
    assert!(read(r#"{"pair":[1,"Buy",1],"plains":[]}"#).is_err());
}

#[test]
fn what_is_not_a_number_is_in_no_range() {
    let with = |price: &str, prices: &str, at: &str| {
        decode(&format!(
            r#"{{"json":{{"leg":{{"side":"Buy","minQty":1}},"sides":[],"outside":"Unit","price":{price},"prices":[{prices}]}},
            "meta":{{"values":{{"{at}":["number"]}},"v":1}}}}"#
        ))
    };
    assert!(with("\"NaN\"", "1", "price").unwrap_err().contains("price: not a number"));
    assert!(with("1", "\"NaN\"", "prices.0").unwrap_err().contains("prices[0]: not a number"));
    assert!(with("\"-0\"", "1", "price").is_ok());
}

/// A tree: its reader does not grow with its depth.
#[rspc::input]
struct Tree {
    #[garde(dive)]
    left: Option<Box<Tree>>,
    #[garde(dive)]
    branches: Vec<Tree>,
}

#[test]
fn a_tree_is_read_to_its_leaves() {
    let read = |json: &'static str| {
        let raw = RawInput { bytes: Some(Bytes::from_static(json.as_bytes())), last_event_id: None };
        raw.decode::<Tree>(Transformer::Plain).map(|tree| (tree.left.is_some(), tree.branches.len()))
    };
    let good = r#"{"left":{"branches":[{"branches":[]}]},"branches":[]}"#;
    assert_eq!(read(good).unwrap(), (true, 0));
    assert!(read(r#"{"left":{"branches":[[null,[]]]},"branches":[]}"#).is_err());
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

#[rspc::input]
struct Counted {
    amount: i64,
    steps: Option<Vec<u8>>,
}

#[test]
fn a_whole_number_may_be_written_with_a_point() {
    let decoded = |number: &str| {
        let json = format!(r#"{{"amount":{number},"steps":[1.0,2]}}"#);
        let raw = RawInput { bytes: Some(Bytes::from(json)), last_event_id: None };
        raw.decode::<Counted>(Transformer::Plain).map(|input| (input.amount, input.steps))
    };
    for (written, amount) in [("5", 5), ("5.0", 5), ("5e0", 5), ("-5.0", -5), ("-0.0", 0)] {
        assert_eq!(decoded(written).unwrap(), (amount, Some(vec![1, 2])), "{written}");
    }
    for refused in ["5.5", "1e300", "9007199254740992.0", "\"5\""] {
        assert!(decoded(refused).is_err(), "{refused}");
    }
}

/// An input that is no object.
#[rspc::input]
struct Id(u32);

#[rspc::input]
struct ShortName(#[garde(length(min = 1))] String);

#[test]
fn an_input_may_be_one_value_with_rules_or_without() {
    fn read<I: rspc::Input>(json: &'static str) -> Result<I, String> {
        let raw = RawInput { bytes: Some(Bytes::from_static(json.as_bytes())), last_event_id: None };
        raw.decode::<I>(Transformer::Plain).map_err(|failure| failure.message().to_owned())
    }
    assert_eq!(read::<Id>("7").unwrap().0, 7);
    assert!(read::<Id>("\"7\"").is_err());
    assert_eq!(read::<ShortName>("\"Ada\"").unwrap().0, "Ada");
    assert!(read::<ShortName>("\"\"").is_err());
}

#[rspc::id]
#[derive(Copy)]
struct ShelfId(u32);

#[test]
fn an_id_is_written_and_read_as_what_it_holds() {
    let id = ShelfId::from(7);
    assert_eq!(
        (serde_json::to_string(&id).unwrap(), id.to_string(), u32::from(id)),
        ("7".into(), "7".into(), 7)
    );
    let raw = RawInput { bytes: Some(Bytes::from_static(b"7")), last_event_id: None };
    assert!(raw.decode::<ShelfId>(Transformer::Plain).is_ok_and(|read| read == id));

    let mut types = Types::default();
    let definition = <ShelfId as specta::Type>::definition(&mut types);
    let DataType::Reference(specta::datatype::Reference::Named(reference)) = &definition else {
        panic!("{definition:?}")
    };
    assert!(types.get(reference).and_then(|named| named.ty.as_ref()).is_some_and(constraints::is_branded));
}

#[test]
fn an_input_may_be_a_value_or_a_list_of_inputs() {
    fn read<I: rspc::Input>(json: &'static str) -> Result<I, serde_json::Value> {
        let raw = RawInput { bytes: Some(Bytes::from_static(json.as_bytes())), last_event_id: None };
        raw.decode::<I>(Transformer::Plain).map_err(|failure| serde_json::to_value(failure.fields()).unwrap())
    }
    assert_eq!(read::<String>("\"Ada\""), Ok("Ada".to_owned()));
    assert_eq!(read::<u32>("7.0"), Ok(7));
    assert_eq!(read::<Vec<u32>>("[1,2.0]"), Ok(vec![1, 2]));
    assert_eq!(read::<Option<String>>("null"), Ok(None));
    assert_eq!(read::<Option<bool>>("true"), Ok(Some(true)));
    assert_eq!(RawInput::default().decode::<Option<String>>(Transformer::Plain).unwrap(), None);
    assert!(RawInput::default().decode::<String>(Transformer::Plain).is_err());
    let optional = read::<Option<Counted>>(r#"{"amount":1,"direction":"forward"}"#);
    assert_eq!(optional.map(|input| input.map(|input| input.amount)), Ok(Some(1)));
    for wrong in [read::<u32>("-1").err(), read::<u32>("\"7\"").err(), read::<u32>("null").err()] {
        assert_eq!(wrong.unwrap()["formErrors"].as_array().map(Vec::len), Some(1));
    }
    let wrong = read::<Vec<Leg>>(r#"[{"side":"Buy","minQty":1},{"side":"Buy","minQty":0}]"#).unwrap_err();
    assert_eq!(wrong["fieldErrors"], serde_json::json!({"1": ["1.minQty: lower than 1"]}));
    let wrong = read::<Vec<Counted>>(r#"[{"amount":"1"},{"amount":1,"x":1},{}]"#).unwrap_err();
    assert_eq!(wrong["fieldErrors"].as_object().unwrap().keys().collect::<Vec<_>>(), ["0", "1", "2"]);
}
