//! What the account is worth as time goes on: every candle counts for the deepest fall, a thousand points are kept.

use rust_decimal::Decimal;
use trading::{
    AmountError, Interval,
    candle::Millis,
    money,
    statistics::{Returns, daily_returns},
};

/// Points that are kept.
const POINTS: usize = 1_000;

/// What the account was worth at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// When: the end of a candle.
    pub at: Millis,
    /// Cash, and what is held at the price of then.
    pub equity: Decimal,
}

/// The curve as it grows.
#[derive(Debug)]
pub(crate) struct Curve {
    points: Vec<Point>,
    /// One of so many candles is kept.
    every: usize,
    seen: usize,
    last: Point,
    /// The last of each UTC day, and before them the beginning.
    days: Vec<Decimal>,
    /// The first moment that is not of the day under way.
    day_ends: Millis,
    peak: Decimal,
    /// The lowest since the peak.
    trough: Decimal,
    max_drawdown: Decimal,
}

impl Curve {
    /// A curve that begins then, of so many candles.
    pub(crate) fn new(at: Millis, cash: Decimal, candles: usize) -> Self {
        Self {
            points: Vec::with_capacity(POINTS + 1),
            every: candles.div_ceil(POINTS).max(1),
            seen: 0,
            last: Point { at, equity: cash },
            days: vec![cash],
            day_ends: Interval::D1.open_of(at) + Interval::D1.millis(),
            peak: cash,
            trough: cash,
            max_drawdown: Decimal::ZERO,
        }
    }

    /// What the account is worth after a candle, which ends at `at`.
    pub(crate) fn mark(&mut self, opened: Millis, at: Millis, equity: Decimal) -> Result<(), AmountError> {
        // A day without a candle ends as the one before it: a year has all of its days.
        while opened >= self.day_ends {
            self.days.push(self.last.equity);
            self.day_ends += Interval::D1.millis();
        }
        if equity > self.peak {
            self.end_of_fall()?;
            (self.peak, self.trough) = (equity, equity);
        } else if equity < self.trough {
            self.trough = equity;
        }
        self.last = Point { at, equity };
        self.seen += 1;
        if self.seen.is_multiple_of(self.every) {
            self.points.push(self.last);
        }
        Ok(())
    }

    fn end_of_fall(&mut self) -> Result<(), AmountError> {
        if self.trough < self.peak {
            let fall = money::share(money::subtract(self.peak, self.trough)?, Decimal::ONE, self.peak)?;
            self.max_drawdown = self.max_drawdown.max(fall);
        }
        Ok(())
    }

    /// The points, the deepest fall, and what the days say.
    pub(crate) fn finish(mut self) -> Result<(Vec<Point>, Decimal, Returns), AmountError> {
        self.end_of_fall()?;
        self.days.push(self.last.equity);
        if self.points.last() != Some(&self.last) {
            self.points.push(self.last);
        }
        Ok((self.points, self.max_drawdown, Returns::of(&daily_returns(&self.days))))
    }
}
