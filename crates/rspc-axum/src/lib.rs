//! The tRPC v11 wire on axum, for an unmodified `@trpc/client`: calls and batches over HTTP, batch streams (JSONL),
//! subscriptions as server-sent events, and everything over WebSocket.
//!
#![doc = include_str!("../README.md")]

mod connection_params;
mod context;
mod envelope;
#[cfg(test)]
mod fuzz;
mod head;
mod http;
mod inputs;
mod limits;
mod mount;
mod one_pass;
mod origin;
mod request_id;
mod service;
mod socket;
mod sockets;

pub use context::{Request, ResponseHeaders, Transport};
pub use limits::Limits;
pub use mount::Mount;
pub use service::{MountLayer, MountService};
