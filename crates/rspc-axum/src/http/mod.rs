//! Calls over HTTP: one or a batch, answered at once, as a stream of lines, or as server-sent events.

mod answer;
mod batch;
mod dispatch;
mod form;
mod incoming;
mod jsonl;
mod media;
mod paths;
mod queue;
mod request;
mod sse;
mod upload;

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, Method, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use rspc::Failure;

use crate::{
    Mount,
    envelope::Place,
    request_id::{REQUEST_ID, RequestId},
};

pub(crate) use answer::report;
pub(crate) use dispatch::name;

use self::{
    answer::Answer,
    dispatch::Dispatch,
    incoming::Incoming,
    request::{Calls, Form},
};

const CONTRACT: HeaderName = HeaderName::from_static("x-contract");

pub(crate) async fn answer<C, M>(
    mount: Arc<Mount<C, M>>,
    base: &str,
    request_id: RequestId,
    parts: Parts,
    body: Body,
) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    if parts.method == Method::HEAD {
        return StatusCode::NO_CONTENT.into_response();
    }
    let limits = mount.limits;
    let mut body = Incoming::new(body);
    let response = match Calls::read(&mount, base, &parts, &mut body).await {
        Ok(calls) => respond(mount, parts, calls, request_id).await,
        Err(failure) => refuse(&mount, &failure, request_id),
    };
    body.drain(&limits).await;
    response
}

async fn respond<C, M>(
    mount: Arc<Mount<C, M>>,
    parts: Parts,
    mut calls: Calls,
    request_id: RequestId,
) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let form = std::mem::replace(&mut calls.form, Form::Whole);
    let dispatch = Dispatch::new(mount, parts, calls, request_id).await;
    match form {
        Form::Events(resume) => {
            let dispatch = Arc::new(dispatch);
            let response = sse::stream(&dispatch, resume).await;
            finish(response, &dispatch.mount, dispatch.headers.take(), dispatch.request_id.clone())
        }
        Form::Lines => {
            let dispatch = Arc::new(dispatch);
            // What a call sets before it first waits still arrives, as with tRPC; none may rely on it.
            dispatch.headers.promise_no_more();
            let response = jsonl::stream(&dispatch);
            finish(response, &dispatch.mount, dispatch.headers.take(), dispatch.request_id.clone())
        }
        Form::Whole => {
            let response = if dispatch.calls.batch {
                batch::respond(&dispatch).await
            } else {
                answer::single(whole(&dispatch, 0, Vec::new()).await)
            };
            finish(response, &dispatch.mount, dispatch.headers.take(), dispatch.request_id)
        }
    }
}

/// A call's answer, written to a buffer that is empty.
async fn whole<C: Clone + Send + 'static, M>(
    dispatch: &Dispatch<C, M>,
    index: usize,
    buffer: Vec<u8>,
) -> Answer {
    match dispatch.value(index, buffer).await {
        Ok(body) => Answer::new(body),
        Err(failure) => Answer::refused(&failure, dispatch.place(index), dispatch.mount.transformer),
    }
}

/// The whole request is refused: one object, also for a batch.
pub(crate) fn refuse<C, M>(mount: &Mount<C, M>, failure: &Failure, request_id: RequestId) -> Response {
    mount.procedures.turned_away(failure.code());
    let place = Place { path: None, request_id: request_id.as_str() };
    let refusal = Answer::refused(failure, place, mount.transformer);
    finish(answer::single(refusal), mount, HeaderMap::new(), request_id)
}

/// What is said of every answer, and what the calls wanted to be said.
fn finish<C, M>(
    mut response: Response,
    mount: &Mount<C, M>,
    headers: HeaderMap,
    request_id: RequestId,
) -> Response {
    if !headers.is_empty() {
        response.headers_mut().extend(headers);
    }
    if mount.request_ids.are_answered()
        && let Some(id) = request_id.into_header()
    {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    if let Some(contract) = &mount.contract {
        response.headers_mut().insert(CONTRACT, contract.clone());
    }
    response
}
