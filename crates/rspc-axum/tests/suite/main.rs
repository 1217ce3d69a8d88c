//! The crate from outside: limits, what stops when, and hostile bytes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fuzz;
mod http;
mod served;
mod socket;
mod stream;
mod upload;
