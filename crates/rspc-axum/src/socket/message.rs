//! The frames of a socket: what a client asks, and what it is told.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use bytes::Bytes;
use rspc::{Encoded, ErrorCode, Failure, Item, Kind, RawInput, Transformer};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::envelope::{self, Place};

/// A request's id as the client wrote it, and the protocol's name where it named it: both are echoed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Id {
    raw: Cow<'static, str>,
    jsonrpc: bool,
}

impl Id {
    pub(crate) const NULL: Self = Self { raw: Cow::Borrowed("null"), jsonrpc: false };
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.raw)
    }
}

/// One request of a client.
pub(crate) struct Incoming {
    pub(crate) id: Id,
    pub(crate) work: Work,
}

/// What a request asks for.
pub(crate) enum Work {
    Stop,
    Call { kind: Kind, path: String, input: RawInput },
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow, default)]
    params: Option<Params<'a>>,
    #[serde(default)]
    jsonrpc: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow, default)]
    input: Option<&'a RawValue>,
    #[serde(default)]
    last_event_id: Option<String>,
}

/// The requests of a frame: one, or an array of them.
pub(crate) fn parse(frame: &Bytes) -> Result<Vec<Incoming>, Failure> {
    let invalid = |error: serde_json::Error| {
        Failure::new(ErrorCode::ParseError, format!("The message is not a tRPC request: {error}"))
    };
    let is_array = frame.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    let raw: Vec<Raw<'_>> = if is_array {
        serde_json::from_slice(frame).map_err(invalid)?
    } else {
        vec![serde_json::from_slice(frame).map_err(invalid)?]
    };
    raw.into_iter().map(|raw| understand(frame, raw)).collect()
}

fn understand(frame: &Bytes, raw: Raw<'_>) -> Result<Incoming, Failure> {
    let required = |what: &str| Failure::new(ErrorCode::ParseError, format!("`{what}` is required"));
    let text = raw
        .id
        .map(RawValue::get)
        .filter(|id| id.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit()));
    let id =
        Id { raw: text.ok_or_else(|| required("id"))?.to_owned().into(), jsonrpc: raw.jsonrpc.is_some() };
    let kind = match &*raw.method {
        "subscription.stop" => return Ok(Incoming { id, work: Work::Stop }),
        "query" => Kind::Query,
        "mutation" => Kind::Mutation,
        "subscription" => Kind::Subscription,
        other => return Err(Failure::new(ErrorCode::ParseError, format!("Unknown method \"{other}\""))),
    };
    let params = raw.params.ok_or_else(|| required("params"))?;
    let input = RawInput {
        bytes: params.input.map(|input| frame.slice_ref(input.get().as_bytes())),
        last_event_id: params.last_event_id,
    };
    Ok(Incoming { id, work: Work::Call { kind, path: params.path.into_owned(), input } })
}

/// The parameters of a connection's first frame.
pub(crate) fn connection_params(frame: &[u8]) -> Option<BTreeMap<String, String>> {
    #[derive(Deserialize)]
    struct First {
        method: String,
        data: Option<BTreeMap<String, String>>,
    }
    let first: First = serde_json::from_slice(frame).ok()?;
    (first.method == "connectionParams").then(|| first.data.unwrap_or_default())
}

fn begin(id: &Id) -> Vec<u8> {
    let mut buffer = Vec::with_capacity(256);
    buffer.extend_from_slice(b"{\"id\":");
    buffer.extend_from_slice(id.raw.as_bytes());
    if id.jsonrpc {
        buffer.extend_from_slice(b",\"jsonrpc\":\"2.0\"");
    }
    buffer
}

/// The beginning of a query's or mutation's answer, up to its value.
pub(crate) fn begin_result(id: &Id, transformer: Transformer) -> Vec<u8> {
    let mut buffer = begin(id);
    buffer.extend_from_slice(b",\"result\":{\"type\":\"data\",\"data\":");
    envelope::open(&mut buffer, transformer);
    buffer
}

