//! Whole numbers, however they are written: `5.0` is 5, as it is for JavaScript and for JSON Schema.

use std::fmt;

use serde::de::{self, Visitor};

/// The largest number up to which a float names every whole number.
const SAFE: f64 = 9_007_199_254_740_991.0;

/// Takes a whole number.
pub(super) struct Whole<V> {
    pub(super) visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Whole<V> {
    type Value = V::Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<V::Value, E> {
        self.visitor.visit_i64(number)
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<V::Value, E> {
        self.visitor.visit_u64(number)
    }
    fn visit_i128<E: de::Error>(self, number: i128) -> Result<V::Value, E> {
        self.visitor.visit_i128(number)
    }
    fn visit_u128<E: de::Error>(self, number: u128) -> Result<V::Value, E> {
        self.visitor.visit_u128(number)
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<V::Value, E> {
        self.visitor.visit_str(text)
    }
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<V::Value, E> {
        if number.fract() != 0.0 || number.abs() > SAFE {
            return self.visitor.visit_f64(number);
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is whole, and far from the end of the type")]
        let whole = number as i64;
        // As the reader of JSON hands it on where it is written without a point.
        match u64::try_from(whole) {
            Ok(whole) => self.visitor.visit_u64(whole),
            Err(_) => self.visitor.visit_i64(whole),
        }
    }
}
