//! From a request's bytes to an input: one pass, protocol fields taken out, a resume position put in.

mod absent;
mod account;
mod ahead;
mod protocol;
mod strict;
mod whole;

use std::{fmt, marker::PhantomData};

use bytes::Bytes;
use serde::de::{DeserializeSeed, IgnoredAny};

use superjson::Value;

use self::{absent::Absent, account::account, protocol::Wire};

pub use self::{ahead::Decoded, strict::Strict};
use crate::{ErrorCode, Failure, FieldErrors, Input};

/// How values travel: as plain JSON, or as superjson, which keeps dates, bigints and `undefined`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transformer {
    /// Plain JSON.
    Plain,
    /// superjson, the default of the T3 stack.
    #[default]
    Superjson,
}

/// How many objects and arrays within each other `serde_json` reads.
const DEEPEST: usize = 127;

/// A call's input as it arrived.
#[derive(Clone, Debug, Default)]
pub struct RawInput {
    /// The encoded value; none where the client sent `undefined`.
    pub bytes: Option<Bytes>,
    /// The position that a subscription resumes from. It becomes the input's `lastEventId`.
    pub last_event_id: Option<String>,
}

impl RawInput {
    /// Decodes and validates. Not JSON at all is `PARSE_ERROR`, anything else `BAD_REQUEST` with the field named.
    pub fn decode<I: Input>(&self, transformer: Transformer) -> Result<I, Failure> {
        let resume = self.last_event_id.as_deref();
        let input: I =
            match &self.bytes {
                None => I::deserialize(Absent { resume, error: PhantomData::<serde_json::Error> })
                    .map_err(refusal)?,
                Some(bytes) => decode_with(Wire { resume, into: PhantomData::<I> }, bytes, transformer)
                    .map_err(|error| {
                        refusal_of(error, bytes, transformer, &|value| account::<I>(value, resume))
                    })?,
            };
        validated(input)
    }

    /// The same, where it may have been decoded already.
    pub(crate) fn take<I: Input>(
        &self,
        decoded: Option<Decoded>,
        transformer: Transformer,
    ) -> Result<I, Failure> {
        match decoded.and_then(Decoded::into_input) {
            Some(input) => validated(input),
            None => self.decode(transformer),
        }
    }
}

fn validated<I: Input>(input: I) -> Result<I, Failure> {
    input.validate().map_err(Failure::invalid)?;
    Ok(input)
}

/// Why bytes are not a value.
enum DecodeError {
    NoText(std::str::Utf8Error),
    Plain(serde_json::Error),
    Superjson(superjson::Error),
}

impl DecodeError {
    /// Whether the bytes are a document, whose value is another than is asked for.
    fn is_of_value(&self) -> bool {
        match self {
            Self::NoText(_) => false,
            Self::Plain(error) => error.is_data(),
            Self::Superjson(error) => error.kind() == superjson::ErrorKind::Value,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText(error) => error.fmt(f),
            Self::Plain(error) => error.fmt(f),
            Self::Superjson(error) => error.fmt(f),
        }
    }
}