/// The rest of a query's or mutation's answer, after its value.
pub(crate) fn end_result(encoded: Encoded, transformer: Transformer) -> Vec<u8> {
    let Encoded { json: mut buffer, document, undefined } = encoded;
    if undefined && transformer == Transformer::Plain {
        // `null` stands where nothing belongs: the key goes with it.
        buffer.truncate(buffer.len() - ",\"data\":null".len());
    } else {
        envelope::close(&mut buffer, document, transformer);
    }
    buffer.extend_from_slice(b"}}");
    buffer
}

/// A subscription's item.
pub(crate) fn item(id: &Id, item: Item) -> Vec<u8> {
    let mut buffer = begin(id);
    buffer.extend_from_slice(b",\"result\":{\"type\":\"data\"");
    if let Some(position) = item.id {
        buffer.extend_from_slice(b",\"id\":");
        buffer.extend_from_slice(serde_json::Value::from(&*position).to_string().as_bytes());
    }
    buffer.extend_from_slice(b",\"data\":");
    buffer.extend_from_slice(&item.document);
    buffer.extend_from_slice(b"}}");
    buffer
}

/// `started` or `stopped`.
pub(crate) fn lifecycle(id: &Id, state: &str) -> Vec<u8> {
    let mut buffer = begin(id);
    buffer.extend_from_slice(b",\"result\":{\"type\":\"");
    buffer.extend_from_slice(state.as_bytes());
    buffer.extend_from_slice(b"\"}}");
    buffer
}

/// A failed request.
pub(crate) fn error(id: &Id, failure: &Failure, place: Place<'_>, transformer: Transformer) -> Vec<u8> {
    let mut buffer = begin(id);
    buffer.extend_from_slice(b",\"error\":");
    envelope::write_error(&mut buffer, failure, place, transformer);
    buffer.push(b'}');
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(frame: Vec<u8>) -> String {
        String::from_utf8(frame).unwrap()
    }

    #[test]
    fn one_object_or_an_array_of_them() {
        let one = Bytes::from_static(br#"{"id":1,"method":"query","params":{"path":"a.b","input":{"x":1}}}"#);
        let parsed = parse(&one).unwrap();
        assert!(matches!(&parsed[0].work, Work::Call { kind: Kind::Query, path, input }
            if path == "a.b" && input.bytes.as_deref() == Some(br#"{"x":1}"#)));
        let two = Bytes::from_static(
            br#" [{"id":"a","method":"subscription.stop"},{"id":2,"jsonrpc":"2.0","method":"subscription","params":{"path":"s","lastEventId":"7"}}]"#,
        );
        let parsed = parse(&two).unwrap();
        assert!(matches!(parsed[0].work, Work::Stop));
        assert_eq!(text(lifecycle(&parsed[0].id, "stopped")), r#"{"id":"a","result":{"type":"stopped"}}"#);
        assert_eq!(
            text(lifecycle(&parsed[1].id, "started")),
            r#"{"id":2,"jsonrpc":"2.0","result":{"type":"started"}}"#
        );
    }

    #[test]
    fn refuses_what_is_not_a_request() {
        for frame in [
            "",
            "{",
            "1",
            "{}",
            r#"{"id":null,"method":"query"}"#,
            r#"{"id":1,"method":"fly","params":{"path":"a"}}"#,
        ] {
            assert!(parse(&Bytes::from_static(frame.as_bytes())).is_err(), "{frame}");
        }
    }

    #[test]
    fn nothing_answered_is_no_data() {
        let id = parse(&Bytes::from_static(br#"{"id":1,"method":"query","params":{"path":"a"}}"#))
            .unwrap()
            .remove(0)
            .id;
        for (transformer, expected) in [
            (Transformer::Plain, r#"{"id":1,"result":{"type":"data"}}"#),
            (
                Transformer::Superjson,
                r#"{"id":1,"result":{"type":"data","data":{"json":null,"meta":{"values":["undefined"],"v":1}}}}"#,
            ),
        ] {
            let encoding = rspc::Encoding { transformer, ..Default::default() };
            let encoded = encoding.encode(&(), begin_result(&id, transformer)).unwrap();
            assert_eq!(text(end_result(encoded, transformer)), expected);
        }
    }
}
