//! What a price did in an interval: candles, longer candles made of shorter ones, and the gaps between them.
//!
//! A gap is known and never filled: a candle that is made of shorter ones says how many of them there were, and an
//! interval without any has no candle.

use rust_decimal::Decimal;

use crate::money::{self, AmountError};

/// A time, in milliseconds since 1970 in UTC.
pub type Millis = i64;

/// How long a candle lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interval {
    /// A minute.
    M1,
    /// Five minutes.
    M5,
    /// A quarter of an hour.
    M15,
    /// An hour.
    H1,
    /// Four hours.
    H4,
    /// A day, in UTC.
    D1,
}

impl Interval {
    /// All of them, the shortest first. Each divides every longer one.
    pub const ALL: [Self; 6] = [Self::M1, Self::M5, Self::M15, Self::H1, Self::H4, Self::D1];

    /// How long it is, in milliseconds.
    pub const fn millis(self) -> Millis {
        const MINUTE: Millis = 60_000;
        match self {
            Self::M1 => MINUTE,
            Self::M5 => 5 * MINUTE,
            Self::M15 => 15 * MINUTE,
            Self::H1 => 60 * MINUTE,
            Self::H4 => 4 * 60 * MINUTE,
            Self::D1 => 24 * 60 * MINUTE,
        }
    }

    /// The open time of the candle that a moment falls into.
    pub const fn open_of(self, at: Millis) -> Millis {
        at - at.rem_euclid(self.millis())
    }
}

/// What a price did from its open time on, for as long as its interval lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candle {
    /// When it begins.
    pub open_time: Millis,
    /// The first price.
    pub open: Decimal,
    /// The highest price.
    pub high: Decimal,
    /// The lowest price.
    pub low: Decimal,
    /// The last price.
    pub close: Decimal,
    /// How much was traded, in the base currency.
    pub volume: Decimal,
}

/// Why a candle is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CandleError {
    /// It begins within an interval.
    #[error("it does not begin where an interval of its length does")]
    OffInterval,
    /// A price of zero or less.
    #[error("a price must be above zero")]
    PriceNotPositive,
    /// Something is above the highest price.
    #[error("open, low and close may not be above high")]
    AboveHigh,
    /// Something is below the lowest price.
    #[error("open, high and close may not be below low")]
    BelowLow,
    /// Less than nothing was traded.
    #[error("the volume may not be below zero")]
    NegativeVolume,
}

impl Candle {
    /// A candle of one trade.
    pub const fn of_trade(open_time: Millis, price: Decimal, qty: Decimal) -> Self {
        Self { open_time, open: price, high: price, low: price, close: price, volume: qty }
    }

    /// Refuses what no market can have made.
    pub fn check(&self, interval: Interval) -> Result<(), CandleError> {
        let Self { open_time, open, high, low, close, volume } = *self;
        if interval.open_of(open_time) != open_time {
            return Err(CandleError::OffInterval);
        }
        if [open, high, low, close].into_iter().any(|price| price <= Decimal::ZERO) {
            return Err(CandleError::PriceNotPositive);
        }
        if open.max(close).max(low) > high {
            return Err(CandleError::AboveHigh);
        }
        if open.min(close) < low {
            return Err(CandleError::BelowLow);
        }
        if volume < Decimal::ZERO {
            return Err(CandleError::NegativeVolume);
        }
        Ok(())
    }

    /// The same candle after what came next in its interval.
    pub fn then(&self, next: &Self) -> Result<Self, AmountError> {
        Ok(Self {
            open_time: self.open_time,
            open: self.open,
            high: self.high.max(next.high),
            low: self.low.min(next.low),
            close: next.close,
            volume: money::add(self.volume, next.volume)?,
        })
    }
}

/// A longer candle, and how many shorter ones it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// The candle.
    pub candle: Candle,
    /// Shorter candles in it. Where some are missing, so is what they saw.
    pub parts: u32,
}

/// Makes longer candles of shorter ones, which come in the order of their time.
#[derive(Clone, Copy, Debug)]
pub struct Aggregator {
    interval: Interval,
    current: Option<Aggregate>,
}

impl Aggregator {
    /// Of that interval.
    pub const fn new(interval: Interval) -> Self {
        Self { interval, current: None }
    }

