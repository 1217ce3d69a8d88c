//! Wilder's relative strength index: buys what is oversold, lets go of what is overbought.

use rust_decimal::Decimal;

use super::{Downside, LONGEST_PERIOD, ParameterError, Target};

/// How the index is taken, and what it has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RsiParameters {
    /// Candles that the averages are smoothed over; at least 2. Wilder takes 14.
    pub period: u32,
    /// Below this it is oversold; above 0.
    pub oversold: Decimal,
    /// Above this it is overbought; above `oversold` and below 100.
    pub overbought: Decimal,
    /// What is held once it is overbought.
    pub downside: Downside,
}

/// The strategy.
///
/// The first averages are the means of as many gains and losses as the period has; each later one is
/// `(before · (n − 1) + new) / n`, as Wilder has it.
#[derive(Clone, Debug)]
pub struct Rsi {
    parameters: RsiParameters,
    before: Option<Decimal>,
    /// Changes seen, until there are as many as the period has.
    seen: u32,
    gain: Decimal,
    loss: Decimal,
    wanted: Option<Target>,
}

/// Places that the averages keep: far below what any price has.
const PLACES: u32 = 18;

impl Rsi {
    /// With these parameters, if they make sense.
    pub fn new(parameters: RsiParameters) -> Result<Self, ParameterError> {
        let RsiParameters { period, oversold, overbought, .. } = parameters;
        if !(2..=LONGEST_PERIOD).contains(&period) {
            return Err(ParameterError { field: "period", message: "from 2 to 10000 candles" });
        }
        if oversold <= Decimal::ZERO {
            return Err(ParameterError { field: "oversold", message: "above 0" });
        }
        if overbought <= oversold || overbought >= Decimal::ONE_HUNDRED {
            return Err(ParameterError { field: "overbought", message: "above oversold and below 100" });
        }
        Ok(Self { parameters, before: None, seen: 0, gain: Decimal::ZERO, loss: Decimal::ZERO, wanted: None })
    }

    /// The index as it stands, from 0 to 100; none before there are enough candles. 50 where the price did not move.
    pub fn index(&self) -> Option<Decimal> {
        let all = self.gain + self.loss;
        if self.seen < self.parameters.period {
            return None;
        }
        if all.is_zero() {
            return Some(Decimal::from(50));
        }
        Some((Decimal::ONE_HUNDRED * self.gain / all).round_dp(PLACES))
    }

    /// What lies so far back is below the places that the averages keep: `(1 − 1/n)^(42·n) < 10^−18`.
    pub(super) const fn memory(&self) -> u32 {
        self.parameters.period * 42
    }

    pub(super) fn on_close(&mut self, close: Decimal) -> Option<Target> {
        let change = close - self.before.replace(close)?;
        let (gain, loss) = (change.max(Decimal::ZERO), (-change).max(Decimal::ZERO));
        let period = Decimal::from(self.parameters.period);
        if self.seen < self.parameters.period {
            self.seen += 1;
            self.gain += gain;
            self.loss += loss;
            if self.seen == self.parameters.period {
                self.gain = (self.gain / period).round_dp(PLACES);
                self.loss = (self.loss / period).round_dp(PLACES);
            }
        } else {
            let smooth = |before: Decimal, new: Decimal| {
                ((before * (period - Decimal::ONE) + new) / period).round_dp(PLACES)
            };
            self.gain = smooth(self.gain, gain);
            self.loss = smooth(self.loss, loss);
        }
        let index = self.index()?;
        let wanted = if index < self.parameters.oversold {
            Target::Long
        } else if index > self.parameters.overbought {
            self.parameters.downside.target()
        } else {
            return None;
        };
        // Flat from the beginning is nothing to be told.
        let before = self.wanted.replace(wanted);
        (before != Some(wanted) && (before.is_some() || wanted != Target::Flat)).then_some(wanted)
    }
}
