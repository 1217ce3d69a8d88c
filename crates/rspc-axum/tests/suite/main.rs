//! The crate from outside: limits, and what stops when.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod http;
mod panics;
mod served;
mod socket;
mod stream;
mod upload;
