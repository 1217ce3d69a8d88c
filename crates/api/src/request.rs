//! What a call asks for, so that the same request is known when it comes again.

use bytes::Bytes;
use rspc::Next;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The field by which a caller names a request: it says nothing of what is asked for.
const KEY_FIELD: &str = "idempotencyKey";

/// A procedure and its input, as they arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    path: String,
    input: Bytes,
}

impl Request {
    pub(crate) fn of<N, M>(next: &Next<N, M>) -> Self {
        let input = next.call().input.bytes.clone().unwrap_or_default();
        Self { path: next.procedure().path.clone(), input }
    }

    /// A digest of who asks for what, whatever the order of the fields and the spaces between them.
    pub(crate) fn digest(&self, caller: Option<Uuid>) -> Vec<u8> {
        let mut input: Value = serde_json::from_slice(&self.input).unwrap_or_default();
        let wrapped = input.as_object().is_some_and(|object| object.contains_key("json"));
        let fields = if wrapped { &mut input["json"] } else { &mut input };
        if let Some(fields) = fields.as_object_mut() {
            fields.remove(KEY_FIELD);
        }
        Sha256::digest(serde_json::json!([self.path, caller, input]).to_string()).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(input: &'static str) -> Vec<u8> {
        Request { path: "keys.create".to_owned(), input: Bytes::from_static(input.as_bytes()) }.digest(None)
    }

    #[test]
    fn the_same_request_is_known_however_it_is_written() {
        let first = digest(r#"{"name":"a","scopes":["READ"],"idempotencyKey":"1"}"#);
        assert_eq!(digest(r#"{ "scopes": ["READ"], "idempotencyKey": "2", "name": "a" }"#), first);
        assert_ne!(digest(r#"{"name":"b","scopes":["READ"],"idempotencyKey":"1"}"#), first);
        assert_eq!(
            digest(r#"{"json":{"name":"a","idempotencyKey":"1"}}"#),
            digest(r#"{"json":{"name":"a"}}"#)
        );
    }
}
