//! Candles: longer ones say what their parts say, nothing more and nothing less.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{
    Candle, Interval,
    candle::{Aggregate, aggregate, gaps},
};

/// Minutes in order, with gaps: each has a price range of its own.
fn minutes() -> impl Strategy<Value = Vec<Candle>> {
    let minute = (1..400_i64, prop::array::uniform4(1..1_000_000_i64), 0..1_000_000_i64);
    prop::collection::vec(minute, 0..300).prop_map(|minutes| {
        let mut at = 0;
        let candle = |(skip, prices, volume): (i64, [i64; 4], i64)| {
            at += if skip > 380 { skip * 7 } else { 1 };
            let [open, close, a, b] = prices.map(|price| Decimal::new(price, 2));
            let (high, low) = (open.max(close).max(a).max(b), open.min(close).min(a).min(b));
            Candle { open_time: at * 60_000, open, high, low, close, volume: Decimal::new(volume, 3) }
        };
        minutes.into_iter().map(candle).collect()
    })
}

fn longer() -> impl Strategy<Value = Interval> {
    prop::sample::select(&Interval::ALL[1..])
}

fn candles(aggregates: Vec<Aggregate>) -> Vec<Candle> {
    aggregates.into_iter().map(|aggregate| aggregate.candle).collect()
}

proptest! {
    #[test]
    fn a_longer_candle_says_what_its_parts_say(minutes in minutes(), interval in longer()) {
        let aggregates = aggregate(&minutes, interval).unwrap();
        for Aggregate { candle, parts } in &aggregates {
            let inside: Vec<_> =
                minutes.iter().filter(|minute| interval.open_of(minute.open_time) == candle.open_time).collect();
            prop_assert_eq!(inside.len(), *parts as usize);
            prop_assert_eq!(candle.check(interval), Ok(()));
            prop_assert_eq!(candle.open, inside[0].open);
            prop_assert_eq!(candle.close, inside[inside.len() - 1].close);
            prop_assert_eq!(Some(candle.high), inside.iter().map(|minute| minute.high).max());
            prop_assert_eq!(Some(candle.low), inside.iter().map(|minute| minute.low).min());
            prop_assert_eq!(candle.volume, inside.iter().map(|minute| minute.volume).sum::<Decimal>());
        }
        let parts: u32 = aggregates.iter().map(|aggregate| aggregate.parts).sum();
        prop_assert_eq!(parts as usize, minutes.len());
        prop_assert!(aggregates.windows(2).all(|pair| pair[0].candle.open_time < pair[1].candle.open_time));
    }

    #[test]
    fn the_way_over_another_interval_is_the_same(minutes in minutes(), a in longer(), b in longer()) {
        let (between, last) = (a.min(b), a.max(b));
        let direct = candles(aggregate(&minutes, last).unwrap());
        let over = candles(aggregate(&candles(aggregate(&minutes, between).unwrap()), last).unwrap());
        prop_assert_eq!(direct, over);
    }

    #[test]
    fn candles_and_gaps_together_are_the_whole_time(minutes in minutes()) {
        let missing: i64 = gaps(&minutes, Interval::M1).map(|gap| i64::from(gap.missing)).sum();
        if let (Some(first), Some(last)) = (minutes.first(), minutes.last()) {
            let span = (last.open_time - first.open_time) / Interval::M1.millis() + 1;
            prop_assert_eq!(i64::try_from(minutes.len()).unwrap() + missing, span);
        }
    }
}
