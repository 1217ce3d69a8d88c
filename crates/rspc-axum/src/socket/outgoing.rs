//! What a client is told over a socket.

use rspc::{Encoded, Failure, Item, Transformer};

use super::incoming::Id;
use crate::envelope::{self, Place};

fn begin(id: &Id) -> Vec<u8> {
    let mut buffer = Vec::with_capacity(256);
    begin_in(&mut buffer, id);
    buffer
}

fn begin_in(buffer: &mut Vec<u8>, id: &Id) {
    buffer.extend_from_slice(b"{\"id\":");
    buffer.extend_from_slice(id.raw.as_bytes());
    if id.jsonrpc {
        buffer.extend_from_slice(b",\"jsonrpc\":\"2.0\"");
    }
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
    // As long as it gets, so that nothing is moved; only a position may need more.
    let around = r#"{"id":,"result":{"type":"data","data":}}"#.len() + id.raw.len();
    let named = if id.jsonrpc { r#","jsonrpc":"2.0""#.len() } else { 0 };
    let mut buffer = Vec::with_capacity(around + named + item.document.len());
    begin_in(&mut buffer, id);
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

    #[test]
    fn the_id_is_echoed_and_so_is_the_protocol() {
        let id = Id { raw: "\"a\"".into(), jsonrpc: true };
        let said = String::from_utf8(lifecycle(&id, "stopped")).unwrap();
        assert_eq!(said, r#"{"id":"a","jsonrpc":"2.0","result":{"type":"stopped"}}"#);
    }

    #[test]
    fn nothing_answered_is_no_data() {
        let id = Id { raw: "1".into(), jsonrpc: false };
        for (transformer, expected) in [
            (Transformer::Plain, r#"{"id":1,"result":{"type":"data"}}"#),
            (
                Transformer::Superjson,
                r#"{"id":1,"result":{"type":"data","data":{"json":null,"meta":{"values":["undefined"],"v":1}}}}"#,
            ),
        ] {
            let encoding = rspc::Encoding { transformer, ..Default::default() };
            let encoded = encoding.encode(&(), begin_result(&id, transformer)).unwrap();
            assert_eq!(String::from_utf8(end_result(encoded, transformer)).unwrap(), expected);
        }
    }
}
