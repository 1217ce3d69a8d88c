//! Running the calls of a request, whatever form their answers take.

use std::sync::Arc;

use axum::http::{HeaderValue, header, request::Parts};
use rspc::{Call, Encoding, ErrorCode, Failure, ItemStream, Kind, RawInput, Reply, TrackedForm};

use super::request::Calls;
use crate::{
    Mount, ResponseHeaders,
    envelope::{self, Place},
};

/// A request that was understood, with its context.
pub(super) struct Dispatch<C, M> {
    pub(super) mount: Arc<Mount<C, M>>,
    pub(super) calls: Calls,
    pub(super) headers: ResponseHeaders,
    /// One for all calls. Where it cannot be made, each call fails: the answer keeps its shape.
    context: Result<C, Failure>,
    request_id: Option<String>,
}

impl<C: Clone + Send + 'static, M> Dispatch<C, M> {
    pub(super) async fn new(
        mount: Arc<Mount<C, M>>,
        parts: Parts,
        calls: Calls,
        request_id: Option<String>,
    ) -> Self {
        let headers = ResponseHeaders::default();
        let context = (mount.context)(calls.context_request(parts, headers.clone())).await;
        let dispatch = Self { mount, calls, headers, context, request_id };
        // Said before any call runs: the head of a stream does not wait for them.
        if let Some(kind) = dispatch.calls.kind.filter(|kind| !dispatch.accepts(*kind)) {
            dispatch.headers.insert(header::ALLOW, HeaderValue::from_static(dispatch.allowed(kind)));
        }
        dispatch
    }

    /// What an error says of a call.
    pub(super) fn place(&self, index: usize) -> Place<'_> {
        Place {
            path: self.calls.paths.get(index).map(String::as_str),
            request_id: self.request_id.as_deref(),
        }
    }

    /// A query's or mutation's answer in tRPC's envelope.
    pub(super) async fn value(&self, index: usize) -> Result<Vec<u8>, Failure> {
        let transformer = self.mount.transformer;
        let encoding = Encoding { transformer, ..Encoding::default() };
        match self.run(index, encoding, envelope::begin_result(transformer), None).await? {
            Reply::Once(encoded) => Ok(envelope::end_result(encoded, transformer)),
            Reply::Stream(_) => Err(not_a_value()),
        }
    }

    /// A subscription's stream.
    pub(super) async fn items(&self, resume: Option<String>) -> Result<ItemStream, Failure> {
        let encoding = Encoding {
            transformer: self.mount.transformer,
            tracked: TrackedForm::Bare,
            ..Encoding::default()
        };
        match self.run(0, encoding, Vec::new(), resume).await? {
            Reply::Stream(items) => Ok(items),
            Reply::Once(_) => {
                Err(Failure::new(ErrorCode::InternalServerError, "The procedure answered no stream."))
            }
        }
    }

    /// Runs one call, its answer written as `encoding` says after what `buffer` holds.
    pub(super) async fn run(
        &self,
        index: usize,
        encoding: Encoding,
        buffer: Vec<u8>,
        last_event_id: Option<String>,
    ) -> Result<Reply, Failure> {
        let path = self.calls.paths.get(index).map(String::as_str).unwrap_or_default();
        let procedure = self.mount.procedures.get(path).ok_or_else(|| no_procedure(path))?;
        let (kind, method) = (procedure.info().kind, &self.calls.method);
        if !self.accepts(kind) {
            let message =
                format!("Unsupported {method}-request to {} procedure at path \"{path}\"", name(kind));
            return Err(Failure::new(ErrorCode::MethodNotSupported, message));
        }
        if kind == Kind::Subscription && self.calls.batch {
            return Err(Failure::new(ErrorCode::BadRequest, "Cannot batch subscription calls"));
        }
        let context = self.context.clone()?;
        let inputs = self.calls.inputs.as_ref().map_err(Clone::clone)?;
        let input = RawInput { bytes: inputs.get(index).cloned().flatten(), last_event_id };
        let upload = self.calls.take_upload();
        if upload.is_some() && !procedure.takes_upload() {
            return Err(Failure::new(ErrorCode::BadRequest, "The procedure takes no upload."));
        }
        procedure.call(context, Call { input, encoding, upload, buffer }).await
    }
}

impl<C, M> Dispatch<C, M> {
    /// Whether the request's method may call such a procedure. A mutation never goes by GET.
    fn accepts(&self, kind: Kind) -> bool {
        self.allowed(kind).split(", ").any(|method| method == self.calls.method.as_str())
    }

    fn allowed(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Mutation => "POST",
            Kind::Query | Kind::Subscription if self.mount.method_override => "GET, POST",
            Kind::Query | Kind::Subscription => "GET",
        }
    }
}

pub(super) fn not_a_value() -> Failure {
    Failure::new(ErrorCode::InternalServerError, "The procedure answered a stream.")
}

fn no_procedure(path: &str) -> Failure {
    Failure::new(ErrorCode::NotFound, format!("No procedure found on path \"{path}\""))
}

/// A kind as tRPC's messages name it.
pub(crate) const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Query => "query",
        Kind::Mutation => "mutation",
        Kind::Subscription => "subscription",
    }
}
