//! The marker types: each names a JavaScript value that JSON has no form for.
//!
//! A marker is a serde newtype with a reserved name. Our serializer knows the names; any other one, `serde_json`
//! among them, looks through the newtype and sees the payload alone.

mod bigint;
mod date;
mod map;
mod set;
mod undefined;

pub use bigint::BigInt;
pub(crate) use bigint::is_decimal;
pub use date::Date;
pub use map::Map;
pub use set::Set;
pub use undefined::Undefined;

pub(crate) const BIGINT: &str = "$superjson::bigint";
pub(crate) const DATE: &str = "$superjson::Date";
pub(crate) const MAP: &str = "$superjson::map";
pub(crate) const SET: &str = "$superjson::set";
pub(crate) const UNDEFINED: &str = "$superjson::undefined";

/// What superjson calls the marker of that newtype name.
pub(crate) fn transformation(newtype: &str) -> Option<&str> {
    newtype.strip_prefix("$superjson::")
}
