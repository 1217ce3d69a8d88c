//! Type-safe RPC: routers, procedures, middleware, validation and typed errors; no HTTP, no database.
//!
//! A procedure is a plain `async fn(context, input) -> Result<output, error>`; a subscription returns a
//! stream. Routers nest, middleware switches the context, and a built [`Procedures`] table is what a
//! transport (`rspc-axum`) serves and a generator (`rspc-bindings`) reads.
//!
//! ```
//! use rspc::{Builder, Router};
//!
//! #[rspc::input]
//! pub struct Input {
//!     #[garde(length(min = 1, max = 20))]
//!     name: String,
//! }
//!
//! async fn greet(_ctx: (), input: Input) -> Result<String, rspc::Failure> {
//!     Ok(format!("Hello, {}!", input.name))
//! }
//!
//! let procedures = Router::<(), ()>::new().query("greet", Builder::new(()), greet).build().unwrap();
//! assert!(procedures.get("greet").is_some());
//! ```

mod builder;
mod decode;
mod error;
mod handler;
mod input;
mod item;
mod names;
mod observer;
mod output;
mod pattern;
mod procedure;
mod router;
mod upload;
mod values;

pub use builder::{Builder, Next};
#[doc(hidden)]
pub use decode::Strict;
pub use decode::{Decoded, RawInput, Transformer};
pub use error::{Detail, Error, ErrorCode, ErrorType, Failure};
pub use handler::{Handler, HandlerError, Source, Sourced, StreamHandler};
#[doc(hidden)]
pub use input::ordered;
pub use input::{FieldErrors, Input};
pub use item::{Item, ItemStream, Shared, StreamItem, Tracked};
pub use names::{InputPart, Name, Names};
pub use observer::Observer;
pub use output::{Encoded, Encoding, Reply, TrackedForm};
#[doc(hidden)]
pub use pattern::Pattern;
pub use procedure::{Call, Info, Kind, Procedure, TypeOf};
pub use router::{BuildError, Procedures, Router};
#[doc(hidden)]
pub use rspc_macros::Attributes;
pub use rspc_macros::{codes, handler, id, input, procedure, scalar};
pub use upload::{Form, Octets, Part, Upload, UploadHandler, Uploaded};
pub use zod_gen::constraints;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
