//! Asking for a backtest.

use ::backtest::SettingsError;
use chrono::{DateTime, Utc};
use prisma::{BacktestStatus, CandleInterval, CandleSetStatus, TenantDb, backtest, candle_set};
use serde_json::json;
use trading::{Interval, candle::Millis};
use uuid::Uuid;

use super::{Backtest, Configuration, named_one};
use crate::{
    App, Error, instruments,
    market::{Source, at, bounds, rule_interval},
    once::{Once, OnceError, once},
    stream::{Event, Reserved},
};

/// Stored candles that one backtest reads at most: three years of minutes.
const LONGEST: Millis = 3 * 366 * 24 * 60;
/// Backtests of a tenant that wait or are computed at a time.
const WAITING: i64 = 50;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct NewBacktest {
    /// What it is called.
    pub name: String,
    /// What is tried.
    pub configuration: Configuration,
    /// The instrument's venue.
    pub venue: String,
    /// The instrument's symbol.
    pub symbol: String,
    /// The tenant's own candles instead of the market's.
    pub set: Option<Uuid>,
    /// How long each candle lasts.
    pub interval: CandleInterval,
    /// The first open time that counts; that of the first candle, if left out.
    pub from: Option<DateTime<Utc>>,
    /// The first open time that counts no more; the last candle counts, if left out.
    pub to: Option<DateTime<Utc>>,
    /// Draws how far orders slip.
    pub seed: i64,
}

/// Why nothing is tried.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// No such instrument.
    #[error("no such instrument")]
    UnknownInstrument,
    /// The tenant has no such candles of that instrument.
    #[error("no such candles of this instrument")]
    UnknownSet,
    /// A field makes no sense.
    #[error("{field}: {message}")]
    Field {
        /// Its name.
        field: &'static str,
        /// What it must be.
        message: &'static str,
    },
    /// There are no candles in that time.
    #[error("there are no candles in that time")]
    NoCandles,
    /// As many wait as may.
    #[error("as many backtests wait as may")]
    TooMany,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for CreateError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<SettingsError> for CreateError {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Field { field, message } => Self::Field { field, message },
            SettingsError::Terms(_) => {
                Self::Field { field: "slippageBps", message: "0 or above, and below 10000" }
            }
            SettingsError::Amount(_) => Self::Field { field: "qty", message: "out of range" },
        }
    }
}

/// Asks for a backtest; a worker takes it when it can.
pub async fn create(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    key: Option<Once>,
    new: NewBacktest,
) -> Result<Backtest, OnceError<CreateError>> {
    let mut reserved = None;
    let made = once(app, db, tenant, key, async |tx: &TenantDb| {
        let (made, numbers) = store(tx, tenant, new).await?;
        reserved = Some(numbers);
        Ok(made)
    })
    .await?;
    if let Some(reserved) = reserved {
        reserved.announce(&app.hints);
    }
    app.backtest_work.notify_one();
    Ok(made.into_inner())
}

async fn store(tx: &TenantDb, tenant: Uuid, new: NewBacktest) -> Result<(Backtest, Reserved), CreateError> {
    let instrument = instruments::find(tx, &new.venue, &new.symbol).await?;
    let instrument = instrument.ok_or(CreateError::UnknownInstrument)?;
    let (source, stored) = match new.set {
        None => (Source::Market(instrument.id), Interval::M1),
        Some(id) => {
            let set = tx.candle_set().find_unique(candle_set::id::equals(id)).exec().await?;
            let set =
                set.filter(|set| set.instrument_id == instrument.id && set.status == CandleSetStatus::Ready);
            (Source::Set(id), rule_interval(set.ok_or(CreateError::UnknownSet)?.interval))
        }
    };
    let interval = rule_interval(new.interval);
    if interval < stored {
        return Err(CreateError::Field { field: "interval", message: "not shorter than the candles are" });
    }
    new.configuration.settings(instruments::rules(&instrument)?, new.interval, new.seed)?;
    let (from, to) = time(tx, source, interval, &new).await?;
    if to - from > LONGEST * stored.millis() {
        return Err(CreateError::Field { field: "to", message: "no later: three years of minutes at most" });
    }
    let open = [backtest::status::in_vec(vec![BacktestStatus::Queued, BacktestStatus::Running])];
    if tx.backtest().count(open).exec().await? >= WAITING {
        return Err(CreateError::TooMany);
    }
    let reserved = Reserved::take(tx, tenant, 1).await?;
    let row = tx.backtest().create(
        new.name,
        new.configuration.strategy.kind(),
        json!(new.configuration),
        instrument.id,
        new.interval,
        at(from),
        at(to),
        new.seed,
        reserved.seq(0),
        [backtest::candle_set_id::set(new.set)],
    );
    let made = named_one(tx, row.exec().await?).await?;
    reserved.write(tx, &[Event::BacktestChanged(&made)]).await?;
    Ok((made, reserved))
}

/// The time that counts, in whole candles.
async fn time(
    tx: &TenantDb,
    source: Source,
    interval: Interval,
    new: &NewBacktest,
) -> Result<(Millis, Millis), CreateError> {
    let (first, last) = bounds(tx, source, Millis::MAX).await?.ok_or(CreateError::NoCandles)?;
    let from = new.from.map_or(first, |from| from.timestamp_millis().max(first));
    let to = new.to.map_or(Millis::MAX, |to| to.timestamp_millis()).min(last + 1);
    if new.from.zip(new.to).is_some_and(|(from, to)| from >= to) {
        return Err(CreateError::Field { field: "to", message: "after from" });
    }
    // A candle of which a part lies before is not one to decide by.
    let from = interval.open_of(from + interval.millis() - 1);
    if from >= to { Err(CreateError::NoCandles) } else { Ok((from, to)) }
}
