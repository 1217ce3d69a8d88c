//! The JSON around results and errors, with and without superjson.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rspc::{Detail, Encoded, ErrorCode, Failure, FieldErrors, Transformer};
use serde::Serialize;
use superjson::{Document, Segment};

/// What an error says of the request besides its failure.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place<'a> {
    pub(crate) path: Option<&'a str>,
    pub(crate) request_id: Option<&'a str>,
}

/// Begins `"<key>":` and, with superjson, the document in it; the value follows.
pub(crate) fn open(buffer: &mut Vec<u8>, transformer: Transformer) {
    if transformer == Transformer::Superjson {
        buffer.extend_from_slice(b"{\"json\":");
    }
}

/// Ends what [`open`] began, with the annotations of the value.
pub(crate) fn close(buffer: &mut Vec<u8>, mut document: Document, transformer: Transformer) {
    if transformer == Transformer::Superjson {
        document.append_meta(buffer);
        buffer.push(b'}');
    }
}

/// The beginning of a call's answer, up to its value, in a buffer that is empty.
pub(crate) fn begin_result(mut buffer: Vec<u8>, transformer: Transformer) -> Vec<u8> {
    buffer.reserve(256);
    buffer.extend_from_slice(b"{\"result\":{\"data\":");
    open(&mut buffer, transformer);
    buffer
}

/// The rest of a call's answer, after its value.
pub(crate) fn end_result(encoded: Encoded, transformer: Transformer) -> Vec<u8> {
    if encoded.undefined && transformer == Transformer::Plain {
        return b"{\"result\":{}}".to_vec();
    }
    let mut buffer = encoded.json;
    close(&mut buffer, encoded.document, transformer);
    buffer.extend_from_slice(b"}}");
    buffer
}

/// Appends the value of `"error"`: tRPC's error shape, transformed as a whole.
pub(crate) fn write_error(
    buffer: &mut Vec<u8>,
    failure: &Failure,
    place: Place<'_>,
    transformer: Transformer,
) {
    open(buffer, transformer);
    let document = append_error(buffer, failure, place, transformer, &[]);
    close(buffer, document, transformer);
}

/// Appends tRPC's error shape, which stands at `path` in its document.
pub(crate) fn append_error(
    buffer: &mut Vec<u8>,
    failure: &Failure,
    place: Place<'_>,
    transformer: Transformer,
    path: &[Segment<'_>],
) -> Document {
    let start = buffer.len();
    let mut document = Document::new();
    let shape = shape(failure, place);
    // The detail's own code runs here.
    let writing = AssertUnwindSafe(|| match transformer {
        Transformer::Plain => serde_json::to_writer(&mut *buffer, &shape).map_err(|error| error.to_string()),
        Transformer::Superjson => {
            document.append_value(buffer, path, &shape).map_err(|error| error.to_string())
        }
    });
    let written = catch_unwind(writing).unwrap_or_else(|_| Err("a panic".to_owned()));
    if let Err(error) = written {
        // A detail that cannot be written must not take the error with it.
        tracing::error!(error, "the detail of an error cannot be encoded");
        buffer.truncate(start);
        let bare = Failure::new(failure.code(), failure.message().to_owned());
        return append_error(buffer, &bare, place, transformer, path);
    }
    document
}

/// `{"error":…}`
pub(crate) fn error(failure: &Failure, place: Place<'_>, transformer: Transformer) -> Vec<u8> {
    let mut buffer = b"{\"error\":".to_vec();
    write_error(&mut buffer, failure, place, transformer);
    buffer.push(b'}');
    buffer
}

#[derive(Serialize)]
struct Shape<'a> {
    message: &'a str,
    code: i32,
    data: Data<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    code: ErrorCode,
    http_status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Detail<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zod_error: Option<&'a FieldErrors>,
}

fn shape<'a>(failure: &'a Failure, place: Place<'a>) -> Shape<'a> {
    Shape {
        message: failure.message(),
        code: failure.code().number(),
        data: Data {
            code: failure.code(),
            http_status: failure.code().http_status(),
            path: place.path,
            request_id: place.request_id,
            error: failure.detail(),
            zod_error: failure.fields(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_trpcs_shape() {
        let failure = Failure::new(ErrorCode::NotFound, "No procedure found on path \"a\"");
        let place = Place { path: Some("a"), request_id: None };
        let plain = String::from_utf8(error(&failure, place, Transformer::Plain)).unwrap();
        let expected = r#"{"error":{"message":"No procedure found on path \"a\"","code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404,"path":"a"}}}"#;
        assert_eq!(plain, expected);
        let wrapped = String::from_utf8(error(&failure, place, Transformer::Superjson)).unwrap();
        assert!(
            wrapped.starts_with(r#"{"error":{"json":{"message":"#) && wrapped.ends_with("}}}}"),
            "{wrapped}"
        );
    }
}
