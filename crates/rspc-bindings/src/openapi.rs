//! A router's contract as an OpenAPI 3.1 document, for those who do not speak tRPC.
//!
//! It describes a mount of plain JSON: `Mount::new(…).transformer(Transformer::Plain).plain_posts()` of `rspc-axum`.

mod failures;
mod operations;
pub mod page;
mod schemas;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::{Map, Value, json};

use self::operations::Operations;
use crate::{Contract, Error};

/// What stands before a schema's name in a reference to it.
const SCHEMAS: &str = "#/components/schemas/";
/// The name of the one security scheme.
const KEY: &str = "key";

/// What a document says besides the contract.
#[derive(Clone, Copy)]
pub struct Api<'a> {
    /// The name of the API.
    pub title: &'a str,
    /// The version of the API.
    pub version: &'a str,
    /// What it is for, in CommonMark.
    pub description: &'a str,
    /// Where it is mounted, such as `/api`.
    pub base: &'a str,
    /// How one comes by a key, which is sent as a bearer token.
    pub key: &'a str,
    /// Whether a procedure, named by its path, is called without a key.
    pub is_public: &'a dyn Fn(&str) -> bool,
}

impl fmt::Debug for Api<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").field("title", &self.title).field("base", &self.base).finish_non_exhaustive()
    }
}

/// The document. The same contract gives the same document.
///
/// ```
/// # use rspc::{Builder, Router, Transformer};
/// use rspc_bindings::{Bindings, openapi};
/// # async fn ping(_: ()) -> Result<&'static str, rspc::Failure> { Ok("pong") }
/// let procedures = Router::<(), ()>::new().query("ping", Builder::new(()), ping).build()?;
/// let contract = Bindings::new(&procedures).transformer(Transformer::Plain).described()?;
/// let api = openapi::Api {
///     title: "Pings",
///     version: "1.0.0",
///     description: "Answers pings.",
///     base: "/api",
///     key: "Ask for one.",
///     is_public: &|path| path == "ping",
/// };
/// let document = openapi::document(&contract, &api)?;
/// assert_eq!(document["paths"]["/api/ping"]["post"]["operationId"], "ping");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn document(contract: &Contract, api: &Api<'_>) -> Result<Value, Error> {
    let mut components = schemas::components(&contract.types);
    failures::begin(&mut components)?;
    let mut paths = Map::new();
    let operations = Operations { api, types: &contract.types };
    for (path, procedure) in &contract.procedures {
        let failure = failures::schema(&mut components, path, procedure)?;
        let (method, operation) = operations.of(path, procedure, &failure);
        paths.insert(format!("{}/{path}", api.base), json!({ method: operation }));
    }
    let tags: BTreeSet<&str> = contract.procedures.keys().map(|path| namespace(path)).collect();
    Ok(json!({
        "openapi": "3.1.0",
        "info": { "title": api.title, "version": api.version, "description": api.description },
        // Where the document itself was found.
        "servers": [{ "url": "/" }],
        "tags": tags.iter().map(|tag| json!({ "name": tag })).collect::<Vec<_>>(),
        "security": [{ KEY: [] }],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                KEY: { "type": "http", "scheme": "bearer", "description": api.key },
            },
        },
    }))
}

type Components = BTreeMap<String, Value>;

/// What stands before a procedure's own name; of one that stands alone, that name.
fn namespace(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(namespace, _)| namespace)
}

/// `positions.getAll` as `PositionsGetAll`.
fn pascal(path: &str) -> String {
    path.split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

/// `positions.getAll` as `positionsGetAll`.
fn camel(path: &str) -> String {
    let name = pascal(path);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests;
