//! Queries, mutations and batches over HTTP.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures::future::join_all;
use http_body_util::{BodyExt, Limited};
use rspc::{Call, Encoding, ErrorCode, Failure, Kind, RawInput, Reply, TrackedForm};

use crate::{
    Mount, Request, ResponseHeaders, Transport,
    envelope::{self, Place},
    inputs, origin,
};

/// What one call came to, on the wire.
struct Answer {
    status: u16,
    body: Vec<u8>,
    retry_after: Option<u64>,
}

pub(crate) async fn answer<C: Clone + Send + 'static, M>(
    mount: &Mount<C, M>,
    base: &str,
    parts: Parts,
    body: Body,
) -> Response {
    if parts.method == Method::HEAD {
        return StatusCode::NO_CONTENT.into_response();
    }
    let request_id = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let place = Place { path: None, request_id: request_id.as_deref() };
    let headers = ResponseHeaders::default();
    let batch = inputs::parameter(parts.uri.query().unwrap_or_default(), "batch").as_deref() == Some("1");
    let answers = match prepare(mount, base, &parts, body, batch).await {
        Ok(calls) => run(mount, parts, calls, place, &headers).await,
        Err(failure) => return whole_failure(mount, &failure, place),
    };
    let mut response = if batch { join(answers) } else { single(answers) };
    response.headers_mut().extend(headers.take());
    response
}

struct Prepared {
    paths: Vec<String>,
    inputs: Result<Vec<Option<Bytes>>, Failure>,
}

/// Everything that can refuse the request as a whole.
async fn prepare<C, M>(
    mount: &Mount<C, M>,
    base: &str,
    parts: &Parts,
    body: Body,
    batch: bool,
) -> Result<Prepared, Failure> {
    if parts.method != Method::GET {
        origin::check(&parts.headers, &mount.origins)?;
        content_type(parts)?;
    }
    let raw_path = parts.uri.path().strip_prefix(base).unwrap_or_default().trim_start_matches('/');
    let paths = inputs::paths(raw_path, batch)?;
    if paths.len() > mount.limits.batch {
        let message = format!(
            "Batch call exceeds maximum size: {} calls, at most {}.",
            paths.len(),
            mount.limits.batch
        );
        return Err(Failure::new(ErrorCode::BadRequest, message));
    }
    let kinds: Vec<_> = paths
        .iter()
        .filter_map(|path| mount.procedures.get(path))
        .map(|procedure| procedure.info().kind)
        .collect();
    if let Some(other) = kinds.iter().find(|kind| **kind != kinds[0]) {
        let message = format!("Cannot mix procedure types in call: {}, {}", name(kinds[0]), name(*other));
        return Err(Failure::new(ErrorCode::BadRequest, message));
    }
    let encoded = if parts.method == Method::GET {
        let query = parts.uri.query().unwrap_or_default();
        inputs::parameter(query, "input").map_or_else(Bytes::new, |input| Bytes::from(input.into_owned()))
    } else {
        read(body, mount.limits.body).await?
    };
    let inputs = inputs::split(encoded, batch, paths.len());
    Ok(Prepared { paths, inputs })
}

fn content_type(parts: &Parts) -> Result<(), Failure> {
    let unsupported = |message: String| Err(Failure::new(ErrorCode::UnsupportedMediaType, message));
    match parts.headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default()) {
        None => unsupported("Missing content-type header".to_owned()),
        Some(value) => match value.split(';').next() {
            Some(media) if media.trim().eq_ignore_ascii_case("application/json") => Ok(()),
            _ => unsupported(format!("Unsupported content-type \"{value}\"")),
        },
    }
}

async fn read(body: Body, limit: usize) -> Result<Bytes, Failure> {
    match Limited::new(body, limit).collect().await {
        Ok(read) => Ok(read.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            let message = format!("The request is larger than {limit} bytes.");
            Err(Failure::new(ErrorCode::PayloadTooLarge, message))
        }
        Err(_) => Err(Failure::new(ErrorCode::ClientClosedRequest, "The request ended before its body did.")),
    }
}

