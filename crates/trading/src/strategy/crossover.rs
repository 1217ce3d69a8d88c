//! The crossover of two simple moving averages: long from when the fast one comes above the slow one, until it comes
//! below.

use rust_decimal::Decimal;

use super::{Downside, LONGEST_PERIOD, ParameterError, Target};

/// How the averages are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrossoverParameters {
    /// Candles of the fast average; at least 1.
    pub fast: u32,
    /// Candles of the slow average; more than of the fast one.
    pub slow: u32,
    /// What is held while the fast one is below.
    pub downside: Downside,
}

/// The strategy.
///
/// Averages are compared by cross-multiplied sums, which are exact: nothing is divided. A crossing has to be seen: what
/// lies above from the beginning is not bought. Where the averages are equal, nothing changes.
#[derive(Clone, Debug)]
pub struct Crossover {
    parameters: CrossoverParameters,
    /// The newest closes, as many as the slow average takes, around and around.
    closes: Vec<Decimal>,
    /// Where the next close goes.
    next: usize,
    fast: Sum,
    slow: Sum,
    /// Whether the fast average was above when they last differed.
    above: Option<bool>,
}

/// The sum of the newest closes, and by what it is multiplied to be compared.
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: Decimal,
    period: usize,
    factor: Decimal,
}

impl Crossover {
    /// With these parameters, if they make sense.
    pub fn new(parameters: CrossoverParameters) -> Result<Self, ParameterError> {
        let CrossoverParameters { fast, slow, .. } = parameters;
        if fast == 0 {
            return Err(ParameterError { field: "fast", message: "at least 1 candle" });
        }
        if slow <= fast {
            return Err(ParameterError { field: "slow", message: "more candles than the fast average has" });
        }
        if slow > LONGEST_PERIOD {
            return Err(ParameterError { field: "slow", message: "at most 10000 candles" });
        }
        // Sums are over their periods, so each is multiplied by the other's.
        let sum = |period: u32, factor: u32| Sum {
            total: Decimal::ZERO,
            period: period as usize,
            factor: Decimal::from(factor),
        };
        Ok(Self {
            parameters,
            closes: Vec::with_capacity(slow as usize),
            next: 0,
            fast: sum(fast, slow),
            slow: sum(slow, fast),
            above: None,
        })
    }

    /// Those of the slow average, and some in which the averages are not all equal.
    pub(super) const fn memory(&self) -> u32 {
        self.parameters.slow + 100
    }

    pub(super) fn on_close(&mut self, close: Decimal) -> Option<Target> {
        for sum in [&mut self.fast, &mut self.slow] {
            let known = self.closes.len();
            if known >= sum.period {
                // The oldest that the sum holds.
                let oldest = (self.next + known - sum.period) % known;
                sum.total -= self.closes[oldest];
            }
            sum.total += close;
        }
        let capacity = self.slow.period;
        if self.closes.len() < capacity {
            self.closes.push(close);
        } else {
            self.closes[self.next] = close;
        }
        self.next = (self.next + 1) % capacity;
        if self.closes.len() < capacity {
            return None;
        }
        self.crossed()
    }

    fn crossed(&mut self) -> Option<Target> {
        let (fast, slow) = (self.fast.total * self.fast.factor, self.slow.total * self.slow.factor);
        let above = match fast.cmp(&slow) {
            std::cmp::Ordering::Equal => return None,
            order => order.is_gt(),
        };
        match self.above.replace(above) {
            Some(before) if before != above => {
                Some(if above { Target::Long } else { self.parameters.downside.target() })
            }
            _ => None,
        }
    }
}
