//! What a run of returns and a list of trades say of a strategy: ratios, drawdown, expectancy.
//!
//! Returns are fractions a day, by UTC days, all 365 of the year. A ratio that is not defined is none: never infinite,
//! never not a number.

use rust_decimal::Decimal;

use crate::money::{self, AmountError};

/// Days of a year: venues of crypto do not close.
pub const DAYS: f64 = 365.0;

/// What daily returns say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Returns {
    /// Of the whole time: 0.1 is ten percent more than there was.
    pub total: f64,
    /// A year's growth, were the year as these days.
    pub annual: Option<f64>,
    /// The standard deviation of a year (of a sample: n − 1).
    pub volatility: Option<f64>,
    /// Mean over deviation, of a year; none without deviation.
    pub sharpe: Option<f64>,
    /// Mean over the deviation of the losses, of a year; none without losses, or of fewer than two days.
    pub sortino: Option<f64>,
    /// The deepest fall from a peak, as a fraction of it, 0 or less; the first peak is the beginning.
    pub max_drawdown: f64,
    /// The year's growth over the deepest fall; none without a fall.
    pub calmar: Option<f64>,
}

impl Returns {
    /// Of these days, oldest first.
    pub fn of(daily: &[f64]) -> Self {
        let (growth, max_drawdown) = growth_and_drawdown(daily);
        let days = f64_of(daily.len());
        let annual = (!daily.is_empty()).then(|| growth.powf(DAYS / days) - 1.0).and_then(finite);
        let deviation = deviation(daily);
        let downside = (daily.iter().map(|day| day.min(0.0).powi(2)).sum::<f64>() / days).sqrt();
        let mean = mean(daily);
        Self {
            total: growth - 1.0,
            annual,
            volatility: deviation.map(|deviation| deviation * DAYS.sqrt()),
            sharpe: deviation.and_then(|deviation| ratio(mean * DAYS.sqrt(), deviation)),
            // One day says nothing of a spread.
            sortino: (daily.len() > 1).then(|| ratio(mean * DAYS.sqrt(), downside)).flatten(),
            max_drawdown,
            calmar: annual.and_then(|annual| ratio(annual, max_drawdown.abs())),
        }
    }
}

/// The returns between values of equity, one a day, oldest first. A day that begins with nothing has none.
pub fn daily_returns(equity: &[Decimal]) -> Vec<f64> {
    let float = |value: Decimal| f64::try_from(value).unwrap_or(0.0);
    let days = equity.windows(2).map(|pair| (float(pair[0]), float(pair[1])));
    days.filter(|(before, _)| *before > 0.0).map(|(before, after)| after / before - 1.0).collect()
}

fn growth_and_drawdown(daily: &[f64]) -> (f64, f64) {
    let (mut growth, mut peak, mut deepest) = (1.0_f64, 1.0_f64, 0.0_f64);
    for day in daily {
        growth *= 1.0 + day;
        peak = peak.max(growth);
        deepest = deepest.min((growth - peak) / peak);
    }
    (growth, deepest)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / f64_of(values.len())
}