    /// Takes the next candle; answers the longer one before, where this one begins another.
    pub fn push(&mut self, candle: &Candle) -> Result<Option<Aggregate>, AmountError> {
        let open_time = self.interval.open_of(candle.open_time);
        match &mut self.current {
            Some(current) if current.candle.open_time == open_time => {
                current.candle = current.candle.then(candle)?;
                current.parts += 1;
                Ok(None)
            }
            current => Ok(current.replace(Aggregate { candle: Candle { open_time, ..*candle }, parts: 1 })),
        }
    }

    /// The longer candle as it is so far.
    pub const fn current(&self) -> Option<Aggregate> {
        self.current
    }
}

/// Longer candles of these, which are in the order of their time; the last is as it is so far.
pub fn aggregate(candles: &[Candle], interval: Interval) -> Result<Vec<Aggregate>, AmountError> {
    let mut aggregator = Aggregator::new(interval);
    let mut longer = Vec::new();
    for candle in candles {
        longer.extend(aggregator.push(candle)?);
    }
    longer.extend(aggregator.current());
    Ok(longer)
}

/// Intervals that have no candle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The open time of the first of them.
    pub from: Millis,
    /// How many there are.
    pub missing: u32,
}

/// The gaps between candles that are in the order of their time.
pub fn gaps(candles: &[Candle], interval: Interval) -> impl Iterator<Item = Gap> {
    candles.windows(2).filter_map(move |pair| {
        let from = pair[0].open_time + interval.millis();
        let missing = (pair[1].open_time - from) / interval.millis();
        (missing > 0).then(|| Gap { from, missing: u32::try_from(missing).unwrap_or(u32::MAX) })
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn candle(minute: i64, [open, high, low, close]: [i64; 4], volume: i64) -> Candle {
        let [open, high, low, close, volume] = [open, high, low, close, volume].map(Decimal::from);
        Candle { open_time: minute * 60_000, open, high, low, close, volume }
    }

    #[test]
    fn a_longer_candle_is_what_its_parts_are_together() {
        let minutes = [
            candle(0, [10, 12, 9, 11], 1),
            candle(1, [11, 15, 11, 14], 2),
            candle(4, [14, 14, 8, 9], 3),
            candle(5, [9, 9, 9, 9], 4),
        ];
        let longer = aggregate(&minutes, Interval::M5).unwrap();
        let first = Aggregate { candle: candle(0, [10, 15, 8, 9], 6), parts: 3 };
        let second = Aggregate { candle: candle(5, [9, 9, 9, 9], 4), parts: 1 };
        assert_eq!(longer, [first, second]);
    }

    #[test]
    fn a_gap_is_said_and_not_filled() {
        let minutes = [candle(3, [1, 1, 1, 1], 1), candle(4, [1, 1, 1, 1], 1), candle(17, [1, 1, 1, 1], 1)];
        assert_eq!(gaps(&minutes, Interval::M1).collect::<Vec<_>>(), [Gap { from: 5 * 60_000, missing: 12 }]);
        let opens: Vec<_> =
            aggregate(&minutes, Interval::M5).unwrap().iter().map(|a| a.candle.open_time).collect();
        assert_eq!(opens, [0, 15 * 60_000]);
    }

    #[test]
    fn times_before_1970_have_intervals_too() {
        assert_eq!(Interval::M1.open_of(-1), -60_000);
        assert_eq!(Interval::D1.open_of(86_399_999), 0);
    }

    #[test]
    fn what_no_market_makes_is_refused() {
        let good = candle(0, [10, 12, 9, 11], 0);
        assert_eq!(good.check(Interval::M1), Ok(()));
        let bad = [
            (Candle { open_time: 1, ..good }, CandleError::OffInterval),
            (Candle { low: dec!(0), ..good }, CandleError::PriceNotPositive),
            (Candle { high: dec!(10.9), ..good }, CandleError::AboveHigh),
            (Candle { low: dec!(10.1), ..good }, CandleError::BelowLow),
            (Candle { volume: dec!(-1), ..good }, CandleError::NegativeVolume),
        ];
        for (candle, error) in bad {
            assert_eq!(candle.check(Interval::M1), Err(error));
        }
    }
}
