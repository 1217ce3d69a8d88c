//! What a client relies on, as data: every procedure, its types as JSON Schema.

mod alternatives;
mod bounds;
mod changes;
mod schemas;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use changes::Change;

/// A router as its clients see it. `contract.json` holds it.
///
/// Schemas are of JSON Schema 2020-12, of the JSON on a mount without a transformer; where superjson carries a
/// JavaScript value in place of that JSON, `x-superjson` names it (`Date`, `bigint`, `Map`, `Set`, `undefined`).
/// `x-brand` names a type that compilers tell from others of its form, `x-aliases` what else a field is read by. Named types are referred to as `#/types/Name`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// How values travel; contracts of former days do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transformer: Option<Transformer>,
    /// Every procedure, by path.
    pub procedures: BTreeMap<String, Procedure>,
    /// Every named type.
    pub types: BTreeMap<String, Value>,
}

impl Contract {
    /// As `contract.json` has it.
    pub fn to_json(&self) -> String {
        // Nothing in it has a form that JSON has not.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// How values travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transformer {
    /// As plain JSON.
    Plain,
    /// As superjson.
    Superjson,
}

/// A procedure as its clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure {
    /// What it does.
    pub kind: Kind,
    /// Its doc comment, without which the contract is the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// What it takes; none where it takes nothing, or an upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Value>,
    /// Whether a call may leave the input out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub input_optional: bool,
    /// Whether it takes an upload in place of an input, and which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
    /// What it answers; of a subscription, one item. None where it answers nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    /// What stands in `error.data.error` where it refuses; none where it declares no errors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Value>,
    /// Its errors' variants, by tRPC's names of their codes, as far as the errors tell them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub error_codes: BTreeMap<String, BTreeSet<String>>,
    /// The queries that a mutation makes stale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invalidates: Vec<String>,
}

/// What a procedure does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Reads.
    Query,
    /// Changes something.
    Mutation,
    /// Answers a stream.
    Subscription,
}

/// What is uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Upload {
    /// A form: `multipart/form-data`.
    Form,
    /// Bytes: `application/octet-stream`.
    Octets,
}
