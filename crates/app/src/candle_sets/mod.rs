//! Candles that a tenant brings, for its backtests alone: nothing of them reaches what others see.

pub mod csv;
mod list;
mod remove;
mod upload;

use chrono::{DateTime, Utc};
use prisma::{CandleInterval, CandleSetStatus, candle_set};
use uuid::Uuid;

pub use list::list;
pub use remove::{RemoveError, remove};
pub use upload::{NewSet, Refusals, Report, Upload, UploadError};

use crate::instruments::InstrumentRef;

/// A set of candles as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandleSet {
    /// Its id.
    pub id: Uuid,
    /// Unique in the tenant.
    pub name: String,
    /// Whose rules of trading hold.
    pub instrument: InstrumentRef,
    /// How long each candle lasts.
    pub interval: CandleInterval,
    /// Whether all of its file is stored.
    pub status: CandleSetStatus,
    /// How many candles there are; while the file is being read, so far.
    pub count: i32,
    /// When the first begins.
    pub first_at: Option<DateTime<Utc>>,
    /// When the last begins.
    pub last_at: Option<DateTime<Utc>>,
    /// Intervals between them that have no candle.
    pub missing: i32,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
}

impl CandleSet {
    fn new(row: candle_set::Data, instrument: InstrumentRef) -> Self {
        Self {
            id: row.id,
            name: row.name,
            instrument,
            interval: row.interval,
            status: row.status,
            count: row.count,
            first_at: row.first_at,
            last_at: row.last_at,
            missing: row.missing,
            created_at: row.created_at,
        }
    }
}
