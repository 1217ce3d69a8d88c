//! The procedures as the router holds them, and how each is called.

use api::{Declaration, Idempotency};
use rspc::{Info, Kind};
use serde_json::{Value, json};

use crate::harness::{Answer, Api, Socket};

/// What is known of every procedure, by name.
pub(crate) fn procedures() -> Vec<Info<Declaration>> {
    let router = api::router().expect("the router is built");
    let mut all: Vec<_> = router.iter().map(|procedure| procedure.info().clone()).collect();
    all.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(all.len() > 5, "the router holds {} procedures", all.len());
    all
}

/// The mutations.
pub(super) fn mutations() -> impl Iterator<Item = Info<Declaration>> {
    procedures().into_iter().filter(|procedure| procedure.kind == Kind::Mutation)
}

/// The mutations whose requests can be named.
pub(super) fn keyed() -> impl Iterator<Item = Info<Declaration>> {
    mutations().filter(|procedure| procedure.meta.idempotency == Idempotency::Key)
}

/// What came of a call: nothing, or the code of its error, and all that was said.
pub(super) struct Outcome {
    pub(super) refusal: Option<String>,
    pub(super) said: Value,
}

impl Outcome {
    fn of(said: Value) -> Self {
        Self { refusal: said["error"]["json"]["data"]["code"].as_str().map(str::to_owned), said }
    }

    fn of_answer(answer: &Answer) -> Self {
        Self::of(answer.json())
    }
}

/// Calls a procedure as its kind is called. Of a subscription it is the first frame.
pub(super) async fn call(api: &Api, procedure: &Info<Declaration>, input: Value) -> Outcome {
    match procedure.kind {
        Kind::Query => Outcome::of_answer(&api.query(&procedure.path, input).await),
        Kind::Mutation => Outcome::of_answer(&api.mutate(&procedure.path, input).await),
        Kind::Subscription => {
            let mut socket = Socket::connect(api).await;
            let params = json!({ "path": procedure.path, "input": { "json": input } });
            socket.send(&json!({ "id": 1, "method": "subscription", "params": params })).await;
            Outcome::of(socket.next().await)
        }
    }
}

/// The fields of a procedure's input that are ids, as the API's own OpenAPI document tells them.
pub(super) fn id_fields(document: &Value, procedure: &str) -> Vec<String> {
    let schema = &document["paths"][format!("/api/{procedure}")]["post"]["requestBody"]["content"]["application/json"]
        ["schema"];
    let properties = resolved(document, schema)["properties"].as_object();
    let ids = properties
        .into_iter()
        .flatten()
        .filter(|(name, property)| name.as_str() != "idempotencyKey" && is_uuid(document, property));
    ids.map(|(name, _)| name.clone()).collect()
}

fn is_uuid(document: &Value, schema: &Value) -> bool {
    let schema = resolved(document, schema);
    let inner = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    schema["format"] == "uuid" || inner.into_iter().any(|inner| is_uuid(document, inner))
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
        Some(pointer) => document.pointer(pointer).expect("a reference leads somewhere"),
        None => schema,
    }
}
