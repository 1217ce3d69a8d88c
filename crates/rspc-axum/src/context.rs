//! What a service makes its context of, and how a procedure sets headers of the response.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
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
pub struct ResponseHeaders(Arc<Mutex<Headers>>);

#[derive(Debug, Default)]
struct Headers {
    map: HeaderMap,
    are_gone: bool,
}

impl ResponseHeaders {
    /// Of a response that has none, or whose headers are sent.
    pub(crate) fn gone() -> Self {
        Self(Arc::new(Mutex::new(Headers { are_gone: true, ..Headers::default() })))
    }

    /// Whether what is added would arrive: not on a socket, and not in a stream that has begun.
    pub fn will_be_sent(&self) -> bool {
        !self.lock().are_gone
    }

    /// What is added from here on may be too late.
    pub(crate) fn promise_no_more(&self) {
        self.lock().are_gone = true;
    }

    /// Adds a header beside those of the same name.
    pub fn append(&self, name: HeaderName, value: HeaderValue) {
        self.lock().map.append(name, value);
    }

    /// Sets a header, whatever was there.
    pub(crate) fn insert(&self, name: HeaderName, value: HeaderValue) {
        self.lock().map.insert(name, value);
    }

    pub(crate) fn take(&self) -> HeaderMap {
        let mut headers = self.lock();
        headers.are_gone = true;
        std::mem::take(&mut headers.map)
    }

    fn lock(&self) -> MutexGuard<'_, Headers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
