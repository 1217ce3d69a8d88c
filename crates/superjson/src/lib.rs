//! [superjson](https://github.com/flightcontrolhq/superjson) 2 for serde types, with no tree in between.
//!
//! superjson is JSON that keeps a JavaScript `Date`, `bigint`, `Map`, `Set`, `undefined`, `NaN` and their like:
//! a document is `{"json": …, "meta": {"values": …, "v": 1}}`, where `meta` says which values of `json` are
//! more than they look. tRPC applications use it as their transformer.
//!
//! A Rust type says so with the marker types of this crate. Everything else is plain serde:
//!
//! ```
//! use serde::{Deserialize, Serialize};
//! use superjson::{BigInt, Date};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Trade {
//!     id: BigInt<u64>,
//!     symbol: String,
//!     at: Date,
//! }
//!
//! let trade = Trade {
//!     id: BigInt(7),
//!     symbol: "BTCUSDT".into(),
//!     at: Date("2026-01-02T03:04:05.678Z".parse()?),
//! };
//! let document = superjson::to_vec(&trade)?;
//! assert_eq!(
//!     String::from_utf8_lossy(&document),
//!     concat!(
//!         r#"{"json":{"id":"7","symbol":"BTCUSDT","at":"2026-01-02T03:04:05.678Z"},"#,
//!         r#""meta":{"values":{"id":["bigint"],"at":["Date"]},"v":1}}"#,
//!     ),
//! );
//! assert_eq!(superjson::from_slice::<Trade>(&document)?, trade);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The same types go through plain `serde_json` too, which sees only what stands in `json`.
//!
//! # Encoding
//!
//! [`append`] and [`to_vec`] write a document in one pass. [`Document`] writes one that holds several values,
//! or values somewhere inside other JSON. The floats `NaN`, `Infinity`, `-Infinity` and `-0` need no marker.
//!
//! # Decoding
//!
//! [`from_slice`] reads a document as JavaScript's `superjson.parse` would, straight into the type
//! ([`from_slice_seed`] into whatever a seed makes of it, [`from_prefix_seed`] where more follows,
//! [`Value`] what stands there, for whoever has no type yet):
//!
//! - an `undefined` property is as good as absent, so `Option` and `#[serde(default)]` take it; a struct that refuses
//!   unknown fields refuses an `undefined` one too;
//! - a `bigint` is read by [`BigInt`] (and by `i128` and `u128`), not by what reads a `number` or a string; a
//!   `number` by every float;
//! - dates, maps, sets and the rest are what the Rust type says; their annotations are checked for form only;
//! - unknown keys beside `json` and `meta` are ignored; a second `json` or `meta` is refused;
//! - `referentialEqualities` is ignored. It changes nothing unless the client was built with `dedupe: true`, which
//!   sends `null` in place of repeated objects and is not supported.
//!
//! A hostile document is an error like any other. Its annotations take memory in proportion to its length, at some
//! sixty times; limit the length of what you read.
//!
//! # Features
//!
//! - `specta`: the marker types implement `specta::Type`.

mod de;
mod error;
mod ser;
#[cfg(feature = "specta")]
mod specta;
mod types;

pub use de::{KeyDeserializer, Value, from_prefix_seed, from_slice, from_slice_seed};
pub use error::{Error, ErrorKind};
pub use ser::{Document, Segment, append, to_vec};
pub use types::{BigInt, Date, Map, Set, Undefined};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
