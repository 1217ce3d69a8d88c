//! The inputs of a request: of one call as they are, of a batch one slice a call, nothing copied.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use rspc::{Decoded, ErrorCode, Failure};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor},
};
use serde_json::value::RawValue;
use smallvec::{SmallVec, smallvec};

/// One a call; a request of one call is the usual one.
pub(crate) type Inputs = SmallVec<[Input; 1]>;

/// What a call is given.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// None where the call is without input.
    pub(crate) bytes: Option<Bytes>,
    /// The same, where it was decoded as it was found.
    pub(crate) decoded: Option<Decoded>,
}

impl From<Bytes> for Input {
    fn from(bytes: Bytes) -> Self {
        Self { bytes: Some(bytes), decoded: None }
    }
}

/// How deep `serde_json` reads.
const DEEPEST: usize = 127;

/// A path, its escapes decoded.
pub(crate) fn path(raw: &str) -> Result<Cow<'_, str>, Failure> {
    if !raw.contains('%') {
        return Ok(raw.into());
    }
    let malformed = || Failure::new(ErrorCode::BadRequest, format!("Invalid URL-encoding in path \"{raw}\""));
    let escapes_hold = raw
        .split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes().iter().take(2).all(u8::is_ascii_hexdigit));
    if !escapes_hold {
        return Err(malformed());
    }
    percent_decode_str(raw).decode_utf8().map_err(|_| malformed())
}

/// The parameters of a query string that the wire knows, decoded; the first of its name where a name comes twice.
#[derive(Debug, Default)]
pub(crate) struct Query<'q> {
    pub(crate) batch: Option<Cow<'q, str>>,
    pub(crate) connection_params: Option<Cow<'q, str>>,
    pub(crate) input: Option<Cow<'q, str>>,
    pub(crate) last_event_id: Option<Cow<'q, str>>,
    /// The same, named as the header is.
    last_event_id_header: Option<Cow<'q, str>>,
}

impl<'q> Query<'q> {
    pub(crate) fn of(query: Option<&'q str>) -> Self {
        let mut found = Self::default();
        for pair in query.unwrap_or_default().split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let known = match &*decoded(key) {
                "batch" => &mut found.batch,
                "connectionParams" => &mut found.connection_params,
                "input" => &mut found.input,
                "lastEventId" => &mut found.last_event_id,
                "Last-Event-Id" => &mut found.last_event_id_header,
                _ => continue,
            };
            known.get_or_insert_with(|| decoded(value));
        }
        found.last_event_id = found.last_event_id.or(found.last_event_id_header.take());
        found
    }
}

/// A name or a value of the query string: `+` is a space, a malformed escape stands for itself.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return text.into();
    }
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned().into()
}

/// The inputs of `count` calls, none of them decoded.
pub(crate) fn split(body: Bytes, batch: bool, count: usize) -> Result<Inputs, Failure> {
    if !batch && !body.is_empty() {
        return Ok(smallvec![body.into()]);
    }
    let mut inputs: Inputs = (0..count).map(|_| Input::default()).collect();
    if body.is_empty() {
        return Ok(inputs);
    }
    let not_json = |error: &dyn fmt::Display| {
        Failure::new(ErrorCode::ParseError, format!("The request is not valid JSON: {error}"))
    };
    let text = std::str::from_utf8(&body).map_err(|error| not_json(&error))?;
    let mut json = serde_json::Deserializer::from_str(text);
    let table = json.deserialize_any(Table { body: &body, inputs: &mut inputs });
    table.and_then(|()| json.end()).map_err(|error| {
        if error.is_data() {
            Failure::new(ErrorCode::BadRequest, "\"input\" needs to be an object when doing a batch call")
        } else {
            not_json(&error)
        }
    })?;
    Ok(inputs)
}

