//! A built rspc router as a TypeScript package: its types, an `AppRouter` for the unmodified tRPC
//! client, and zod schemas of its inputs.
//!
//! The bytes depend on the router alone, so that a check can compare them with what is committed.
//!
#![doc = include_str!("../README.md")]

mod adjust;
pub mod contract;
mod error;
mod invalidations;
pub mod openapi;
mod outputs;
mod phase;
mod places;
mod router;
mod schemas;
mod server;
mod skew;
mod tree;
mod types;
mod zod;

use rspc::{Procedures, Transformer};

pub use contract::Contract;
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

/// A built router on its way to TypeScript.
///
/// ```
/// # use rspc::{Builder, Router};
/// # async fn ping(_: ()) -> Result<&'static str, rspc::Failure> { Ok("pong") }
/// let procedures = Router::<(), ()>::new().query("ping", Builder::new(()), ping).build()?;
/// let files = rspc_bindings::Bindings::new(&procedures).files()?;
/// assert!(files.iter().any(|file| file.name == "router.d.ts"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Bindings<'p, C, M> {
    procedures: &'p Procedures<C, M>,
    transformer: Transformer,
    sources: Option<String>,
    outputs: bool,
}

impl<'p, C, M> Bindings<'p, C, M> {
    /// The bindings of `procedures`.
    pub fn new(procedures: &'p Procedures<C, M>) -> Self {
        Self { procedures, transformer: Transformer::default(), sources: None, outputs: false }
    }

    /// How values travel; superjson unless said otherwise.
    pub const fn transformer(mut self, transformer: Transformer) -> Self {
        self.transformer = transformer;
        self
    }

    /// Leads editors from a procedure's name to the Rust function: `root` is the way from the folder of the files to
    /// the one that Cargo compiles in, such as `../..`. Left out, there are no declaration maps.
    pub fn sources(mut self, root: impl Into<String>) -> Self {
        self.sources = Some(root.into());
        self
    }

    /// Adds `outputs.ts`: schemas of what the procedures answer, for a server that makes answers up.
    pub const fn outputs(mut self) -> Self {
        self.outputs = true;
        self
    }

    /// A hash of what a client relies on: another one means other procedures. Doc comments change nothing.
    pub fn contract(&self) -> Result<String, Error> {
        let described = types::describe(self.procedures, self.transformer)?;
        Ok(skew::hash([&types::render(&described), &described.schemas], self.transformer))
    }

    /// What clients rely on, as data.
    pub fn described(&self) -> Result<Contract, Error> {
        let described = types::describe(self.procedures, self.transformer)?;
        schemas::contract(self.procedures, &described, self.transformer)
    }

    /// The files:
    ///
    /// - `types.d.ts`: every named type, and the table of procedures;
    /// - `error.d.ts`: what an error carries;
    /// - `router.d.ts`: `AppRouter`, from which tRPC's libraries infer everything;
    /// - `client.d.ts`, `tanstack.d.ts`: what they would infer, spelled out, which costs a compiler less;
    /// - `*.d.ts.map`: where each procedure stands in Rust;
    /// - `contract.ts`: a hash of all this, to hold against the server's;
    /// - `invalidations.ts`: which queries each mutation makes stale;
    /// - `contract.json`: every procedure and type as JSON Schema;
    /// - `zod.ts`: a schema for each input;
    /// - `server.ts`: `createCaller`, for server components, over HTTP.
    pub fn files(&self) -> Result<Vec<File>, Error> {
        let described = types::describe(self.procedures, self.transformer)?;
        let data = schemas::contract(self.procedures, &described, self.transformer)?;
        let types = types::render(&described);
        let contract = skew::hash([&types, &described.schemas], self.transformer);
        let types = format!("{HEADER}{types}");
        let zod = format!("{HEADER}{}", described.schemas);
        let server = format!("{HEADER}{}", server::render(&described.procedures, self.transformer));
        let mut files = router::files(&described.procedures, self.transformer, self.sources.as_deref())?;
        let contract = format!("{HEADER}{}", skew::render(&contract));
        let invalidations = format!("{HEADER}{}", invalidations::render(self.procedures));
        files.push(File { name: "types.d.ts", text: types });
        files.push(File { name: "contract.ts", text: contract });
        files.push(File { name: "invalidations.ts", text: invalidations });
        files.push(File { name: "contract.json", text: data.to_json() });
        files.push(File { name: "zod.ts", text: zod });
        files.push(File { name: "server.ts", text: server });
        if self.outputs {
            files.push(File { name: "outputs.ts", text: format!("{HEADER}{}", described.outputs()?) });
        }
        Ok(files)
    }
}
