//! A request's body: read as a whole, or lent to an upload; what nobody reads of it is read and forgotten, or the
//! client would not read the answer.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, BodyDataStream, HttpBody};
use bytes::{Bytes, BytesMut};
use futures::{FutureExt, Stream, StreamExt};
use rspc::{ErrorCode, Failure};
use tokio::time::timeout;

use crate::Limits;

/// How long a client may go on sending what nobody needs.
const PATIENCE: Duration = Duration::from_secs(2);

/// A body that arrives.
pub(super) enum Incoming {
    /// What is left of it.
    Here(BodyDataStream),
    /// It is being read by an upload, which leaves here what it did not read.
    Lent(Arc<Mutex<Option<BodyDataStream>>>),
}

/// A body that was lent.
pub(super) struct Reading {
    body: Option<BodyDataStream>,
    leftover: Arc<Mutex<Option<BodyDataStream>>>,
}

impl Incoming {
    pub(super) fn new(body: Body) -> Self {
        Self::Here(body.into_data_stream())
    }

    /// Whether it is known before it is read that there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Here(body) if body.is_end_stream())
    }

    /// The body as a whole. One that comes in a single chunk is not copied.
    pub(super) async fn whole(&mut self, limits: &Limits) -> Result<Bytes, Failure> {
        let Self::Here(body) = self else { return Ok(Bytes::new()) };
        // What is announced need not be waited for.
        if HttpBody::size_hint(body).lower() > limits.body as u64 {
            return Err(too_large(limits.body));
        }
        // Most bodies are there with their heads: no clock is asked for these.
        let mut reading = std::pin::pin!(collect(body, limits.body));
        if let Some(whole) = reading.as_mut().now_or_never() {
            return whole;
        }
        let late = || Failure::new(ErrorCode::Timeout, "The request's body did not arrive in time.");
        timeout(limits.body_within, reading).await.unwrap_or_else(|_| Err(late()))
    }

    /// Hands the body to an upload.
    pub(super) fn lend(&mut self) -> Reading {
        let leftover = Arc::default();
        let Self::Here(body) = std::mem::replace(self, Self::Lent(Arc::clone(&leftover))) else {
            return Reading { body: None, leftover };
        };
        Reading { body: Some(body), leftover }
    }

    /// Reads what was not read, as much as there may have been. A client that sends more loses its connection.
    pub(super) async fn drain(self, limits: &Limits) {
        let (body, limit) = match self {
            Self::Here(body) => (Some(body), limits.body as u64),
            Self::Lent(leftover) => {
                (leftover.lock().unwrap_or_else(PoisonError::into_inner).take(), limits.upload)
            }
        };
        if let Some(body) = body.filter(|body| !body.is_end_stream()) {
            drain(body, limit).await;
        }
    }
}

async fn collect(body: &mut BodyDataStream, limit: usize) -> Result<Bytes, Failure> {
    let mut whole = Bytes::new();
    while !body.is_end_stream()
        && let Some(chunk) = body.next().await
    {
        let chunk = chunk.map_err(|_| {
            Failure::new(ErrorCode::ClientClosedRequest, "The request ended before its body did.")
        })?;
        if whole.len() + chunk.len() > limit {
            return Err(too_large(limit));
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

fn too_large(limit: usize) -> Failure {
    Failure::new(ErrorCode::PayloadTooLarge, format!("The request is larger than {limit} bytes."))
}

async fn drain(mut body: BodyDataStream, limit: u64) {
    let mut length = 0;
    let reading = async {
        while let Some(Ok(chunk)) = body.next().await {
            length += chunk.len() as u64;
            if length > limit {
                return;
            }
        }
    };
    // What is not over by then is cut off.
    let _ = timeout(PATIENCE, reading).await;
}

impl Stream for Reading {
    type Item = Result<Bytes, axum::Error>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.body {
            Some(body) => body.poll_next_unpin(context),
            None => Poll::Ready(None),
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        *self.leftover.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
    }
}
