//! Answers that are complete before they are sent.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use rspc::{ErrorCode, Failure, Transformer};

use crate::envelope::{self, Place};

/// What one call came to, on the wire.
pub(super) struct Answer {
    status: u16,
    body: Vec<u8>,
    retry_after: Option<u64>,
}

impl Answer {
    pub(super) fn new(body: Vec<u8>) -> Self {
        Self { status: 200, body, retry_after: None }
    }

    pub(super) fn refused(failure: &Failure, place: Place<'_>, transformer: Transformer) -> Self {
        report(failure, place);
        Self {
            status: failure.code().http_status(),
            body: envelope::error(failure, place, transformer),
            retry_after: failure.retry_after().map(|wait| wait.as_secs().max(1)),
        }
    }
}

/// A fault of ours is an error in the log; a refusal is the caller's affair, and who is too busy says so in better words.
pub(crate) fn report(failure: &Failure, place: Place<'_>) {
    let (code, path, message) = (failure.code().name(), place.path.unwrap_or_default(), failure.message());
    let is_fault = failure.code().http_status() >= 500 && failure.code() != ErrorCode::ServiceUnavailable;
    if is_fault {
        tracing::error!(code, path, message, request_id = place.request_id, "call failed");
    } else {
        tracing::debug!(code, path, message, request_id = place.request_id, "call refused");
    }
}

/// The answer of one call.
pub(super) fn single(answer: Answer) -> Response {
    respond(answer.status, answer.body, answer.retry_after)
}

/// The answers of a batch, joined as they come.
pub(super) struct Joined {
    body: Vec<u8>,
    status: Option<u16>,
    retry_after: Option<u64>,
}

impl Joined {
    /// Of no answers yet, with room for so many small ones.
    pub(super) fn with_room_for(count: usize) -> Self {
        Self { body: Vec::with_capacity(count * 256), status: None, retry_after: None }
    }

    /// Adds the next call's answer, and gives its buffer back, empty.
    pub(super) fn push(&mut self, answer: Answer) -> Vec<u8> {
        let Answer { status, body: mut buffer, retry_after } = answer;
        self.status = match self.status {
            None => Some(status),
            Some(common) if common == status => Some(common),
            Some(_) => Some(207),
        };
        self.retry_after = self.retry_after.max(retry_after);
        self.body.push(if self.body.is_empty() { b'[' } else { b',' });
        self.body.extend_from_slice(&buffer);
        buffer.clear();
        buffer
    }

    /// The response: their common status, or 207.
    pub(super) fn respond(mut self) -> Response {
        self.body.push(b']');
        respond(self.status.unwrap_or(200), self.body, self.retry_after)
    }
}

fn respond(status: u16, body: Vec<u8>, retry_after: Option<u64>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    // With room for what every answer says besides.
    headers.reserve(6);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::VARY, HeaderValue::from_static("trpc-accept, accept"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// An answer that is sent piece by piece. No proxy may hold it back to compress it.
pub(super) fn streamed(content_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::VARY, HeaderValue::from_static("trpc-accept, accept"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}
