//! `BigInt`: an integer that JavaScript's `number` may not hold.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::BIGINT;

/// A JavaScript `bigint`, held in whatever integer type prints and reads decimal digits.
///
/// ```
/// use superjson::BigInt;
///
/// let document = superjson::to_vec(&BigInt(u64::MAX))?;
/// assert_eq!(
///     String::from_utf8_lossy(&document),
///     r#"{"json":"18446744073709551615","meta":{"values":["bigint"],"v":1}}"#,
/// );
/// assert_eq!(superjson::from_slice::<BigInt<u64>>(&document)?, BigInt(u64::MAX));
/// # Ok::<(), superjson::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BigInt<T>(pub T);

impl<T> From<T> for BigInt<T> {
    fn from(integer: T) -> Self {
        Self(integer)
    }
}

impl<T: Display> Display for BigInt<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Display> Serialize for BigInt<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(BIGINT, &Digits(&self.0))
    }
}

struct Digits<'a, T>(&'a T);

impl<T: Display> Serialize for Digits<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

impl<'de, T: FromStr> Deserialize<'de> for BigInt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(BIGINT, BigIntVisitor(PhantomData))
    }
}

struct BigIntVisitor<T>(PhantomData<T>);

impl<'de, T: FromStr> Visitor<'de> for BigIntVisitor<T> {
    type Value = BigInt<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the decimal digits of an integer in range")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<Self::Value, E> {
        let integer = if is_decimal(digits) { digits.parse().ok() } else { None };
        integer.map(BigInt).ok_or_else(|| E::invalid_value(de::Unexpected::Str(digits), &self))
    }

    // A client without the transformer sends plain numbers.

    fn visit_i64<E: de::Error>(self, integer: i64) -> Result<Self::Value, E> {
        self.visit_str(&integer.to_string())
    }

    fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Self::Value, E> {
        self.visit_str(&integer.to_string())
    }

    fn visit_i128<E: de::Error>(self, integer: i128) -> Result<Self::Value, E> {
        self.visit_str(&integer.to_string())
    }

    fn visit_u128<E: de::Error>(self, integer: u128) -> Result<Self::Value, E> {
        self.visit_str(&integer.to_string())
    }
}

/// Whether that is how JavaScript prints a bigint: digits, and at most a minus before them.
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_digits_and_plain_numbers() {
        assert_eq!(serde_json::from_str::<BigInt<i128>>("\"-7\"").unwrap(), BigInt(-7));
        assert_eq!(serde_json::from_str::<BigInt<u8>>("7").unwrap(), BigInt(7));
    }

    #[test]
    fn refuses_what_is_out_of_range_or_not_decimal() {
        for text in
            ["\"256\"", "\"-1\"", "256", "\"\"", "\"-\"", "\"+1\"", "\"0x1\"", "\" 1\"", "1.5", "null"]
        {
            assert!(serde_json::from_str::<BigInt<u8>>(text).is_err(), "{text}");
        }
    }
}
