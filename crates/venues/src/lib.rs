//! Where orders go: one trait, and the paper venue.
//!
//! A venue is chosen at run time, so [`Venue`] is used as `Arc<dyn Venue>`. The time and the market are
//! handed in with each order: live trading and replay run the same code.

#![deny(clippy::float_arithmetic)]

pub mod paper;
mod venue;

pub use paper::{PaperConfig, PaperConfigError, PaperVenue};
pub use venue::{Market, Submission, SubmitOutcome, Venue, VenueFuture};
