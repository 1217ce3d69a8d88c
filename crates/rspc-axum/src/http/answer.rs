//! Answers that are complete before they are sent.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use rspc::{Failure, Transformer};

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

/// A fault of ours is an error in the log; a refusal is the caller's affair.
pub(crate) fn report(failure: &Failure, place: Place<'_>) {
    let (code, path, message) = (failure.code().name(), place.path.unwrap_or_default(), failure.message());
    if failure.code().http_status() >= 500 {
        tracing::error!(code, path, message, request_id = place.request_id, "call failed");
    } else {
        tracing::debug!(code, path, message, request_id = place.request_id, "call refused");
    }
}

/// The answer of one call.
pub(super) fn single(answers: Vec<Answer>) -> Response {
    let answer =
        answers.into_iter().next().unwrap_or(Answer { status: 500, body: Vec::new(), retry_after: None });
    respond(answer.status, answer.body, answer.retry_after)
}

/// The answers of a batch: their common status, or 207.
pub(super) fn join(answers: Vec<Answer>) -> Response {
    let first = answers.first().map_or(200, |answer| answer.status);
    let status = if answers.iter().all(|answer| answer.status == first) { first } else { 207 };
    let retry_after = answers.iter().filter_map(|answer| answer.retry_after).max();
    let mut body = Vec::with_capacity(answers.iter().map(|answer| answer.body.len() + 1).sum::<usize>() + 1);
    for answer in answers {
        body.push(if body.is_empty() { b'[' } else { b',' });
        body.extend_from_slice(&answer.body);
    }
    body.push(b']');
    respond(status, body, retry_after)
}

fn respond(status: u16, body: Vec<u8>, retry_after: Option<u64>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
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