async fn run<C: Clone + Send + 'static, M>(
    mount: &Mount<C, M>,
    parts: Parts,
    prepared: Prepared,
    place: Place<'_>,
    headers: &ResponseHeaders,
) -> Vec<Answer> {
    let method = parts.method.clone();
    let Prepared { paths, inputs } = prepared;
    let failed = |failure: &Failure| -> Vec<Answer> {
        paths.iter().map(|path| refused(mount, failure, Place { path: Some(path), ..place })).collect()
    };
    let inputs = match inputs {
        Ok(inputs) => inputs,
        Err(failure) => return failed(&failure),
    };
    let context = match (mount.context)(request(parts, headers.clone())).await {
        Ok(context) => context,
        Err(failure) => return failed(&failure),
    };
    let batch = paths.len() > 1;
    let calls = paths.iter().zip(inputs).map(|(path, bytes)| {
        let (context, method) = (context.clone(), &method);
        let place = Place { path: Some(path), ..place };
        async move {
            match call(mount, path, method, batch, context, bytes).await {
                Ok(body) => Answer { status: 200, body, retry_after: None },
                Err(failure) => refused(mount, &failure, place),
            }
        }
    });
    join_all(calls).await
}

fn request(parts: Parts, response: ResponseHeaders) -> Request {
    let query = parts.uri.query().unwrap_or_default();
    let connection_params: BTreeMap<String, String> = inputs::parameter(query, "connectionParams")
        .and_then(|params| serde_json::from_str(&params).ok())
        .unwrap_or_default();
    Request {
        transport: Transport::Http,
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        extensions: parts.extensions,
        connection_params,
        response,
    }
}

async fn call<C: Send + 'static, M>(
    mount: &Mount<C, M>,
    path: &str,
    method: &Method,
    batch: bool,
    context: C,
    bytes: Option<Bytes>,
) -> Result<Vec<u8>, Failure> {
    let procedure = mount.procedures.get(path).ok_or_else(|| no_procedure(path))?;
    let kind = procedure.info().kind;
    let accepted = if kind == Kind::Mutation { Method::POST } else { Method::GET };
    if *method != accepted {
        let message = format!("Unsupported {method}-request to {} procedure at path \"{path}\"", name(kind));
        return Err(Failure::new(ErrorCode::MethodNotSupported, message));
    }
    if kind == Kind::Subscription {
        let message =
            if batch { "Cannot batch subscription calls" } else { "Subscriptions need a WebSocket here" };
        return Err(Failure::new(ErrorCode::BadRequest, message));
    }
    let transformer = mount.transformer;
    let call = Call {
        input: RawInput { bytes, last_event_id: None },
        encoding: Encoding { transformer, tracked: TrackedForm::Bare },
        buffer: envelope::begin_result(transformer),
    };
    match procedure.call(context, call).await? {
        Reply::Once(encoded) => Ok(envelope::end_result(encoded, transformer)),
        Reply::Stream(_) => {
            Err(Failure::new(ErrorCode::InternalServerError, "The procedure answered a stream."))
        }
    }
}

pub(crate) fn no_procedure(path: &str) -> Failure {
    Failure::new(ErrorCode::NotFound, format!("No procedure found on path \"{path}\""))
}

pub(crate) const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Query => "query",
        Kind::Mutation => "mutation",
        Kind::Subscription => "subscription",
    }
}

fn refused<C, M>(mount: &Mount<C, M>, failure: &Failure, place: Place<'_>) -> Answer {
    report(failure, place);
    Answer {
        status: failure.code().http_status(),
        body: envelope::error(failure, place, mount.transformer),
        retry_after: failure.retry_after().map(|wait| wait.as_secs().max(1)),
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

fn whole_failure<C, M>(mount: &Mount<C, M>, failure: &Failure, place: Place<'_>) -> Response {
    single(vec![refused(mount, failure, place)])
}

fn single(answers: Vec<Answer>) -> Response {
    let answer = answers.into_iter().next();
    answer
        .map_or_else(|| respond(500, Vec::new(), None), |one| respond(one.status, one.body, one.retry_after))
}

fn join(answers: Vec<Answer>) -> Response {
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
