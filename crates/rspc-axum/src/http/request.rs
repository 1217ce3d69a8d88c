//! What an HTTP request asks for, and everything that can refuse it as a whole.

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderValue, Method, request::Parts};
use bytes::Bytes;
use rspc::{ErrorCode, Failure, Kind, Procedure, Upload};
use smallvec::SmallVec;

use super::{incoming::Incoming, media::Media, name, paths::Paths, upload};
use crate::{
    Mount, Request, ResponseHeaders, Transport,
    connection_params::{self, ConnectionParams},
    head::Head,
    inputs::{self, Input, Inputs, Query},
    one_pass, origin,
};

/// The calls of a request.
pub(super) struct Calls {
    pub(super) method: Method,
    /// In what form the answers go back.
    pub(super) form: Form,
    /// Whether the client asked for a list of answers, be it of one.
    pub(super) batch: bool,
    pub(super) paths: Paths,
    /// What the procedures are, where there are such.
    pub(super) kind: Option<Kind>,
    /// Malformed inputs fail each call, not the request: the answer keeps its shape.
    inputs: Result<Mutex<Inputs>, Failure>,
    /// What is uploaded in place of an input, until its call takes it.
    upload: Mutex<Option<Upload>>,
    connection_params: ConnectionParams,
}

/// In what form answers go back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// All at once, as JSON.
    Whole,
    /// One line each, as soon as it is there.
    Lines,
    /// An event stream, from the position that the subscription resumes from.
    Events(Option<String>),
}

impl Calls {
    pub(super) async fn read<C, M>(
        mount: &Mount<C, M>,
        base: &str,
        parts: &Parts,
        body: &mut Incoming,
    ) -> Result<Self, Failure> {
        let head = Head::of(&parts.headers);
        head.check_size(mount.limits.headers)?;
        if parts.method != Method::GET {
            origin::check(&head, &mount.origins)?;
        }
        let path = inputs::path(below(parts.uri.path(), base))?;
        let media = if mount.plain_posts && is_bare(&parts.method, head.content_type, body) {
            Media::Json
        } else {
            Media::of(&parts.method, head.content_type)?
        };
        let calls = match media {
            Media::Json => Self::of_json(mount, path.into_owned(), &head, parts, body).await?,
            media => {
                let upload = upload::of(media, head.content_type, body.lend(), &mount.limits);
                Self::of_upload(mount, path.into_owned(), &parts.method, upload)?
            }
        };
        if head.accepts_lines() && !calls.batch {
            let message = "Streaming requests must be batched (you can do a batch of 1)";
            return Err(Failure::new(ErrorCode::BadRequest, message));
        }
        Ok(calls)
    }

    async fn of_json<C, M>(
        mount: &Mount<C, M>,
        path: String,
        head: &Head<'_>,
        parts: &Parts,
        body: &mut Incoming,
    ) -> Result<Self, Failure> {
        let query = Query::of(parts.uri.query());
        let batch = query.batch.as_deref() == Some("1");
        let paths = if batch { Paths::batch(path) } else { Paths::one(path) };
        let count = paths.len();
        if batch {
            mount.check_batch_size(count)?;
        }
        let procedures: SmallVec<[_; 1]> = paths.iter().map(|path| mount.procedures.get(path)).collect();
        if batch {
            mount.check_batch_cost(procedures.iter().copied())?;
        }
        let kind = common_kind(&procedures)?;
        let connection_params = query.connection_params.as_deref().map(connection_params::from_text);
        let connection_params = connection_params.transpose()?.unwrap_or_default();
        let encoded = if parts.method == Method::GET {
            Ok(query.input.map_or_else(Bytes::new, |input| Bytes::from(input.into_owned())))
        } else {
            body.whole(&mount.limits).await
        };
        let inputs = encoded.and_then(|encoded| {
            let decoded = batch.then(|| one_pass::read(&encoded, &procedures, mount.transformer)).flatten();
            decoded.map_or_else(|| inputs::split(encoded, batch, count), Ok)
        });
        let form = if !batch && kind == Some(Kind::Subscription) {
            let header = head.last_event_id.and_then(|id| id.to_str().ok()).map(str::to_owned);
            let resume = header.or_else(|| query.last_event_id.map(std::borrow::Cow::into_owned));
            Form::Events(resume.filter(|id| !id.is_empty()))
        } else if head.accepts_lines() {
            Form::Lines
        } else {
            Form::Whole
        };
        Ok(Self {
            method: parts.method.clone(),
            form,
            batch,
            inputs: inputs.map(Mutex::new),
            paths,
            kind,
            upload: Mutex::default(),
            connection_params,
        })
    }

    /// An upload is never answered by an event stream.
    fn of_upload<C, M>(
        mount: &Mount<C, M>,
        path: String,
        method: &Method,
        upload: Upload,
    ) -> Result<Self, Failure> {
        let kind = common_kind(&[mount.procedures.get(&path)])?;
        Ok(Self {
            method: method.clone(),
            form: Form::Whole,
            batch: false,
            kind,
            paths: Paths::one(path),
            inputs: Ok(Mutex::default()),
            upload: Mutex::new(Some(upload)),
            connection_params: ConnectionParams::new(),
        })
    }

    /// A call's input, once.
    pub(super) fn take_input(&self, index: usize) -> Result<Input, Failure> {
        let inputs = self.inputs.as_ref().map_err(Clone::clone)?;
        let mut inputs = inputs.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(inputs.get_mut(index).map(std::mem::take).unwrap_or_default())
    }

    /// What was uploaded, once.
    pub(super) fn take_upload(&self) -> Option<Upload> {
        self.upload.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What the context is made of.
    pub(super) fn context_request(&mut self, parts: Parts, response: ResponseHeaders) -> Request {
        Request {
            transport: Transport::Http,
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            extensions: parts.extensions,
            connection_params: std::mem::take(&mut self.connection_params),
            response,
        }
    }
}

/// Whether a request needs no content type: nothing is in its body, or its method is refused whatever is.
fn is_bare(method: &Method, content_type: Option<&HeaderValue>, body: &Incoming) -> bool {
    match *method {
        Method::GET => false,
        Method::POST => content_type.is_none() && body.is_empty(),
        _ => true,
    }
}

/// The part of the address that names procedures. A slash on either side of it is not part of a name.
fn below<'p>(path: &'p str, base: &str) -> &'p str {
    let path = path.strip_prefix(base).unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').map_or(path, |path| path.strip_suffix('/').unwrap_or(path))
}

fn common_kind<C, M>(procedures: &[Option<&Procedure<C, M>>]) -> Result<Option<Kind>, Failure> {
    let kinds = || procedures.iter().flatten().map(|procedure| procedure.info().kind);
    let first = kinds().next();
    if kinds().all(|kind| Some(kind) == first) {
        return Ok(first);
    }
    let mut names = Vec::new();
    kinds().map(name).for_each(|name| {
        if !names.contains(&name) {
            names.push(name);
        }
    });
    let message = format!("Cannot mix procedure types in call: {}", names.join(", "));
    Err(Failure::new(ErrorCode::BadRequest, message))
}
