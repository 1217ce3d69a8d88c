//! `Undefined`: no value at all.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::UNDEFINED;

/// JavaScript's `undefined`, for what answers nothing.
///
/// A property that may be absent is better an `Option` with `#[serde(skip_serializing_if = "Option::is_none")]`.
///
/// ```
/// use superjson::Undefined;
///
/// let document = superjson::to_vec(&Undefined)?;
/// assert_eq!(document, br#"{"json":null,"meta":{"values":["undefined"],"v":1}}"#);
/// assert_eq!(superjson::from_slice::<Undefined>(&document)?, Undefined);
/// # Ok::<(), superjson::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Undefined;

impl Serialize for Undefined {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(UNDEFINED, &())
    }
}

impl<'de> Deserialize<'de> for Undefined {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct UndefinedVisitor;

        impl Visitor<'_> for UndefinedVisitor {
            type Value = Undefined;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("undefined or null")
            }

            fn visit_none<E: de::Error>(self) -> Result<Undefined, E> {
                Ok(Undefined)
            }

            fn visit_unit<E: de::Error>(self) -> Result<Undefined, E> {
                Ok(Undefined)
            }
        }

        // Asked for as an option, so that an absent property will do.
        deserializer.deserialize_option(UndefinedVisitor)
    }
}
