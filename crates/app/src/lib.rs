//! Use cases and background jobs: every transaction of the service.
//!
//! A use case takes an [`App`] and a scoped database, does one thing in one transaction, and tells the live stream
//! after the commit. Nothing here knows HTTP or the wire.

pub mod ambient;
pub mod auth;
mod error;
pub mod instruments;
pub mod page;
pub mod pipeline;
pub mod positions;
pub mod seed;
pub mod signals;
pub mod stream;

use std::sync::Arc;

use venues::Venue;

pub use ambient::Ambient;
pub use error::{Error, Result};
pub use trading::money;

/// What every use case needs. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database as the serving role; a tenant must be named to see anything.
    pub client: prisma::Client,
    /// The unscoped door: authentication, and jobs that look for work in all tenants.
    pub system: prisma::SystemDb,
    /// The clock, ids and randomness.
    pub ambient: Arc<dyn Ambient>,
    /// Where orders go.
    pub venue: Arc<dyn Venue>,
    /// Password hashing, a few at a time.
    pub passwords: Arc<auth::Passwords>,
    /// Wakes the subscribers of a tenant after a commit.
    pub hints: Arc<stream::Hints>,
    /// Wakes the pipeline after a signal is stored.
    pub work: Arc<tokio::sync::Notify>,
}