/// Refuses an input that is nested deeper than `most`.
pub(crate) fn check_depth(input: Option<&Bytes>, most: usize) -> Result<(), Failure> {
    // What is as deep as this, the decoder refuses itself.
    if most >= DEEPEST || input.is_none_or(|bytes| !is_deeper(bytes, most)) {
        return Ok(());
    }
    Err(Failure::new(ErrorCode::BadRequest, format!("The input is nested deeper than {most}.")))
}

/// Whether JSON opens more than `most` objects and arrays within each other.
fn is_deeper(json: &[u8], most: usize) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// A batch's inputs, under the decimal numbers of its calls. Other names are nobody's input.
struct Table<'b> {
    body: &'b Bytes,
    inputs: &'b mut Inputs,
}

impl<'de> Visitor<'de> for Table<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of inputs")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<(), A::Error> {
        while let Some((number, input)) = table.next_entry::<Number, &RawValue>()? {
            if let Some(place) = number.0.and_then(|number| self.inputs.get_mut(number)) {
                *place = self.body.slice_ref(input.get().as_bytes()).into();
            }
        }
        Ok(())
    }
}

/// A name that is a number as JavaScript writes it.
struct Number(Option<usize>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Number(None))
    }
}

impl Visitor<'_> for Number {
    type Value = Self;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self, E> {
        Ok(Self(number(name)))
    }
}

/// The number that a name is.
pub(crate) fn number(name: &str) -> Option<usize> {
    let canonical = name == "0" || !name.starts_with(['0', '+']);
    name.parse().ok().filter(|_| canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_leaves_undefined_inputs_out() {
        let body = Bytes::from_static(br#"{"0":{"a":1},"2":null}"#);
        let inputs = |body, count| -> Vec<_> {
            let inputs = split(body, true, count).unwrap();
            inputs.into_iter().map(|input| input.bytes).collect()
        };
        assert_eq!(
            inputs(body, 4),
            [Some(Bytes::from_static(b"{\"a\":1}")), None, Some(Bytes::from_static(b"null")), None]
        );
        assert_eq!(inputs(Bytes::new(), 2), [None, None]);
        let odd = Bytes::from_static(br#"{"00":1,"+1":1,"1":1,"1":2,"-1":1,"9":1,"\u0030":3}"#);
        assert_eq!(inputs(odd, 2), [Some(Bytes::from_static(b"3")), Some(Bytes::from_static(b"2"))]);
        assert_eq!(split(Bytes::from_static(b"[1]"), true, 1).unwrap_err().code(), ErrorCode::BadRequest);
        assert_eq!(split(Bytes::from_static(b"{"), true, 1).unwrap_err().code(), ErrorCode::ParseError);
    }

    #[test]
    fn a_query_is_read_once() {
        let query = Query::of(Some("batch=1&input=%7B%7D&input=2&x&%62atch=2&Last-Event-Id=a+b"));
        assert_eq!((query.batch.as_deref(), query.input.as_deref()), (Some("1"), Some("{}")));
        assert_eq!((query.last_event_id.as_deref(), query.connection_params), (Some("a b"), None));
        let both = Query::of(Some("Last-Event-Id=a&lastEventId=b"));
        assert_eq!(both.last_event_id.as_deref(), Some("b"));
    }

    #[test]
    fn depth_counts_what_is_open_and_no_text() {
        for (json, depth) in
            [("1", 0), ("{}", 1), ("[[],[]]", 2), (r#"["[[{\"[["]"#, 1), (r#"{"a\\":[{}]}"#, 3)]
        {
            assert!(!is_deeper(json.as_bytes(), depth), "{json} is no deeper than {depth}");
            assert!(depth == 0 || is_deeper(json.as_bytes(), depth - 1), "{json} is {depth} deep");
        }
    }

    #[test]
    fn paths_are_decoded_once_and_strictly() {
        assert_eq!(path("a.b%2Cc%2512").unwrap(), "a.b,c%12");
        for malformed in ["a%2", "a%zz", "a%ff", "%"] {
            assert!(path(malformed).is_err(), "{malformed}");
        }
    }
}
