//! Backtests: strategies over candles of the past, asked for by people, computed by workers.
//!
//! A backtest is a row. A worker takes it for a few seconds at a time and says so in the row; one that is not heard of any
//! more has lost it, and another begins again: the same settings lead to the same report.

mod cancel;
mod candles;
mod configuration;
mod create;
mod find;
mod job;
mod list;
mod statistics;
mod store;
mod worker;

use chrono::{DateTime, Utc};
use prisma::{BacktestStatus, CandleInterval, TenantDb, backtest, candle_set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use cancel::{CancelError, cancel};
pub use configuration::Configuration;
pub use create::{CreateError, NewBacktest, create};
pub use find::{EquityPoint, Progress, equity, find, progress};
pub use list::{Execution, ExecutionPage, list, trades};
pub use statistics::Statistics;
pub use worker::run;

use crate::{
    Error, Result,
    instruments::{self, InstrumentRef},
};

/// A backtest as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backtest {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What is tried, and at what cost.
    pub configuration: Configuration,
    /// What is traded.
    pub instrument: InstrumentRef,
    /// Whose candles, where they are not the market's.
    pub candle_set: Option<CandleSetRef>,
    /// How long each candle lasts.
    pub interval: CandleInterval,
    /// The first open time that counts.
    pub from: DateTime<Utc>,
    /// The first open time that counts no more.
    pub to: DateTime<Utc>,
    /// Draws how far orders slip.
    pub seed: i64,
    /// How far it has come.
    pub status: BacktestStatus,
    /// Whether whoever computes it is to stop.
    pub cancel_requested: bool,
    /// Candles that it has gone through.
    pub candles_done: i32,
    /// Candles that there are; 0 until they are read.
    pub candles_total: i32,
    /// What came out.
    pub statistics: Option<Statistics>,
    /// Why nothing came out.
    pub error: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was begun first.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub finished_at: Option<DateTime<Utc>>,
    /// The stream number of its last event.
    pub seq: i64,
}

/// A set of candles, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandleSetRef {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl Backtest {
    fn new(row: backtest::Data, instrument: InstrumentRef, set: Option<CandleSetRef>) -> Result<Self> {
        let broken = |error: serde_json::Error| Error::row(row.id, error);
        Ok(Self {
            id: row.id,
            configuration: serde_json::from_value(row.configuration).map_err(broken)?,
            statistics: row.statistics.map(serde_json::from_value).transpose().map_err(broken)?,
            name: row.name,
            instrument,
            candle_set: set,
            interval: row.interval,
            from: row.from_time,
            to: row.to_time,
            seed: row.seed,
            status: row.status,
            cancel_requested: row.cancel_requested,
            candles_done: row.candles_done,
            candles_total: row.candles_total,
            error: row.error,
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
            seq: row.seq,
        })
    }
}

/// The rows with the names of what they are about.
async fn named(db: &TenantDb, rows: Vec<backtest::Data>) -> Result<Vec<Backtest>> {
    let instruments = instruments::by_id(db, rows.iter().map(|row| row.instrument_id)).await?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.candle_set_id).collect();
    let sets = db.candle_set().find_many([candle_set::id::in_vec(ids)]).exec().await?;
    let named = |row: backtest::Data| {
        let instrument = instruments.get(&row.instrument_id).cloned();
        let instrument = instrument.ok_or_else(|| Error::row(row.id, "its instrument is missing"))?;
        let set = sets.iter().find(|set| Some(set.id) == row.candle_set_id);
        let set = set.map(|set| CandleSetRef { id: set.id, name: set.name.clone() });
        Backtest::new(row, instrument, set)
    };
    rows.into_iter().map(named).collect()
}

/// The same of one row.
async fn named_one(db: &TenantDb, row: backtest::Data) -> Result<Backtest> {
    let id = row.id;
    named(db, vec![row]).await?.pop().ok_or_else(|| Error::row(id, "a row is one row"))
}

/// Whether nothing more becomes of it.
pub(crate) const fn is_over(status: BacktestStatus) -> bool {
    matches!(status, BacktestStatus::Finished | BacktestStatus::Canceled | BacktestStatus::Failed)
}
