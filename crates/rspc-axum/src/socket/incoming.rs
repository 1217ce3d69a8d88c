//! What a client asks over a socket.

use std::{
    borrow::Cow,
    fmt,
    hash::{Hash, Hasher},
};

use bytes::Bytes;
use rspc::{ErrorCode, Failure, Kind, RawInput};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, value::RawValue};

/// A request's id as JavaScript writes it, and whether it named the protocol: both are echoed.
#[derive(Clone, Debug)]
pub(crate) struct Id {
    pub(crate) raw: Cow<'static, str>,
    pub(crate) jsonrpc: bool,
}

impl Id {
    /// Where no request is answered.
    pub(crate) const NULL: Self = Self { raw: Cow::Borrowed("null"), jsonrpc: false };
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.raw.trim_matches('"'))
    }
}

/// One request of a client.
pub(crate) struct Incoming {
    pub(crate) id: Id,
    pub(crate) work: Work,
}

/// What a request asks for.
pub(crate) enum Work {
    /// To be answered, it would need an id.
    NoId,
    Stop,
    Call {
        kind: Kind,
        path: String,
        input: RawInput,
    },
}

/// A message's fields, each as it was written: what is wrong with one is told in tRPC's words.
#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow, default, deserialize_with = "written")]
    id: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    jsonrpc: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    method: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    params: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params<'a> {
    #[serde(borrow, default, deserialize_with = "written")]
    path: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    input: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    last_event_id: Option<&'a RawValue>,
}

/// A field that is there, also where it is `null`.
fn written<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// What a message holds: one request, or an array of them.
pub(crate) struct Batch<'m> {
    message: &'m Bytes,
    requests: Vec<&'m RawValue>,
    /// How many, where it is an array.
    pub(crate) size: Option<usize>,
}

impl<'m> Batch<'m> {
    /// Takes a message apart, and reads nothing yet.
    pub(crate) fn of(message: &'m Bytes) -> Result<Self, Failure> {
        let malformed = |error: serde_json::Error| malformed(&error.to_string());
        let is_array = message.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
        let requests: Vec<&RawValue> = if is_array {
            serde_json::from_slice(message).map_err(malformed)?
        } else {
            vec![serde_json::from_slice(message).map_err(malformed)?]
        };
        let size = is_array.then_some(requests.len());
        Ok(Self { message, requests, size })
    }

    /// The requests. One that is none spoils all.
    pub(crate) fn read(&self) -> Result<Vec<Incoming>, Failure> {
        self.requests.iter().map(|request| understand(self.message, request)).collect()
    }

    /// Who waits for an answer, when nothing of this is going to be read.
    pub(crate) fn waiting(&self) -> Vec<Id> {
        let waiting = |request: &&RawValue| {
            let fields: Fields<'_> = object(request).ok()?;
            let is_stop = fields.method.and_then(text).as_deref() == Some("subscription.stop");
            let raw = fields.id?.get();
            (is_id(raw) && !is_stop).then(|| Id {
                raw: one_spelling(raw).into(),
                jsonrpc: fields.jsonrpc.is_some_and(|version| version.get() == VERSION),
            })
        };
        self.requests.iter().filter_map(waiting).collect()
    }
}

/// The protocol's version, as JSON.
const VERSION: &str = r#""2.0""#;

/// Whether JSON is a string or a number.
fn is_id(raw: &str) -> bool {
    raw.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}

/// The same text for the same id: JSON has many for a whole number and for a string.
fn one_spelling(id: &str) -> String {
    /// Up to here a float is one whole number only.
    const SAFE: f64 = 9_007_199_254_740_991.0;
    let other = match serde_json::from_str(id) {
        _ if !id.contains(['.', 'e', 'E', '\\']) && id != "-0" => None,
        Ok(Value::String(text)) => serde_json::to_string(&text).ok(),
        Ok(Value::Number(number)) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() <= SAFE);
            // Added to zero, the negative one is the other.
            whole.map(|number| (number + 0.0).to_string())
        }
        _ => None,
    };
    other.unwrap_or_else(|| id.to_owned())
}

fn understand(message: &Bytes, request: &RawValue) -> Result<Incoming, Failure> {
    let fields: Fields<'_> = object(request)?;
    let jsonrpc = match fields.jsonrpc.map(RawValue::get) {
        None => false,
        Some(VERSION) => true,
        Some(_) => return Err(malformed("Must be JSONRPC 2.0")),
    };
    let raw = fields.id.map(RawValue::get).unwrap_or_default();
    let nameless = raw == "null";
    if !nameless && !is_id(raw) {
        return Err(malformed("Invalid request id"));
    }
    let id = Id { raw: one_spelling(raw).into(), jsonrpc };
    let kind = match fields.method.and_then(text).as_deref() {
        Some("subscription.stop") => {
            return Ok(Incoming { id, work: if nameless { Work::NoId } else { Work::Stop } });
        }
        Some("query") => Kind::Query,
        Some("mutation") => Kind::Mutation,
        Some("subscription") => Kind::Subscription,
        _ => return Err(malformed("Invalid procedure type")),
    };
    let params: Params<'_> = fields.params.map_or_else(|| Err(malformed("Not an object")), object)?;
    let string = |raw| text(raw).ok_or_else(|| malformed("Invalid string"));
    let path = params.path.map_or_else(|| Err(malformed("Invalid string")), string)?;
    let last_event_id = params.last_event_id.map(string).transpose()?.map(Cow::into_owned);
    if nameless {
        return Ok(Incoming { id, work: Work::NoId });
    }
    let bytes = params.input.map(|input| message.slice_ref(input.get().as_bytes()));
    let input = RawInput { bytes, last_event_id };
    Ok(Incoming { id, work: Work::Call { kind, path: path.into_owned(), input } })
}

