//! Procedures as operations of the document.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Api, KEY, camel, failures, namespace, schemas};
use crate::contract::{Kind, Procedure, Upload};

const TYPES: &str = "#/types/";
const LAST_EVENT_ID: &str = "lastEventId";

/// What every operation is made with.
pub(super) struct Operations<'a> {
    pub(super) api: &'a Api<'a>,
    pub(super) types: &'a BTreeMap<String, Value>,
}

impl Operations<'_> {
    /// A procedure's method and operation. `failure` is what it answers where it refuses.
    pub(super) fn of(&self, path: &str, procedure: &Procedure, failure: &Value) -> (&'static str, Value) {
        let is_public = (self.api.is_public)(path);
        let mut operation = json!({
            "operationId": camel(path),
            "tags": [namespace(path)],
            "summary": path,
            "description": procedure.docs,
        });
        // Of a subscription that was begun, refusals are events.
        let mut responses = match procedure.kind {
            Kind::Subscription => failures::responses(false, true, failure),
            Kind::Query | Kind::Mutation => {
                failures::responses(procedure.error.is_some(), is_public, failure)
            }
        };
        operation["x-kind"] = match procedure.kind {
            Kind::Query => "query",
            Kind::Mutation => "mutation",
            Kind::Subscription => "subscription",
        }
        .into();
        let method = if procedure.kind == Kind::Subscription {
            let parameters = self.parameters(procedure);
            if !parameters.is_empty() {
                operation["parameters"] = parameters.into();
            }
            responses.insert("200".to_owned(), events(procedure, failure));
            "get"
        } else {
            if let Some(body) = body(procedure) {
                operation["requestBody"] = body;
            }
            responses.insert("200".to_owned(), answer(procedure));
            "post"
        };
        operation["responses"] = responses.into();
        operation["security"] = if is_public { json!([]) } else { json!([{ KEY: [] }]) };
        (method, operation)
    }

    /// A subscription's input is in its address: a JSON text, and apart from it the position to go on from.
    fn parameters(&self, procedure: &Procedure) -> Vec<Value> {
        let mut parameters = Vec::new();
        if let Some(input) = procedure.input.as_ref().filter(|input| self.says_more_than_a_position(input)) {
            parameters.push(json!({
                "name": "input",
                "in": "query",
                "required": !procedure.input_optional,
                "description": "The input, as JSON.",
                "schema": {
                    "type": "string",
                    "contentMediaType": "application/json",
                    "contentSchema": schemas::translated(input),
                },
            }));
        }
        if procedure.output.as_ref().and_then(tracked).is_some() {
            parameters.push(json!({
                "name": LAST_EVENT_ID,
                "in": "query",
                "required": false,
                "description": "The `id` of the last event that was read: the stream goes on after it. \
                    The header `Last-Event-Id` says the same.",
                "schema": { "type": "string" },
            }));
        }
        parameters
    }

    fn says_more_than_a_position(&self, input: &Value) -> bool {
        let name = input.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix(TYPES));
        let schema = name.and_then(|name| self.types.get(name)).unwrap_or(input);
        match schema.get("properties").and_then(Value::as_object) {
            Some(fields) => fields.keys().any(|field| field != LAST_EVENT_ID),
            None => true,
        }
    }
}

/// What a query or a mutation is sent.
fn body(procedure: &Procedure) -> Option<Value> {
    let content = match (procedure.upload, &procedure.input) {
        (Some(Upload::Form), _) => {
            json!({ "multipart/form-data": { "schema": { "type": "object", "additionalProperties": true } } })
        }
        (Some(Upload::Octets), _) => {
            json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
        }
        // The wire takes null for an input that was left out; generators cannot tell that from a body without content.
        (None, Some(input)) => json!({ "application/json": { "schema": schemas::translated(input) } }),
        (None, None) => return None,
    };
    Some(json!({ "required": !procedure.input_optional, "content": content }))
}

/// What a query or a mutation answers.
fn answer(procedure: &Procedure) -> Value {
    let mut result = json!({ "type": "object" });
    if let Some(output) = &procedure.output {
        result["required"] = json!(["data"]);
        result["properties"] = json!({ "data": schemas::translated(output) });
    }
    json!({
        "description": "What it answers.",
        "content": {
            "application/json": {
                "schema": { "type": "object", "required": ["result"], "properties": { "result": result } },
            },
        },
    })
}

/// What a subscription answers. OpenAPI 3.1 has no word for a stream of values: their schema stands beside it.
fn events(procedure: &Procedure, failure: &Value) -> Value {
    let mut description =
        "A stream of events that does not end by itself. An event without a name is an item: its \
        `data` is JSON, of the schema `x-item`. "
            .to_owned();
    let output = procedure.output.as_ref();
    let item = match output.and_then(tracked) {
        Some(item) => {
            description.push_str("Its `id` is the position to go on from after a break, as `lastEventId`. ");
            Some(item)
        }
        None => output,
    };
    description.push_str(
        "`connected` comes first; `ping` comes when nothing else does; `serialized-error` says why the stream ends, \
         its `data` being what stands in `error` of the schema `x-failure`; `return` says that there is no more.",
    );
    let mut stream = json!({ "schema": { "type": "string" }, "x-failure": failure });
    if let Some(item) = item {
        stream["x-item"] = schemas::translated(item);
    }
    json!({ "description": description, "content": { "text/event-stream": stream } })
}

/// What stands in an item that carries its position: `{ id, data }`.
fn tracked(item: &Value) -> Option<&Value> {
    let fields = item.get("properties")?.as_object().filter(|fields| fields.len() == 2)?;
    let id = fields.get("id")?.get("type")?;
    fields.get("data").filter(|_| id == "string")
}
