//! Stored candles, read many at a time: a column is one array, not a value a row.

use chrono::{DateTime, Utc};
use prisma::{CandleInterval, TenantDb};
use prisma_client_rust::{raw, row};
use rust_decimal::Decimal;
use trading::{Candle, Interval, candle::Millis};
use uuid::Uuid;

use crate::Result;

/// Where candles are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The market's own, of an instrument: minutes.
    Market(Uuid),
    /// A set that the tenant brought.
    Set(Uuid),
}

row!(
    struct Columns {
        times: Vec<DateTime<Utc>>,
        opens: Vec<Decimal>,
        highs: Vec<Decimal>,
        lows: Vec<Decimal>,
        closes: Vec<Decimal>,
        volumes: Vec<Decimal>,
    }
);

row!(
    struct Ends {
        first: Option<DateTime<Utc>>,
        last: Option<DateTime<Utc>>,
    }
);

/// The candles that begin from `from` on and before `to`, in the order of their time. Whoever wants years asks for them
/// piece by piece.
pub async fn read(db: &TenantDb, source: Source, from: Millis, to: Millis) -> Result<Vec<Candle>> {
    let (from, to) = (at(from), at(to));
    let columns: Vec<Columns> = match source {
        Source::Market(instrument) => {
            db._query_raw(raw!(
                "SELECT coalesce(array_agg(open_time), '{{}}') AS times, coalesce(array_agg(open), '{{}}') AS opens, coalesce(array_agg(high), '{{}}') AS highs,
                        coalesce(array_agg(low), '{{}}') AS lows, coalesce(array_agg(close), '{{}}') AS closes, coalesce(array_agg(volume), '{{}}') AS volumes
                 FROM (SELECT * FROM candles WHERE instrument_id = {} AND interval = 'M1'
                       AND open_time >= {} AND open_time < {} ORDER BY open_time) AS candles",
                instrument,
                from,
                to
            ))
            .exec()
            .await?
        }
        Source::Set(set) => {
            db._query_raw(raw!(
                "SELECT coalesce(array_agg(open_time), '{{}}') AS times, coalesce(array_agg(open), '{{}}') AS opens, coalesce(array_agg(high), '{{}}') AS highs,
                        coalesce(array_agg(low), '{{}}') AS lows, coalesce(array_agg(close), '{{}}') AS closes, coalesce(array_agg(volume), '{{}}') AS volumes
                 FROM (SELECT * FROM candle_set_candles WHERE set_id = {}
                       AND open_time >= {} AND open_time < {} ORDER BY open_time) AS candles",
                set,
                from,
                to
            ))
            .exec()
            .await?
        }
    };
    Ok(columns.into_iter().flat_map(candles).collect())
}

fn candles(columns: Columns) -> impl Iterator<Item = Candle> {
    let Columns { times, opens, highs, lows, closes, volumes } = columns;
    let prices = opens.into_iter().zip(highs).zip(lows).zip(closes);
    let rows = times.into_iter().zip(prices).zip(volumes);
    rows.map(|((time, (((open, high), low), close)), volume)| Candle {
        open_time: time.timestamp_millis(),
        open,
        high,
        low,
        close,
        volume,
    })
}

/// The open times of the first and of the last candle before `to`; none where there are none.
pub async fn bounds(db: &TenantDb, source: Source, to: Millis) -> Result<Option<(Millis, Millis)>> {
    let to = at(to);
    let ends: Vec<Ends> = match source {
        Source::Market(instrument) => {
            db._query_raw(raw!(
                "SELECT min(open_time) AS first, max(open_time) AS last FROM candles
                 WHERE instrument_id = {} AND interval = 'M1' AND open_time < {}",
                instrument,
                to
            ))
            .exec()
            .await?
        }
        Source::Set(set) => {
            db._query_raw(raw!(
                "SELECT min(open_time) AS first, max(open_time) AS last FROM candle_set_candles
                 WHERE set_id = {} AND open_time < {}",
                set,
                to
            ))
            .exec()
            .await?
        }
    };
    let ends = ends.first().and_then(|ends| ends.first.zip(ends.last));
    Ok(ends.map(|(first, last)| (first.timestamp_millis(), last.timestamp_millis())))
}

/// The last millisecond of the year 9999.
const LAST: Millis = 253_402_300_799_999;

/// The same time, as the database has it. Markets began after 1970, and what comes after the year 9999 is not asked for.
pub fn at(millis: Millis) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis.clamp(0, LAST)).unwrap_or_default()
}

/// The interval as the rules know it.
pub(crate) const fn rule_interval(interval: CandleInterval) -> Interval {
    match interval {
        CandleInterval::M1 => Interval::M1,
        CandleInterval::M5 => Interval::M5,
        CandleInterval::M15 => Interval::M15,
        CandleInterval::H1 => Interval::H1,
        CandleInterval::H4 => Interval::H4,
        CandleInterval::D1 => Interval::D1,
    }
}
