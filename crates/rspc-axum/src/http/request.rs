//! What an HTTP request asks for, and everything that can refuse it as a whole.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{HeaderMap, Method, header, request::Parts},
};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use rspc::{ErrorCode, Failure, Kind};

use super::name;
use crate::{Mount, Request, ResponseHeaders, Transport, inputs, origin};

/// The calls of a request.
pub(super) struct Calls {
    pub(super) method: Method,
    /// Whether the client asked for a list of answers, be it of one.
    pub(super) batch: bool,
    pub(super) paths: Vec<String>,
    /// What the procedures are, where there are such.
    pub(super) kind: Option<Kind>,
    /// One a call. Malformed inputs fail each call, not the request: the answer keeps its shape.
    pub(super) inputs: Result<Vec<Option<Bytes>>, Failure>,
}

impl Calls {
    pub(super) async fn read<C, M>(
        mount: &Mount<C, M>,
        base: &str,
        parts: &Parts,
        body: Body,
    ) -> Result<Self, Failure> {
        if parts.method != Method::GET {
            origin::check(&parts.headers, &mount.origins)?;
            content_type(&parts.headers)?;
        }
        let query = parts.uri.query().unwrap_or_default();
        let batch = inputs::parameter(query, "batch").as_deref() == Some("1");
        let raw_path = parts.uri.path().strip_prefix(base).unwrap_or_default().trim_start_matches('/');
        let paths = inputs::paths(raw_path, batch)?;
        let (count, limit) = (paths.len(), mount.limits.batch);
        if count > limit {
            let message = format!("Batch call exceeds maximum size: {count} calls, at most {limit}.");
            return Err(Failure::new(ErrorCode::BadRequest, message));
        }
        let kind = common_kind(mount, &paths)?;
        let encoded = if parts.method == Method::GET {
            inputs::parameter(query, "input").map_or_else(Bytes::new, |input| Bytes::from(input.into_owned()))
        } else {
            collect(body, mount.limits.body).await?
        };
        let inputs = inputs::split(encoded, batch, count);
        Ok(Self { method: parts.method.clone(), batch, paths, kind, inputs })
    }
}

fn common_kind<C, M>(mount: &Mount<C, M>, paths: &[String]) -> Result<Option<Kind>, Failure> {
    let mut kinds = paths.iter().filter_map(|path| mount.procedures.get(path)).map(|found| found.info().kind);
    let Some(first) = kinds.next() else { return Ok(None) };
    match kinds.find(|kind| *kind != first) {
        None => Ok(Some(first)),
        Some(other) => {
            let message = format!("Cannot mix procedure types in call: {}, {}", name(first), name(other));
            Err(Failure::new(ErrorCode::BadRequest, message))
        }
    }
}

fn content_type(headers: &HeaderMap) -> Result<(), Failure> {
    let unsupported = |message: String| Err(Failure::new(ErrorCode::UnsupportedMediaType, message));
    match headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default()) {
        None => unsupported("Missing content-type header".to_owned()),
        Some(value) => match value.split(';').next() {
            Some(media) if media.trim().eq_ignore_ascii_case("application/json") => Ok(()),
            _ => unsupported(format!("Unsupported content-type \"{value}\"")),
        },
    }
}

async fn collect(body: Body, limit: usize) -> Result<Bytes, Failure> {
    match Limited::new(body, limit).collect().await {
        Ok(read) => Ok(read.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let message = format!("The request is larger than {limit} bytes.");
            Err(Failure::new(ErrorCode::PayloadTooLarge, message))
        }
        Err(_) => Err(Failure::new(ErrorCode::ClientClosedRequest, "The request ended before its body did.")),
    }
}

/// Whether the client wants a batch's answers as lines, each as soon as it is there.
pub(super) fn accepts_lines(headers: &HeaderMap) -> bool {
    const LINES: &str = "application/jsonl";
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("trpc-accept") {
        Some(asked) => asked == LINES,
        None => text("accept").is_some_and(|accepted| accepted.split(',').any(|media| media.trim() == LINES)),
    }
}

/// The position that a subscription resumes from.
pub(super) fn last_event_id(parts: &Parts) -> Option<String> {
    let header = parts.headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let query = parts.uri.query().unwrap_or_default();
    let parameter = |name| inputs::parameter(query, name).map(std::borrow::Cow::into_owned);
    let id = header.or_else(|| parameter("lastEventId")).or_else(|| parameter("Last-Event-Id"));
    id.filter(|id| !id.is_empty())
}

/// What the context is made of.
pub(super) fn context_request(parts: Parts, response: ResponseHeaders) -> Request {
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
