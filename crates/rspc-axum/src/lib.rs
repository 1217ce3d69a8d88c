//! The tRPC v11 wire on axum: queries, mutations and batches over HTTP, everything over WebSocket, for an
//! unmodified `@trpc/client`.

mod context;
mod envelope;
mod http;
mod inputs;
mod limits;
mod mount;
mod origin;
mod socket;

pub use context::{Request, ResponseHeaders, Transport};
pub use limits::Limits;
pub use mount::Mount;