fn object<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Result<T, Failure> {
    if !raw.get().starts_with('{') {
        return Err(malformed("Not an object"));
    }
    serde_json::from_str(raw.get()).map_err(|error| malformed(&error.to_string()))
}

fn text(raw: &RawValue) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    serde_json::from_str(raw.get()).ok().map(|Text(text)| text)
}

fn malformed(why: &str) -> Failure {
    Failure::new(ErrorCode::ParseError, why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(message: &'static str) -> Result<Vec<Incoming>, String> {
        let message = Bytes::from_static(message.as_bytes());
        let read = Batch::of(&message).and_then(|batch| batch.read());
        read.map_err(|failure| failure.message().to_owned())
    }

    #[test]
    fn one_object_or_an_array_of_them() {
        let one = read(r#"{"id":1,"method":"query","params":{"path":"a.b","input":null}}"#).unwrap();
        assert!(matches!(&one[0].work, Work::Call { kind: Kind::Query, path, input }
            if path == "a.b" && input.bytes.as_deref() == Some(b"null")));
        let two = read(
            r#" [{"id":"a","method":"subscription.stop"},{"id":2,"jsonrpc":"2.0","method":"subscription","params":{"path":"s","lastEventId":"7"}}]"#,
        )
        .unwrap();
        assert!(matches!(two[0].work, Work::Stop) && !two[0].id.jsonrpc);
        assert!(matches!(&two[1].work, Work::Call { input, .. }
            if input.bytes.is_none() && input.last_event_id.as_deref() == Some("7")));
        assert!(two[1].id.jsonrpc);
    }

    #[test]
    fn a_request_without_an_id_cannot_be_answered() {
        for message in [
            r#"{"id":null,"method":"subscription.stop"}"#,
            r#"{"id":null,"method":"query","params":{"path":""}}"#,
        ] {
            assert!(matches!(read(message).unwrap()[0].work, Work::NoId), "{message}");
        }
    }

    #[test]
    fn an_id_is_the_same_however_it_is_written() {
        for (written, meant) in [
            ("1.0", "1"),
            ("10e-1", "1"),
            ("1E2", "100"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("1.5", "1.5"),
            ("9007199254740993", "9007199254740993"),
            ("1e999", "1e999"),
            (r#""\u0061\/""#, r#""a/""#),
            (r#""a.b""#, r#""a.b""#),
            (r#""a\"\n""#, r#""a\"\n""#),
        ] {
            let message = format!(r#"[{{"id":{written},"method":"subscription.stop"}},{{"id":{written}}}]"#);
            let message = Bytes::from(message.into_bytes());
            let batch = Batch::of(&message).unwrap();
            assert_eq!(understand(&message, batch.requests[0]).unwrap().id.raw, meant);
            assert_eq!(batch.waiting()[0].raw, meant);
        }
    }

    #[test]
    fn an_unread_batch_knows_who_waits() {
        let message = Bytes::from_static(
            br#"[{"id":1,"method":7},{"id":"a","jsonrpc":"2.0"},{"id":2,"method":"subscription.stop"},{"id":null},3]"#,
        );
        let waiting = Batch::of(&message).unwrap().waiting();
        let waiting: Vec<_> = waiting.iter().map(|id| (&*id.raw, id.jsonrpc)).collect();
        assert_eq!(waiting, [("1", false), ("\"a\"", true)]);
    }

    #[test]
    fn what_is_no_request_is_told_in_trpcs_words() {
        for (message, why) in [
            ("1", "Not an object"),
            ("[[]]", "Not an object"),
            ("{}", "Invalid request id"),
            (r#"{"id":{}}"#, "Invalid request id"),
            (r#"{"id":1,"jsonrpc":null}"#, "Must be JSONRPC 2.0"),
            (r#"{"id":1,"method":"fly"}"#, "Invalid procedure type"),
            (r#"{"id":1,"method":"query"}"#, "Not an object"),
            (r#"{"id":1,"method":"query","params":{}}"#, "Invalid string"),
            (r#"{"id":1,"method":"query","params":{"path":"a","lastEventId":1}}"#, "Invalid string"),
        ] {
            assert_eq!(read(message).err().as_deref(), Some(why), "{message}");
        }
        assert!(read("").is_err() && read("{").is_err());
    }
}
