//! One trade at the market.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One trade at the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// What was traded.
    pub instrument: Uuid,
    /// At what price.
    pub price: Decimal,
    /// How much, in the base currency.
    pub qty: Decimal,
    /// When.
    pub at: DateTime<Utc>,
    /// Its name, by which two processes know that they saw the same one; later ones are higher.
    pub id: u64,
}
