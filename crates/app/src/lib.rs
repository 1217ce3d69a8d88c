//! Use cases and background jobs: every transaction of the service.
//!
//! A use case takes an [`App`] and a scoped database, does one thing in one transaction, and tells the live stream
//! after the commit. Nothing here knows HTTP or the wire.

pub mod account;
pub mod ambient;
pub mod audit;
pub mod auth;
pub mod backlog;
pub mod backtests;
pub mod bots;
pub mod candle_sets;
pub mod equity;
mod error;
pub mod identity;
pub mod instruments;
pub mod invitations;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod market;
pub mod members;
pub mod narrow;
pub mod once;
pub mod orders;
pub mod page;
pub mod pipeline;
pub mod positions;
pub mod quota;
mod reconciliation;
mod retention;
pub mod risk;
pub mod sealed;
pub mod seed;
pub mod signals;
pub mod strategies;
pub mod stream;
pub mod tenants;
pub mod vault;

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
    /// The unscoped door: authentication, signals of several tenants, and jobs that look for work in all of them.
    pub system: prisma::SystemDb,
    /// The clock, ids and randomness.
    pub ambient: Arc<dyn Ambient>,
    /// Where orders go.
    pub venue: Arc<dyn Venue>,
    /// Password hashing, a few at a time.
    pub passwords: Arc<auth::Passwords>,
    /// Whom we believe about people.
    pub identity: Arc<identity::Identity>,
    /// Counts the guesses at second factors.
    pub guesses: Arc<quota::Quota<uuid::Uuid>>,
    /// Who called a moment ago.
    pub known: Arc<auth::Known>,
    /// Seals the secrets that are stored.
    pub vault: Arc<vault::Vault>,
    /// Where people open the web client: what links in e-mails begin with.
    pub public_url: Arc<str>,
    /// Wakes the subscribers of a tenant after a commit.
    pub hints: Arc<stream::Hints>,
    /// Tells the pipeline which bots have something to be done.
    pub work: Arc<pipeline::Work>,
    /// How many turns of the pipeline are under way at once.
    pub places: Arc<pipeline::Places>,
    /// Takes signals, those that arrive together in one transaction.
    pub intake: Arc<signals::Intake>,
    /// The instruments that were asked for a moment ago.
    pub instruments: Arc<instruments::Known>,
    /// Prices as they are now.
    pub market: Arc<market::Market>,
    /// Wakes who computes backtests after one was asked for.
    pub backtest_work: Arc<tokio::sync::Notify>,
}

/// What an [`App`] cannot make itself.
pub struct Parts {
    /// The database as the serving role.
    pub client: prisma::Client,
    /// The database as the role of what crosses tenants.
    pub system: prisma::SystemDb,
    /// The clock, ids and randomness.
    pub ambient: Arc<dyn Ambient>,
    /// Where orders go.
    pub venue: Arc<dyn Venue>,
    /// Seals the secrets that are stored.
    pub vault: vault::Vault,
}

impl App {
    /// The parts, and everything else as it begins: nobody outside is believed about people, and links lead nowhere.
    pub fn new(parts: Parts) -> Result<Self, argon2::Error> {
        let Parts { client, system, ambient, venue, vault } = parts;
        Ok(Self {
            client,
            system,
            venue,
            passwords: Arc::new(auth::Passwords::new(&*ambient)?),
            ambient,
            guesses: Arc::new(auth::guesses()),
            identity: Arc::default(),
            known: Arc::default(),
            vault: Arc::new(vault),
            public_url: "".into(),
            hints: Arc::default(),
            market: Arc::default(),
            backtest_work: Arc::default(),
            work: Arc::default(),
            places: Arc::default(),
            intake: Arc::default(),
            instruments: Arc::default(),
        })
    }
}