/// What a client is told of bytes that were refused: that they are no document, or all that is wrong with its value.
fn refusal_of(
    error: DecodeError,
    bytes: &[u8],
    transformer: Transformer,
    account: &dyn Fn(&Value<'_>) -> FieldErrors,
) -> Failure {
    let unreadable = match decode_with(PhantomData::<Option<IgnoredAny>>, bytes, transformer) {
        // Nobody has begun to say what is in it.
        Ok(None) => return refusal(error),
        Ok(Some(_)) => None,
        Err(broken) => Some(if error.is_of_value() { &broken } else { &error }.to_string()),
    };
    if let Some(error) = unreadable {
        return Failure::new(ErrorCode::ParseError, format!("The input cannot be read: {error}"));
    }
    if is_too_deep(bytes) {
        return Failure::new(ErrorCode::BadRequest, format!("The input is nested deeper than {DEEPEST}."));
    }
    let value = match transformer {
        Transformer::Superjson => Value::from_document(bytes),
        Transformer::Plain => Value::from_json(bytes),
    };
    let errors = value.map(|value| account(&value)).unwrap_or_default();
    if errors.is_empty() { refusal(error) } else { Failure::invalid(errors) }
}

fn decode_with<'de, S: DeserializeSeed<'de> + Copy>(
    seed: S,
    bytes: &'de [u8],
    transformer: Transformer,
) -> Result<S::Value, DecodeError> {
    match transformer {
        Transformer::Superjson => superjson::from_slice_seed(bytes, seed).map_err(DecodeError::Superjson),
        Transformer::Plain => {
            let text = std::str::from_utf8(bytes).map_err(DecodeError::NoText)?;
            let mut json = serde_json::Deserializer::from_str(text);
            let value = seed.deserialize(&mut json);
            value.and_then(|value| json.end().map(|()| value)).map_err(DecodeError::Plain)
        }
    }
}

/// Whether JSON is nested deeper than anything that is read.
fn is_too_deep(json: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    json.iter().any(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// The refusal of an input that was left out.
fn refusal(error: impl fmt::Display) -> Failure {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Failure::invalid(FieldErrors::default().with("", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize, specta::Type)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Page {
        cursor: Option<String>,
        last_event_id: Option<String>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, specta::Type)]
    #[serde(deny_unknown_fields)]
    struct Named {
        name: String,
    }

    impl Input for Page {}
    impl Input for Named {}

    fn read<I: Input>(json: Option<&'static str>, resume: Option<&str>) -> Result<I, String> {
        let bytes = json.map(|json| Bytes::from_static(json.as_bytes()));
        let raw = RawInput { bytes, last_event_id: resume.map(str::to_owned) };
        raw.decode(Transformer::Plain).map_err(|failure| failure.to_string())
    }

    fn page(cursor: Option<&str>, last_event_id: Option<&str>) -> Page {
        Page { cursor: cursor.map(str::to_owned), last_event_id: last_event_id.map(str::to_owned) }
    }

    #[test]
    fn protocol_fields_are_not_the_procedures_business() {
        assert_eq!(read(Some(r#"{"cursor":"a","direction":"forward"}"#), None), Ok(page(Some("a"), None)));
        let unknown = read::<Page>(Some(r#"{"cursos":"a"}"#), None).unwrap_err();
        assert!(unknown.contains("unknown field `cursos`"), "{unknown}");
        assert_eq!(read::<()>(Some(r#"{"direction":"forward"}"#), None), Ok(()));
        assert!(read::<()>(Some(r#"{"x":1}"#), None).is_err());
    }

    #[test]
    fn a_resume_position_replaces_the_clients() {
        assert_eq!(read(Some(r#"{"lastEventId":"1"}"#), Some("2")), Ok(page(None, Some("2"))));
        assert_eq!(read(Some(r#"{"lastEventId":"1"}"#), None), Ok(page(None, Some("1"))));
        assert_eq!(read(None, Some("2")), Ok(page(None, Some("2"))));
        assert_eq!(read(Some("null"), Some("2")), Ok(page(None, Some("2"))));
    }

    #[test]
    fn an_input_may_be_left_out_where_nothing_is_required() {
        assert_eq!(read(None, None), Ok(page(None, None)));
        assert!(read::<Named>(None, None).unwrap_err().contains("missing field `name`"));
        let raw = RawInput {
            bytes: Some(Bytes::from_static(br#"{"json":null,"meta":{"values":["undefined"],"v":1}}"#)),
            last_event_id: None,
        };
        assert_eq!(
            raw.decode(Transformer::Superjson).map_err(|failure| failure.to_string()),
            Ok(page(None, None))
        );
    }

    #[test]
    fn what_is_no_json_is_told_from_what_does_not_fit() {
        assert!(read::<Named>(Some("{"), None).unwrap_err().starts_with("PARSE_ERROR"));
        let wrong = read::<Named>(Some(r#"{"name":1}"#), None).unwrap_err();
        assert_eq!(wrong, "BAD_REQUEST: name: invalid type: integer `1`, expected a string");
        assert!(read::<Named>(Some("[]"), None).unwrap_err().contains("expected an object"));
    }
}
