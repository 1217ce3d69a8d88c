//! What an HTTP request asks for, and everything that can refuse it as a whole.

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, Method, request::Parts};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use rspc::{ErrorCode, Failure, Kind, Upload};
use tokio::time::timeout;

use super::{leftover::Reading, media::Media, name, upload};
use crate::{
    Mount, Request, ResponseHeaders, Transport,
    connection_params::{self, ConnectionParams},
    inputs, limits, origin,
};

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
    /// Whether the answer is an event stream. That of an upload never is.
    pub(super) events: bool,
    /// What is uploaded in place of an input, until its call takes it.
    upload: Mutex<Option<Upload>>,
    connection_params: ConnectionParams,
}

impl Calls {
    pub(super) async fn read<C, M>(
        mount: &Mount<C, M>,
        base: &str,
        parts: &Parts,
        body: Reading,
    ) -> Result<Self, Failure> {
        limits::check_headers(&parts.headers, mount.limits.headers)?;
        if parts.method != Method::GET {
            origin::check(&parts.headers, &mount.origins)?;
        }
        let path = inputs::path(below(parts.uri.path(), base))?;
        match Media::of(&parts.method, &parts.headers)? {
            Media::Json => Self::of_json(mount, &path, parts, body).await,
            media => {
                let upload = upload::of(media, &parts.headers, body, &mount.limits);
                Self::of_upload(mount, path.into_owned(), parts, upload)
            }
        }
    }

    async fn of_json<C, M>(
        mount: &Mount<C, M>,
        path: &str,
        parts: &Parts,
        body: Reading,
    ) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        let batch = inputs::parameter(query, "batch").as_deref() == Some("1");
        let paths: Vec<String> =
            if batch { path.split(',').map(str::to_owned).collect() } else { vec![path.to_owned()] };
        let count = paths.len();
        if batch {
            mount.check_batch_size(count)?;
            mount.check_batch_cost(paths.iter().map(String::as_str))?;
        }
        let kind = common_kind(mount, &paths)?;
        let connection_params = inputs::parameter(query, "connectionParams");
        let connection_params = connection_params.as_deref().map(connection_params::from_text).transpose()?;
        let encoded = if parts.method == Method::GET {
            let input = inputs::parameter(query, "input");
            Ok(input.map_or_else(Bytes::new, |input| Bytes::from(input.into_owned())))
        } else {
            let whole = timeout(mount.limits.body_within, collect(body, mount.limits.body));
            let late = Failure::new(ErrorCode::Timeout, "The request's body did not arrive in time.");
            whole.await.unwrap_or(Err(late))
        };
        let inputs = encoded.and_then(|encoded| inputs::split(encoded, batch, count));
        Ok(Self {
            method: parts.method.clone(),
            batch,
            paths,
            kind,
            inputs,
            events: !batch && kind == Some(Kind::Subscription),
            upload: Mutex::default(),
            connection_params: connection_params.unwrap_or_default(),
        })
    }

    fn of_upload<C, M>(
        mount: &Mount<C, M>,
        path: String,
        parts: &Parts,
        upload: Upload,
    ) -> Result<Self, Failure> {
        let paths = vec![path];
        Ok(Self {
            method: parts.method.clone(),
            batch: false,
            kind: common_kind(mount, &paths)?,
            paths,
            inputs: Ok(Vec::new()),
            events: false,
            upload: Mutex::new(Some(upload)),
            connection_params: ConnectionParams::new(),
        })
    }

    /// What was uploaded, once.
    pub(super) fn take_upload(&self) -> Option<Upload> {
        self.upload.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What the context is made of.
    pub(super) fn context_request(&self, parts: Parts, response: ResponseHeaders) -> Request {
        Request {
            transport: Transport::Http,
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            extensions: parts.extensions,
            connection_params: self.connection_params.clone(),
            response,
        }
    }
}

/// The part of the address that names procedures. A slash on either side of it is not part of a name.
fn below<'p>(path: &'p str, base: &str) -> &'p str {
    let path = path.strip_prefix(base).unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').map_or(path, |path| path.strip_suffix('/').unwrap_or(path))
}

fn common_kind<C, M>(mount: &Mount<C, M>, paths: &[String]) -> Result<Option<Kind>, Failure> {
    let mut kinds = Vec::new();
    for path in paths {
        let kind = mount.procedures.get(path).map(|procedure| procedure.info().kind);
        kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
    }
    if kinds.len() > 1 {
        let names = kinds.into_iter().map(name).collect::<Vec<_>>().join(", ");
        let message = format!("Cannot mix procedure types in call: {names}");
        return Err(Failure::new(ErrorCode::BadRequest, message));
    }
    Ok(kinds.pop())
}

/// The body as a whole. One that comes in a single chunk is not copied.
async fn collect(mut body: Reading, limit: usize) -> Result<Bytes, Failure> {
    let mut whole = Bytes::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| {
            Failure::new(ErrorCode::ClientClosedRequest, "The request ended before its body did.")
        })?;
        if whole.len() + chunk.len() > limit {
            let message = format!("The request is larger than {limit} bytes.");
            return Err(Failure::new(ErrorCode::PayloadTooLarge, message));
        }
        whole = if whole.is_empty() {
            chunk
        } else {
            let mut joined = BytesMut::from(whole);
            joined.extend_from_slice(&chunk);
            joined.freeze()
        };
    }
    Ok(whole)
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
