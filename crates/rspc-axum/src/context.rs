//! What a service makes its context of, and how a procedure sets headers of the response.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, Uri};

/// How a call arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// A request of its own, or part of a batch.
    Http,
    /// A socket; its context is made once, when it connects.
    WebSocket,
}

/// The request that a context is made of.
#[derive(Debug)]
pub struct Request {
    /// HTTP or WebSocket.
    pub transport: Transport,
    /// The method; GET for a socket.
    pub method: Method,
    /// The address as the client sent it.
    pub uri: Uri,
    /// The headers; of a socket, those of its upgrade.
    pub headers: HeaderMap,
    /// What axum's layers put there, the peer's address among them.
    pub extensions: Extensions,
    /// What the client gave as `connectionParams`.
    pub connection_params: BTreeMap<String, String>,
    /// Where a procedure leaves headers for the response. A socket sends none.
    pub response: ResponseHeaders,
}

/// Headers that a procedure wants in its response, such as `set-cookie`.
#[derive(Clone, Debug, Default)]
pub struct ResponseHeaders(Arc<Mutex<HeaderMap>>);

impl ResponseHeaders {
    /// Adds a header beside those of the same name.
    pub fn append(&self, name: HeaderName, value: HeaderValue) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).append(name, value);
    }

    /// Sets a header, whatever was there.
    pub(crate) fn insert(&self, name: HeaderName, value: HeaderValue) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, value);
    }

    pub(crate) fn take(&self) -> HeaderMap {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
