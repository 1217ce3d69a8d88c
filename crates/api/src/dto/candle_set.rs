//! A set of candles on the wire.

use app::candle_sets::CandleSet;
use prisma::{CandleInterval, CandleSetStatus};
use serde::Serialize;
use superjson::Date;

use super::{CandleSetId, InstrumentDto};

/// Candles that the team brought, for its backtests alone.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "CandleSet")]
pub(crate) struct CandleSetDto {
    id: CandleSetId,
    /// Unique in the team.
    name: String,
    /// Whose rules of trading hold.
    instrument: InstrumentDto,
    /// How long each candle lasts.
    interval: CandleInterval,
    status: CandleSetStatus,
    /// How many candles there are; while the file is being read, so far.
    count: i32,
    /// When the first begins; null until the file is read.
    first_at: Option<Date>,
    /// When the last begins.
    last_at: Option<Date>,
    /// Intervals between them that have no candle.
    missing: i32,
    created_at: Date,
}

impl From<CandleSet> for CandleSetDto {
    fn from(set: CandleSet) -> Self {
        Self {
            id: set.id.into(),
            name: set.name,
            instrument: set.instrument.into(),
            interval: set.interval,
            status: set.status,
            count: set.count,
            first_at: set.first_at.map(Date),
            last_at: set.last_at.map(Date),
            missing: set.missing,
            created_at: Date(set.created_at),
        }
    }
}
