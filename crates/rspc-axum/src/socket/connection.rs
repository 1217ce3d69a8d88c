//! The socket itself: what is said is gathered and sent in time, and what was heard comes with the reason where it ends.

use std::task::{Context, Poll, Waker, ready};

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use futures::{SinkExt, StreamExt};
use tokio::time::{Duration, timeout};
use tokio_tungstenite::tungstenite;

use super::text;

/// Why a session ends, as a close code.
pub(super) struct Ended(pub(super) u16);

pub(super) const GONE: Ended = Ended(close_code::NORMAL);

pub(super) struct Connection {
    socket: WebSocket,
    /// How long a client may take nothing of what it is sent.
    limit: Duration,
    /// Whether something waits to be sent.
    unsent: bool,
}

impl Connection {
    pub(super) fn new(socket: WebSocket, limit: Duration) -> Self {
        Self { socket, limit, unsent: false }
    }

    pub(super) fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Result<Message, Ended>> {
        let received = ready!(self.socket.poll_next_unpin(context)).ok_or(GONE);
        let received = received.and_then(|received| received.map_err(|error| Ended(code_of(error))));
        // The protocol says a close back by itself, and leaves it to be sent.
        self.unsent |= matches!(received, Ok(Message::Close(_)));
        Poll::Ready(received)
    }

    /// Takes a message for the next flush; what does not fit in the socket's buffer is sent at once.
    pub(super) async fn say(&mut self, message: Vec<u8>) -> Result<(), Ended> {
        while !self.has_room()? {
            self.flush().await?;
        }
        self.put(message)
    }

    /// Whether the socket's buffer takes another message.
    pub(super) fn has_room(&mut self) -> Result<bool, Ended> {
        match self.socket.poll_ready_unpin(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(room) => room.map(|()| true).map_err(|_| GONE),
            Poll::Pending => Ok(false),
        }
    }

    /// Puts a message into the socket's buffer, which has room.
    pub(super) fn put(&mut self, message: Vec<u8>) -> Result<(), Ended> {
        self.unsent = true;
        self.socket.start_send_unpin(text(message)).map_err(|_| GONE)
    }

    /// Sends what was said, whole, before anything else is done for this socket.
    pub(super) async fn flush(&mut self) -> Result<(), Ended> {
        if !self.unsent {
            return Ok(());
        }
        // Mostly it is taken at once: no clock is asked then.
        let flushed = self.socket.poll_flush_unpin(&mut Context::from_waker(Waker::noop()));
        let sent = match flushed {
            Poll::Ready(sent) => sent,
            // Come back when you can read.
            Poll::Pending => {
                timeout(self.limit, self.socket.flush()).await.map_err(|_| Ended(close_code::AGAIN))?
            }
        };
        self.unsent = false;
        sent.map_err(|_| GONE)
    }

    /// Says why it ends. The client may be gone already.
    pub(super) async fn close(&mut self, code: u16) {
        let close = Message::Close(Some(CloseFrame { code, reason: "".into() }));
        // Who takes nothing has been waited for already.
        let patience = if code == close_code::AGAIN { Duration::ZERO } else { Duration::from_secs(1) };
        let _ = timeout(patience, self.socket.send(close)).await;
    }
}

/// What a client is told that sent something unreadable.
fn code_of(error: axum::Error) -> u16 {
    match error.into_inner().downcast_ref::<tungstenite::Error>() {
        Some(tungstenite::Error::Capacity(_)) => close_code::SIZE,
        Some(tungstenite::Error::Utf8(_)) => close_code::INVALID,
        Some(tungstenite::Error::Protocol(_)) => close_code::PROTOCOL,
        _ => close_code::NORMAL,
    }
}
