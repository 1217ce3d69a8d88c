//! A request's body as an upload, read no faster than its procedure reads it.

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt, future, stream};
use multer::{Constraints, Field, Multipart, SizeLimit};
use rspc::{ErrorCode, Failure, Part, Upload};

use super::{leftover::Reading, media::Media};
use crate::Limits;

/// The upload in `body`. One that cannot be read fails when it is read: that is its call's failure.
pub(super) fn of(media: Media, headers: &HeaderMap, body: Reading, limits: &Limits) -> Upload {
    if media != Media::Form {
        return Upload::octets(limited(body, limits.upload).boxed());
    }
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = match multer::parse_boundary(content_type.unwrap_or_default()) {
        Ok(boundary) => boundary,
        Err(error) => return Upload::form(stream::once(future::ready(Err(fault(&error)))).boxed()),
    };
    let size = SizeLimit::new().whole_stream(limits.upload);
    let constraints = Constraints::new().size_limit(size);
    let form = Multipart::with_constraints(body, boundary, constraints);
    Upload::form(parts(form, limits.parts).boxed())
}

/// The body's bytes, up to `limit` of them.
fn limited(body: Reading, limit: u64) -> impl Stream<Item = Result<Bytes, Failure>> + Send {
    let mut length = 0;
    body.map(move |chunk| {
        let chunk = chunk.map_err(|_| gone())?;
        length += chunk.len() as u64;
        if length > limit { Err(too_large(limit)) } else { Ok(chunk) }
    })
}

/// The form's parts, up to `limit` of them.
fn parts(form: Multipart<'static>, limit: usize) -> impl Stream<Item = Result<Part, Failure>> + Send {
    stream::try_unfold((form, 0), move |(mut form, count)| async move {
        let Some(field) = form.next_field().await.map_err(|error| fault(&error))? else { return Ok(None) };
        if count == limit {
            let message = format!("A form may have at most {limit} parts.");
            return Err(Failure::new(ErrorCode::PayloadTooLarge, message));
        }
        Ok(Some((part(field), (form, count + 1))))
    })
}

fn part(field: Field<'static>) -> Part {
    let (name, file_name) = (field.name().map(unescaped), field.file_name().map(unescaped));
    let content_type = field.content_type().map(ToString::to_string);
    let chunks = field.map_err(|error| fault(&error));
    // After a fault there is nothing more to read.
    let chunks = chunks.scan(false, |failed, chunk| {
        let ended = std::mem::replace(failed, chunk.is_err());
        future::ready((!ended).then_some(chunk))
    });
    Part { file_name, content_type, ..Part::new(name.unwrap_or_default(), chunks.boxed()) }
}

/// A name as the form had it: what would break its header's line is escaped, and nothing else (HTML, "multipart form
/// data").
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

fn fault(error: &multer::Error) -> Failure {
    match error {
        multer::Error::StreamSizeExceeded { limit } | multer::Error::FieldSizeExceeded { limit, .. } => {
            too_large(*limit)
        }
        multer::Error::StreamReadFailed(_) => gone(),
        malformed => Failure::new(ErrorCode::BadRequest, format!("The form cannot be read: {malformed}")),
    }
}

fn too_large(limit: u64) -> Failure {
    Failure::new(ErrorCode::PayloadTooLarge, format!("The upload is larger than {limit} bytes."))
}

fn gone() -> Failure {
    Failure::new(ErrorCode::ClientClosedRequest, "The request ended before its body did.")
}
