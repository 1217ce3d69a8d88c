//! What one request or one socket may ask for; every excess is a typed error.

use std::time::Duration;

/// The limits of a mount. The defaults suit a public service.
///
/// # A client that does not keep up
///
/// Nothing is dropped, and nothing is gathered for it without bound. A subscription is asked for its next value only
/// when there is room for it: over HTTP in a queue of [`queue`](Self::queue) values, over a socket in the socket's
/// own buffer. What the subscription does meanwhile is its own affair. A client that takes nothing for as long as
/// [`write`](Self::write) is cut off; it comes back, and resumes after the last value that it has seen.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's headers (16 KiB): `PAYLOAD_TOO_LARGE`.
    pub headers: usize,
    /// Bytes of a request's JSON body (1 MiB): `PAYLOAD_TOO_LARGE`.
    pub body: usize,
    /// How long a request's JSON body may take to arrive (10 s): `TIMEOUT`.
    pub body_within: Duration,
    /// Bytes of an upload (64 MiB): `PAYLOAD_TOO_LARGE`.
    pub upload: u64,
    /// Parts of an uploaded form (100): `PAYLOAD_TOO_LARGE`.
    pub parts: usize,
    /// Bytes before the data of a form's part: its headers, and what stands before them (16 KiB): `PAYLOAD_TOO_LARGE`.
    pub part_headers: usize,
    /// How deep a call's input may be nested, superjson's envelope included (127): `BAD_REQUEST`. Nothing deeper than
    /// 127 is ever read.
    pub depth: usize,
    /// Calls of one batch (100): `BAD_REQUEST`.
    pub batch: usize,
    /// What the calls of one batch may cost together (1000): `BAD_REQUEST`. See [`Mount::cost`](crate::Mount::cost).
    pub batch_cost: u32,
    /// Sockets open at one time (10,000): `SERVICE_UNAVAILABLE`.
    pub sockets: usize,
    /// Sockets of one peer (1000): `TOO_MANY_REQUESTS`. See [`Mount::peer`](crate::Mount::peer).
    pub sockets_of_peer: usize,
    /// Bytes of one WebSocket message (256 KiB): the socket is closed with 1009.
    pub message: usize,
    /// Calls under way on one socket (100): `TOO_MANY_REQUESTS`.
    pub in_flight: usize,
    /// Subscriptions of one socket (100): `TOO_MANY_REQUESTS`.
    pub subscriptions: usize,
    /// How long a socket that connects with `connectionParams=1` may take to send them (10 s): `TIMEOUT`.
    pub connection_params: Duration,
    /// Values of one subscription that wait for a client to read them, over HTTP (16).
    pub queue: usize,
    /// How long a client may read nothing of what there is to read (10 s) before it is cut off.
    pub write: Duration,
    /// How often a silent connection is sent a ping (30 s), and how long its answer may take (10 s).
    pub keep_alive: (Duration, Duration),
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            headers: 16 * 1024,
            body: 1024 * 1024,
            body_within: Duration::from_secs(10),
            upload: 64 * 1024 * 1024,
            parts: 100,
            part_headers: 16 * 1024,
            depth: 127,
            batch: 100,
            batch_cost: 1000,
            sockets: 10_000,
            sockets_of_peer: 1000,
            message: 256 * 1024,
            in_flight: 100,
            subscriptions: 100,
            connection_params: Duration::from_secs(10),
            queue: 16,
            write: Duration::from_secs(10),
            keep_alive: (Duration::from_secs(30), Duration::from_secs(10)),
        }
    }
}
