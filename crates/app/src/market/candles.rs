//! Candles as a chart asks for them: of any interval, a page at a time, from the newest back.

use prisma::{CandleInterval, TenantDb, candle_set};
use trading::{
    Interval,
    candle::{Aggregate, Millis, aggregate},
};
use uuid::Uuid;

use super::read::{Source, bounds, read, rule_interval};
use crate::{Error, Result, instruments};

/// Stored candles that one page is made of at most: of a day's candles, a page has ninety.
const STORED: Millis = 90 * 24 * 60;

/// Whose candles, and which.
#[derive(Clone, Copy, Debug)]
pub struct CandlesQuery<'a> {
    /// The instrument's venue.
    pub venue: &'a str,
    /// The instrument's symbol.
    pub symbol: &'a str,
    /// The tenant's own candles instead of the market's.
    pub set: Option<Uuid>,
    /// How long each lasts.
    pub interval: CandleInterval,
    /// None that begins before.
    pub from: Option<Millis>,
    /// None that begins then or later.
    pub before: Option<Millis>,
    /// At most so many.
    pub limit: u32,
}

/// Candles in the order of their time.
#[derive(Clone, Debug)]
pub struct CandlePage {
    /// Each says how many stored candles it is made of.
    pub candles: Vec<Aggregate>,
    /// How many stored candles one of that interval has where none is missing.
    pub parts: u32,
    /// Where the page before them ends; none where there are none before.
    pub before: Option<Millis>,
}

/// Why there are no candles to be had.
#[derive(Debug, thiserror::Error)]
pub enum CandlesError {
    /// No such instrument.
    #[error("no such instrument")]
    UnknownInstrument,
    /// The tenant has no such set of that instrument.
    #[error("no such set of candles")]
    UnknownSet,
    /// The stored candles are longer.
    #[error("the stored candles are longer than that")]
    TooShort,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for CandlesError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// A page of candles, the newest unless it is asked for earlier ones.
pub async fn candles(db: &TenantDb, query: CandlesQuery<'_>) -> Result<CandlePage, CandlesError> {
    let instrument = instruments::find(db, query.venue, query.symbol).await?;
    let instrument = instrument.ok_or(CandlesError::UnknownInstrument)?.id;
    let (source, stored) = match query.set {
        None => (Source::Market(instrument), Interval::M1),
        Some(id) => {
            let set = db.candle_set().find_unique(candle_set::id::equals(id)).exec().await?;
            let set = set.filter(|set| set.instrument_id == instrument).ok_or(CandlesError::UnknownSet)?;
            (Source::Set(id), rule_interval(set.interval))
        }
    };
    let interval = rule_interval(query.interval);
    if interval < stored {
        return Err(CandlesError::TooShort);
    }
    let parts = interval.millis() / stored.millis();
    let (from, before) = (query.from.unwrap_or(0), query.before.unwrap_or(Millis::MAX));
    let page =
        CandlePage { candles: Vec::new(), parts: u32::try_from(parts).unwrap_or(u32::MAX), before: None };
    let Some((first, last)) = bounds(db, source, before).await?.filter(|(_, last)| *last >= from) else {
        return Ok(page);
    };
    // What has a gap before it is found where it is: a page begins at a candle, not at a time.
    let end = interval.open_of(last) + interval.millis();
    let count = Millis::from(query.limit).min((STORED / parts).max(1));
    let start = (end - count * interval.millis()).max(from);
    // A candle of which a part lies before the page belongs to the page before.
    let start = interval.open_of(start + interval.millis() - 1);
    let stored = read(db, source, start, end.min(before)).await?;
    let candles = aggregate(&stored, interval).map_err(|error| Error::row(instrument, error))?;
    Ok(CandlePage { candles, before: (first.max(from) < start).then_some(start), ..page })
}
