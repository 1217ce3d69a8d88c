//! Strategies: what they keep as they go is what the whole past says.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{
    Candle,
    strategy::{Crossover, CrossoverParameters, Downside, Strategy as Built, Target},
};

fn closes() -> impl Strategy<Value = Vec<Decimal>> {
    prop::collection::vec((1..2_000_i64).prop_map(|cents| Decimal::new(cents, 2)), 0..200)
}

/// The same by the definition: both averages anew from the whole past.
fn by_definition(closes: &[Decimal], fast: usize, slow: usize) -> Vec<Option<Target>> {
    let mut above = None;
    let mut wants = Vec::new();
    for until in 1..=closes.len() {
        let sum = |period: usize| closes[until.saturating_sub(period)..until].iter().sum::<Decimal>();
        let difference = sum(fast) * Decimal::from(slow) - sum(slow) * Decimal::from(fast);
        let mut want = None;
        if until >= slow && !difference.is_zero() {
            let now = difference > Decimal::ZERO;
            if above.replace(now).is_some_and(|before| before != now) {
                want = Some(if now { Target::Long } else { Target::Flat });
            }
        }
        wants.push(want);
    }
    wants
}

proptest! {
    #[test]
    fn a_crossover_is_what_the_whole_past_says(closes in closes(), fast in 1..20_u32, more in 1..20_u32) {
        let parameters = CrossoverParameters { fast, slow: fast + more, downside: Downside::Flat };
        let mut strategy = Built::Crossover(Crossover::new(parameters).unwrap());
        let candle = |close: &Decimal| Candle::of_trade(0, *close, Decimal::ONE);
        let wants: Vec<_> = closes.iter().map(|close| strategy.on_candle(&candle(close))).collect();
        prop_assert_eq!(wants, by_definition(&closes, fast as usize, (fast + more) as usize));
    }
}
