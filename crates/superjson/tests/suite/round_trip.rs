//! Whatever is written is read back the same, with and without superjson around it.

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use superjson::BigInt;

use crate::values::any::{Any, any_value};
use crate::values::typed::{Typed, typed};

// Compared as debug text, in which NaN equals NaN and 0 differs from -0.
proptest! {
    #[test]
    fn typed_values_come_back(value in typed()) {
        let document = superjson::to_vec(&value).unwrap();
        let read: Typed = superjson::from_slice(&document).unwrap();
        prop_assert_eq!(format!("{read:?}"), format!("{value:?}"));
    }

    #[test]
    fn values_of_any_shape_come_back(value in any_value()) {
        let document = superjson::to_vec(&value).unwrap();
        let read: Any = superjson::from_slice(&document).unwrap();
        prop_assert_eq!(format!("{read:?}"), format!("{:?}", value.without_types()));
    }

    #[test]
    fn plain_json_is_what_stands_in_json(value in any_value()) {
        let document: serde_json::Value = serde_json::from_slice(&superjson::to_vec(&value).unwrap()).unwrap();
        let mut plain = serde_json::to_value(&value).unwrap();
        // The floats are all that plain JSON has to give up.
        let mut json = document["json"].clone();
        drop_odd_floats(&mut json, &mut plain);
        prop_assert_eq!(json, plain);
    }
}

/// JSON that has been written already passes through as it is, also below an annotated place.
#[test]
fn raw_json_passes_through() {
    #[derive(Serialize, Deserialize)]
    struct Event<'a> {
        size: BigInt<u8>,
        #[serde(borrow)]
        raw: &'a RawValue,
    }

    let raw: &RawValue = serde_json::from_str(r#"{"a" : [1, null]}"#).unwrap();
    let document = superjson::to_vec(&Event { size: BigInt(7), raw }).unwrap();
    let text = r#"{"json":{"size":"7","raw":{"a" : [1, null]}},"meta":{"values":{"size":["bigint"]},"v":1}}"#;
    assert_eq!(String::from_utf8_lossy(&document), text);

    let text = text.replace(r#"["bigint"]"#, r#"["bigint"],"raw.a.1":["undefined"]"#);
    let event: Event<'_> = superjson::from_slice(text.as_bytes()).unwrap();
    assert_eq!((event.size, event.raw.get()), (BigInt(7), raw.get()));
}

/// Replaces by null what superjson writes for an odd float, where plain JSON has null or -0.
fn drop_odd_floats(json: &mut serde_json::Value, plain: &mut serde_json::Value) {
    use serde_json::Value;
    match (json, plain) {
        (json @ Value::String(_), plain @ (Value::Null | Value::Number(_))) => {
            let odd = ["NaN", "Infinity", "-Infinity", "-0"].map(Value::from);
            assert!(odd.contains(json), "{json}");
            *json = Value::Null;
            *plain = Value::Null;
        }
        (Value::Array(json), Value::Array(plain)) => {
            json.iter_mut().zip(plain).for_each(|(json, plain)| drop_odd_floats(json, plain));
        }
        (Value::Object(json), Value::Object(plain)) => {
            json.values_mut().zip(plain.values_mut()).for_each(|(json, plain)| drop_odd_floats(json, plain));
        }
        _ => {}
    }
}
