//! From a request's bytes to an input: one pass, protocol fields taken out, a resume position put in.

mod absent;
mod protocol;

use std::{cell::RefCell, fmt, marker::PhantomData};

use bytes::Bytes;
use serde::de::DeserializeSeed;
use serde_path_to_error::Track;

use self::{
    absent::Absent,
    protocol::{Traced, Wire},
};

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
        let input: I = match &self.bytes {
            None => I::deserialize(Absent { resume, error: PhantomData::<serde_json::Error> })
                .map_err(|error| refusal(error, ""))?,
            Some(bytes) => {
                decode_with(Wire { resume, into: PhantomData::<I> }, bytes, transformer).map_err(|error| {
                    // Once more, now keeping the path, so that the error names its field.
                    let track = RefCell::new(Track::new());
                    let traced = Traced { track: &track, resume, into: PhantomData::<I> };
                    let _ = decode_with(traced, bytes, transformer);
                    let path = track.into_inner().path().to_string();
                    error.into_failure(if path == "." { "" } else { &path })
                })?
            }
        };
        input.validate().map_err(Failure::invalid)?;
        Ok(input)
    }
}

/// Why bytes are not a value.
enum DecodeError {
    Plain(serde_json::Error),
    Superjson(superjson::Error),
}

impl DecodeError {
    fn into_failure(self, field: &str) -> Failure {
        let (is_value, message) = match &self {
            Self::Plain(error) => (error.is_data(), error.to_string()),
            Self::Superjson(error) => (error.kind() == superjson::ErrorKind::Value, error.to_string()),
        };
        if is_value {
            return refusal(message.split(" at line ").next().unwrap_or_default(), field);
        }
        Failure::new(ErrorCode::ParseError, format!("The input cannot be read: {message}"))
    }
}

fn decode_with<'de, S: DeserializeSeed<'de> + Copy>(
    seed: S,
    bytes: &'de [u8],
    transformer: Transformer,
) -> Result<S::Value, DecodeError> {
    match transformer {
        Transformer::Superjson => superjson::from_slice_seed(bytes, seed).map_err(DecodeError::Superjson),
        Transformer::Plain => {
            let mut json = serde_json::Deserializer::from_slice(bytes);
            let value = seed.deserialize(&mut json);
            value.and_then(|value| json.end().map(|()| value)).map_err(DecodeError::Plain)
        }
    }
}

fn refusal(message: impl fmt::Display, field: &str) -> Failure {
    Failure::invalid(FieldErrors::default().with(field, message.to_string()))
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
        assert!(unknown.contains("cursos: unknown field"), "{unknown}");
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
