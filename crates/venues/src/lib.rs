//! Where orders go: one trait, the paper venue, and a venue that misbehaves by script, for tests.
//!
//! A venue is chosen at run time, so [`Venue`] is used as `Arc<dyn Venue>`. The time and the market are
//! handed in with each order: live trading and replay run the same code.

#![deny(clippy::float_arithmetic)]

pub mod paper;
mod report;
pub mod scripted;
mod venue;

pub use paper::PaperVenue;
pub use report::{Execution, OrderReport, VenueUpdate};
pub use scripted::ScriptedVenue;
pub use venue::{
    Balance, CancelOutcome, Market, OrderRef, QueryOutcome, Submission, SubmitOutcome, Unavailable, Venue,
    VenueFuture, VenueUpdates,
};
