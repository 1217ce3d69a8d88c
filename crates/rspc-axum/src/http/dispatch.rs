//! Running the calls of a request, whatever form their answers take.

use std::sync::Arc;

use axum::http::{HeaderValue, Method, header, request::Parts};
use rspc::{Call, Encoding, ErrorCode, Failure, ItemStream, Kind, RawInput, Reply, TrackedForm};

use super::request::Calls;
use crate::{
    Mount, ResponseHeaders,
    envelope::{self, Place},
    inputs::{self, Input},
    request_id::RequestId,
};

/// A request that was understood, with its context.
pub(super) struct Dispatch<C, M> {
    pub(super) mount: Arc<Mount<C, M>>,
    pub(super) calls: Calls,
    pub(super) headers: ResponseHeaders,
    /// One for all calls. Where it cannot be made, each call fails: the answer keeps its shape.
    context: Result<C, Failure>,
    pub(super) request_id: RequestId,
}

impl<C: Clone + Send + 'static, M> Dispatch<C, M> {
    pub(super) async fn new(
        mount: Arc<Mount<C, M>>,
        parts: Parts,
        mut calls: Calls,
        request_id: RequestId,
    ) -> Self {
        let headers = ResponseHeaders::default();
        let context = mount.context_of(calls.context_request(parts, headers.clone())).await;
        let dispatch = Self { mount, calls, headers, context, request_id };
        // Said before any call runs: the head of a stream does not wait for them.
        if let Some(kind) = dispatch.calls.kind.filter(|kind| !dispatch.accepts(*kind)) {
            dispatch.headers.insert(header::ALLOW, HeaderValue::from_static(dispatch.allowed(kind)));
        }
        dispatch
    }

    /// What an error says of a call.
    pub(super) fn place(&self, index: usize) -> Place<'_> {
        Place { path: self.calls.paths.get(index), request_id: self.request_id.as_str() }
    }

    /// A query's or mutation's answer in tRPC's envelope, written to a buffer that is empty.
    pub(super) async fn value(&self, index: usize, buffer: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let transformer = self.mount.transformer;
        let encoding = Encoding { transformer, ..Encoding::default() };
        match self.run(index, encoding, envelope::begin_result(buffer, transformer), None)?.await? {
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
        match self.run(0, encoding, Vec::new(), resume)?.await? {
            Reply::Stream(items) => Ok(items),
            Reply::Once(_) => {
                Err(Failure::new(ErrorCode::InternalServerError, "The procedure answered no stream."))
            }
        }
    }

    /// Begins one call, its answer written as `encoding` says after what `buffer` holds.
    pub(super) fn run(
        &self,
        index: usize,
        encoding: Encoding,
        buffer: Vec<u8>,
        last_event_id: Option<String>,
    ) -> Result<impl Future<Output = Result<Reply, Failure>> + use<C, M>, Failure> {
        let begun = self.begin(index, encoding, buffer, last_event_id);
        begun.inspect_err(|failure| self.mount.procedures.turned_away(failure.code()))
    }

    fn begin(
        &self,
        index: usize,
        encoding: Encoding,
        buffer: Vec<u8>,
        last_event_id: Option<String>,
    ) -> Result<impl Future<Output = Result<Reply, Failure>> + use<C, M>, Failure> {
        let path = self.calls.paths.get(index).unwrap_or_default();
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
        let Input { bytes, decoded } = self.calls.take_input(index)?;
        inputs::check_depth(bytes.as_ref(), self.mount.limits.depth)?;
        let input = RawInput { bytes, last_event_id };
        let upload = self.calls.take_upload();
        if upload.is_some() && !procedure.takes_upload() {
            return Err(Failure::new(ErrorCode::BadRequest, "The procedure takes no upload."));
        }
        Ok(procedure.call(context, Call { input, decoded, encoding, upload, buffer }))
    }
}

impl<C, M> Dispatch<C, M> {
    /// Whether the request's method may call such a procedure. A mutation never goes by GET.
    fn accepts(&self, kind: Kind) -> bool {
        match self.calls.method {
            Method::GET if self.mount.plain_posts => kind == Kind::Subscription,
            Method::POST if self.mount.plain_posts => kind != Kind::Subscription,
            Method::GET => kind != Kind::Mutation,
            Method::POST => kind == Kind::Mutation || self.mount.method_override,
            _ => false,
        }
    }

    fn allowed(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Mutation => "POST",
            Kind::Query if self.mount.plain_posts => "POST",
            Kind::Subscription if self.mount.plain_posts => "GET",
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
