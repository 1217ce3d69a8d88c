//! What one request or one socket may ask for; every excess is a typed error.

use std::time::Duration;

/// The limits of a mount. The defaults suit a public service.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's body (1 MiB).
    pub body: usize,
    /// Calls of one batch (100).
    pub batch: usize,
    /// Bytes of one WebSocket message (256 KiB).
    pub message: usize,
    /// Calls and subscriptions under way on one socket (100).
    pub in_flight: usize,
    /// How long a socket that connects with `connectionParams=1` may take to send them (10 s).
    pub connection_params: Duration,
    /// How long a client may take to read a message before it is cut off (10 s).
    pub write: Duration,
    /// How often a silent socket is sent a `PING` (30 s), and how long its `PONG` may take (10 s).
    pub keep_alive: (Duration, Duration),
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1024 * 1024,
            batch: 100,
            message: 256 * 1024,
            in_flight: 100,
            connection_params: Duration::from_secs(10),
            write: Duration::from_secs(10),
            keep_alive: (Duration::from_secs(30), Duration::from_secs(10)),
        }
    }
}
