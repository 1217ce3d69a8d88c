//! A built rspc router as a TypeScript package: its types, an `AppRouter` for the unmodified tRPC
//! client, and zod schemas of its inputs.
//!
//! The bytes depend on the router alone, so that a check can compare them with what is committed.

mod adjust;
mod error;
mod phase;
mod router;
mod types;
mod zod;

use rspc::{Procedures, Transformer};

pub use error::Error;

const HEADER: &str = "// Generated from the Rust router. Do not edit: run `just gen`.\n\n";

/// One generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, such as `types.d.ts`.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// The bindings of `procedures`, served with `transformer`: `types.d.ts` with every named type and the table of
/// procedures, `router.d.ts` with `AppRouter`, `zod.ts` with a schema for each input.
pub fn generate<C, M>(procedures: &Procedures<C, M>, transformer: Transformer) -> Result<Vec<File>, Error> {
    let described = types::describe(procedures, transformer)?;
    let types = format!("{HEADER}{}", types::render(&described));
    let router = format!("{HEADER}{}", router::render(&described.procedures, transformer));
    let zod = format!("{HEADER}{}", described.schemas);
    Ok(vec![
        File { name: "types.d.ts", text: types },
        File { name: "router.d.ts", text: router },
        File { name: "zod.ts", text: zod },
    ])
}
