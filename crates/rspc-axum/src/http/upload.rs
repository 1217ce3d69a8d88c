//! A request's body as an upload, read no faster than its procedure reads it.

use axum::http::HeaderValue;
use bytes::Bytes;
use futures::{Stream, StreamExt, future, stream};
use rspc::{ErrorCode, Failure, Upload};

use super::{form, incoming::Reading, media::Media};
use crate::Limits;

/// The upload in `body`. One that cannot be read fails when it is read: that is its call's failure.
pub(super) fn of(media: Media, content_type: Option<&HeaderValue>, body: Reading, limits: &Limits) -> Upload {
    if media != Media::Form {
        return Upload::octets(limited(body, limits.upload).boxed());
    }
    let content_type = content_type.and_then(|value| value.to_str().ok());
    match multer::parse_boundary(content_type.unwrap_or_default()) {
        Ok(boundary) => Upload::form(form::parts(body, boundary, limits).boxed()),
        Err(error) => Upload::form(stream::once(future::ready(Err(form::fault(&error)))).boxed()),
    }
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

pub(super) fn too_large(limit: u64) -> Failure {
    Failure::new(ErrorCode::PayloadTooLarge, format!("The upload is larger than {limit} bytes."))
}

pub(super) fn gone() -> Failure {
    Failure::new(ErrorCode::ClientClosedRequest, "The request ended before its body did.")
}
