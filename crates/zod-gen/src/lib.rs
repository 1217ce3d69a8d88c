//! Rust types and their constraints as [zod](https://zod.dev) 4 schemas, and as JSON Schema.
//!
//! A schema accepts and refuses what serde, and then the type's validation, would: specta says how serde reads the
//! type, and [`constraints`] travel with that description as data. What zod cannot say is an [`Error`], so that no
//! schema is looser than the type without anybody's knowing. (`rspc::Input` lists where a reader takes more than its
//! schema, for clients that are not JavaScript.)
//!
//! ```
//! use serde::Deserialize;
//! use specta::{Format, Types};
//! use zod_gen::{Module, constraints::{Constraint, Declaration, DeclaredField, declare}};
//!
//! #[derive(Deserialize, specta::Type)]
//! #[serde(rename_all = "camelCase", deny_unknown_fields)]
//! struct Signup {
//!     user_name: String,
//!     age: Option<u8>,
//! }
//!
//! // An attribute macro writes this beside the type (`#[rspc::input]` does, from garde's attributes).
//! let declaration = || Declaration {
//!     strict: true,
//!     fields: vec![DeclaredField {
//!         variant: None,
//!         name: "user_name",
//!         constraints: vec![Constraint::Pattern("^[a-z]+$".into())],
//!         ..DeclaredField::default()
//!     }],
//!     ..Declaration::default()
//! };
//! let mut types = Types::default();
//! let signup = <Signup as specta::Type>::definition(&mut types);
//! let signup = declare(signup, &mut types, declaration);
//!
//! let types = specta_serde::Format.map_types(&types).unwrap();
//! let mut module = Module::new(&types);
//! module.add("signup", &signup, None).unwrap();
//! let text = module.finish();
//! assert!(text.contains("userName: text.check(z.regex(/^[a-z]+$/u)),"), "{text}");
//! assert!(text.contains("age: z.nullish(z.int().check(z.gte(0), z.lte(255))),"), "{text}");
//! ```
//!
//! The schemas are written for `zod/v4-mini`, which costs a page some 14 KB less than `zod` and takes part in every
//! API that takes a Standard Schema. By that name zod 3.25 has it too. Values are those that a superjson client holds: a `Date` is a `Date`, and a wide
//! integer a `bigint`.

mod checks;
pub mod constraints;
mod dives;
mod error;
mod generics;
mod integers;
mod json;
mod json_checks;
mod json_parts;
mod module;
mod objects;
mod pattern;
mod preamble;
mod samples;
mod schema;
mod shapes;
mod typescript;

pub use dives::check as check_dives;
pub use error::Error;
pub use json::{ALIASES, BRAND, JsonSchemas, SUPERJSON};
pub use module::Module;
pub use samples::samples;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
