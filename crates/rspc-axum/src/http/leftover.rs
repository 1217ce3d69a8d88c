//! What a request still sends when its answer is known: read and forgotten, or the client would not read the answer.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use tokio::time::timeout;

/// How long a client may go on sending what nobody needs.
const PATIENCE: Duration = Duration::from_secs(2);

/// A body that is being read by somebody else, until that somebody drops it.
#[derive(Clone, Default)]
pub(super) struct Leftover(Arc<Mutex<Option<BodyDataStream>>>);

/// A body's chunks; what was not read of them is left over.
pub(super) struct Reading {
    body: Option<BodyDataStream>,
    leftover: Leftover,
}

impl Leftover {
    /// The body, to be read.
    pub(super) fn of(&self, body: Body) -> Reading {
        Reading { body: Some(body.into_data_stream()), leftover: self.clone() }
    }

    /// Reads up to `limit` bytes of what was not read. A client that sends more loses its connection.
    pub(super) async fn drain(&self, limit: usize) {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(body) = body {
            drain(body, limit).await;
        }
    }
}

async fn drain(mut body: BodyDataStream, limit: usize) {
    let mut length = 0;
    let reading = async {
        while let Some(Ok(chunk)) = body.next().await {
            length += chunk.len();
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
        *self.leftover.0.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
    }
}
