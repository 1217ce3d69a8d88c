//! Amounts: decimal strings, exact to twelve places, never a float.

use std::fmt;

use app::money;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An exact decimal number as a string, such as "0.015": at most 16 digits before the point and 12 after it.
#[rspc::scalar(pattern(r"^[+-]?0*[0-9]{1,16}(?:\.[0-9]{1,12})?$"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount(pub(crate) Decimal);

impl From<Decimal> for Amount {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.normalize())
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Amount;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number as a string, such as \"0.015\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                money::parse(text).map(Amount).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_strings_and_nothing_that_lost_digits() {
        let read = |json: &str| serde_json::from_str::<Amount>(json).map(|amount| amount.0.to_string());
        assert_eq!(read(r#""0.100""#).unwrap(), "0.1");
        for bad in
            ["0.1", "1", "null", r#""NaN""#, r#""Infinity""#, r#""1e3""#, r#""0.0000000000001""#, r#""""#]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert_eq!(serde_json::to_string(&Amount(Decimal::new(1500, 4))).unwrap(), r#""0.15""#);
    }
}
