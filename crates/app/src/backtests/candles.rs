//! The candles of a backtest, read a month at a time.

use prisma::{TenantDb, backtest};
use trading::{
    Candle, Interval,
    candle::{Aggregator, Millis},
};

use crate::{
    Error, Result,
    market::{Source, read, rule_interval},
};

/// What one statement reads.
const PIECE: Millis = 30 * 24 * 3_600_000;

/// All of them, of the backtest's interval. `go_on` is asked between pieces; none where it says no.
pub(super) async fn candles(
    db: &TenantDb,
    row: &backtest::Data,
    go_on: impl Fn() -> bool,
) -> Result<Option<Vec<Candle>>> {
    let source = row.candle_set_id.map_or(Source::Market(row.instrument_id), Source::Set);
    let interval = rule_interval(row.interval);
    let (mut from, to) = (row.from_time.timestamp_millis(), row.to_time.timestamp_millis());
    let (mut candles, mut longer) = (Vec::new(), Aggregator::new(interval));
    while from < to {
        if !go_on() {
            return Ok(None);
        }
        let next = to.min(from + PIECE);
        let piece = read(db, source, from, next).await?;
        from = next;
        if interval == Interval::M1 {
            candles.extend(piece);
            continue;
        }
        for candle in &piece {
            let whole = longer.push(candle).map_err(|error| Error::row(row.id, error))?;
            candles.extend(whole.map(|whole| whole.candle));
        }
    }
    candles.extend(longer.current().map(|last| last.candle));
    Ok(Some(candles))
}
