//! Calls over HTTP: one or a batch, answered at once, as a stream of lines, or as server-sent events.

mod answer;
mod dispatch;
mod jsonl;
mod leftover;
mod media;
mod queue;
mod request;
mod sse;
mod upload;

use std::sync::Arc;

use axum::{
    body::Body,
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use futures::future::join_all;
use rspc::{ErrorCode, Failure};

use crate::{Mount, envelope::Place};

pub(crate) use answer::report;
pub(crate) use dispatch::name;

use self::{
    answer::Answer,
    dispatch::Dispatch,
    leftover::{Leftover, Reading},
    request::Calls,
};

pub(crate) async fn answer<C, M>(mount: Arc<Mount<C, M>>, base: &str, parts: Parts, body: Body) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    if parts.method == Method::HEAD {
        return StatusCode::NO_CONTENT.into_response();
    }
    let (leftover, limit) = (Leftover::default(), mount.limits.body);
    let response = respond(mount, base, parts, leftover.of(body)).await;
    leftover.drain(limit).await;
    response
}

async fn respond<C, M>(mount: Arc<Mount<C, M>>, base: &str, parts: Parts, body: Reading) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let request_id = request_id(&parts);
    let calls = match Calls::read(&mount, base, &parts, body).await {
        Ok(calls) => calls,
        Err(failure) => return refuse(&mount, &failure, request_id.as_deref()),
    };
    let lines = request::accepts_lines(&parts.headers);
    if lines && !calls.batch {
        let message = "Streaming requests must be batched (you can do a batch of 1)";
        return refuse(&mount, &Failure::new(ErrorCode::BadRequest, message), request_id.as_deref());
    }
    let events = calls.events;
    let resume = events.then(|| request::last_event_id(&parts)).flatten();
    let dispatch = Arc::new(Dispatch::new(mount, parts, calls, request_id).await);
    let mut response = if events {
        sse::stream(&dispatch, resume).await
    } else if lines {
        jsonl::stream(&dispatch)
    } else {
        let answers = join_all((0..dispatch.calls.paths.len()).map(|index| at_once(&dispatch, index))).await;
        if dispatch.calls.batch { answer::join(answers) } else { answer::single(answers) }
    };
    response.headers_mut().extend(dispatch.headers.take());
    response
}

async fn at_once<C: Clone + Send + 'static, M>(dispatch: &Dispatch<C, M>, index: usize) -> Answer {
    match dispatch.value(index).await {
        Ok(body) => Answer::new(body),
        Err(failure) => Answer::refused(&failure, dispatch.place(index), dispatch.mount.transformer),
    }
}

/// How the request is named in logs and errors.
pub(crate) fn request_id(parts: &Parts) -> Option<String> {
    parts.headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned)
}

/// The whole request is refused: one object, also for a batch.
pub(crate) fn refuse<C, M>(mount: &Mount<C, M>, failure: &Failure, request_id: Option<&str>) -> Response {
    answer::single(vec![Answer::refused(failure, Place { path: None, request_id }, mount.transformer)])
}