/// Of a sample; none of fewer than two, or where all are alike.
fn deviation(values: &[f64]) -> Option<f64> {
    if values.iter().all(|value| Some(value) == values.first()) {
        return None;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    finite((squares / f64_of(values.len() - 1)).sqrt())
}

fn ratio(above: f64, below: f64) -> Option<f64> {
    (below > 0.0).then(|| above / below).and_then(finite)
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[expect(clippy::cast_precision_loss, reason = "nobody has so many days or trades")]
fn f64_of(count: usize) -> f64 {
    count as f64
}

/// What the net results of closed trades say, in the quote currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trades {
    /// How many.
    pub count: usize,
    /// How many of them won.
    pub wins: usize,
    /// What they made together.
    pub net: Decimal,
    /// What the winning ones made, over what the losing ones lost; none without losses.
    pub profit_factor: Option<Decimal>,
    /// What a trade makes on average; none without trades.
    pub expectancy: Option<Decimal>,
    /// What a winning trade makes on average; none without one.
    pub average_win: Option<Decimal>,
    /// What a losing trade loses on average, more than zero; none without one.
    pub average_loss: Option<Decimal>,
}

impl Trades {
    /// Of these results; one of zero is neither won nor lost.
    pub fn of(results: &[Decimal]) -> Result<Self, AmountError> {
        let sum = |filter: fn(&&Decimal) -> bool| {
            results.iter().filter(filter).try_fold(Decimal::ZERO, |sum, result| money::add(sum, *result))
        };
        let (won, lost) =
            (sum(|result| result.is_sign_positive())?, sum(|result| result.is_sign_negative())?);
        let wins = results.iter().filter(|result| **result > Decimal::ZERO).count();
        let losses = results.iter().filter(|result| **result < Decimal::ZERO).count();
        let net = money::add(won, lost)?;
        Ok(Self {
            count: results.len(),
            wins,
            net,
            profit_factor: quotient(won, -lost)?,
            expectancy: quotient(net, results.len().into())?,
            average_win: quotient(won, wins.into())?,
            average_loss: quotient(-lost, losses.into())?,
        })
    }
}

fn quotient(above: Decimal, below: Decimal) -> Result<Option<Decimal>, AmountError> {
    above.checked_div(below).map(money::round).transpose()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn close(value: Option<f64>, expected: f64) {
        let value = value.expect("it is defined");
        assert!((value / expected - 1.0).abs() < 1e-8, "{value} is not {expected}");
    }

    /// The worked example of the field's reference, `empyrical`.
    #[test]
    fn ratios_are_those_of_the_field() {
        let returns = Returns::of(&[0.01, -0.02, 0.015, 0.0, -0.005, 0.03, -0.01]);
        close(returns.sharpe, 3.249_704_396_1);
        close(returns.sortino, 6.303_006_517_2);
        close(returns.annual, 1.711_780_734_5);
        close(returns.volatility, 0.320_908_309_1);
        close(returns.calmar, 85.589_037);
        assert!((returns.max_drawdown + 0.02).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_defined_is_none() {
        let none = Returns::of(&[]);
        assert_eq!((none.annual, none.sharpe, none.sortino, none.calmar), (None, None, None, None));
        assert_eq!((none.total, none.max_drawdown), (0.0, 0.0));
        let flat = Returns::of(&[0.01, 0.01, 0.01]);
        assert_eq!((flat.volatility, flat.sharpe, flat.sortino, flat.calmar), (None, None, None, None));
        let ruined = Returns::of(&[0.5, -1.0]);
        assert_eq!((ruined.total, ruined.max_drawdown, ruined.annual), (-1.0, -1.0, Some(-1.0)));
    }

    #[test]
    fn one_day_has_no_spread() {
        let fallen = Returns::of(&[-0.1]);
        assert_eq!((fallen.volatility, fallen.sharpe, fallen.sortino), (None, None, None));
        assert!(fallen.calmar.is_some());
    }

    #[test]
    fn the_first_peak_is_the_beginning() {
        let falls = Returns::of(&[-0.1, 0.05]);
        assert!((falls.max_drawdown + 0.1).abs() < 1e-12);
    }

    #[test]
    fn equity_becomes_returns() {
        assert_eq!(daily_returns(&[dec!(100), dec!(110), dec!(99)]), [1.1 - 1.0, 0.9 - 1.0]);
        assert_eq!(daily_returns(&[dec!(0), dec!(5)]), Vec::<f64>::new());
        assert_eq!(daily_returns(&[]), Vec::<f64>::new());
    }

    #[test]
    fn trades_are_counted_exactly() {
        let trades = Trades::of(&[dec!(30), dec!(-10), dec!(0), dec!(10)]).unwrap();
        assert_eq!((trades.count, trades.wins, trades.net), (4, 2, dec!(30)));
        assert_eq!((trades.profit_factor, trades.expectancy), (Some(dec!(4)), Some(dec!(7.5))));
        assert_eq!((trades.average_win, trades.average_loss), (Some(dec!(20)), Some(dec!(10))));
        let won = Trades::of(&[dec!(1)]).unwrap();
        assert_eq!((won.profit_factor, won.average_loss), (None, None));
        assert_eq!(Trades::of(&[]).unwrap().expectancy, None);
    }
}
