//! The strategies against vectors worked by hand, and Wilder's index against the table that textbooks print.

use rust_decimal::{Decimal, dec};

use super::*;
use crate::candle::Candle;

/// What a strategy wants after each close: `L`, `F`, `S`, or a point where nothing changes.
fn wants(strategy: &mut Strategy, closes: &[i64]) -> String {
    let wants = closes.iter().map(|close| {
        match strategy.on_candle(&Candle::of_trade(0, Decimal::from(*close), Decimal::ONE)) {
            None => '.',
            Some(Target::Long) => 'L',
            Some(Target::Flat) => 'F',
            Some(Target::Short) => 'S',
        }
    });
    wants.collect()
}

fn crossover(fast: u32, slow: u32, downside: Downside) -> Result<Strategy, ParameterError> {
    Crossover::new(CrossoverParameters { fast, slow, downside }).map(Strategy::Crossover)
}

#[test]
fn the_averages_cross_where_the_table_says() {
    // close    10  9   8   9   12    12    9     6     6    6
    // fast 2       9.5 8.5 8.5 10.5  12    10.5  7.5   6    6
    // slow 4                9  9.5   10.25 10.5  9.75  8.25 6.75
    // It lies below at first, crosses up at the fifth, is equal at the seventh, and crosses down at the eighth.
    let closes = [10, 9, 8, 9, 12, 12, 9, 6, 6, 6];
    assert_eq!(wants(&mut crossover(2, 4, Downside::Flat).unwrap(), &closes), "....L..F..");
    assert_eq!(wants(&mut crossover(2, 4, Downside::Short).unwrap(), &closes), "....L..S..");
}

#[test]
fn what_lies_above_from_the_beginning_has_not_crossed() {
    let mut strategy = crossover(1, 2, Downside::Flat).unwrap();
    assert_eq!(wants(&mut strategy, &[1, 2, 3, 4, 5]), ".....");
    assert_eq!(wants(&mut strategy, &[4, 5, 5, 6]), "FL..");
}

#[test]
fn the_index_is_that_of_the_textbook() {
    let closes = [
        dec!(44.3389),
        dec!(44.0902),
        dec!(44.1497),
        dec!(43.6124),
        dec!(44.3278),
        dec!(44.8264),
        dec!(45.0955),
        dec!(45.4245),
        dec!(45.8433),
        dec!(46.0826),
        dec!(45.8931),
        dec!(46.0328),
        dec!(45.6140),
        dec!(46.2820),
        dec!(46.2820),
        dec!(46.0028),
        dec!(46.0328),
        dec!(46.4116),
        dec!(46.2222),
        dec!(45.6439),
        dec!(46.2122),
        dec!(46.2521),
        dec!(45.7137),
        dec!(46.4515),
        dec!(45.7835),
        dec!(45.3548),
        dec!(44.0288),
        dec!(44.1783),
        dec!(44.2181),
        dec!(44.5672),
        dec!(43.4205),
        dec!(42.6628),
        dec!(43.1314),
    ];
    let parameters =
        RsiParameters { period: 14, oversold: dec!(30), overbought: dec!(70), downside: Downside::Flat };
    let mut rsi = Rsi::new(parameters).unwrap();
    let index = closes.into_iter().filter_map(|close| {
        rsi.on_close(close);
        rsi.index().map(|index| index.round_dp(2))
    });
    let printed = [
        dec!(70.53),
        dec!(66.32),
        dec!(66.55),
        dec!(69.41),
        dec!(66.36),
        dec!(57.97),
        dec!(62.93),
        dec!(63.26),
        dec!(56.06),
        dec!(62.38),
        dec!(54.71),
        dec!(50.42),
        dec!(39.99),
        dec!(41.46),
        dec!(41.87),
        dec!(45.46),
        dec!(37.30),
        dec!(33.08),
        dec!(37.77),
    ];
    assert_eq!(index.collect::<Vec<_>>(), printed);
}

#[test]
fn what_is_oversold_is_bought_and_what_is_overbought_is_let_go() {
    let parameters =
        RsiParameters { period: 2, oversold: dec!(30), overbought: dec!(70), downside: Downside::Flat };
    // close  10  9   8   9     12    8      8
    // gain           0   .5    1.75  .875   .4375
    // loss           1   .5    .25   2.125  1.0625
    // index          0   50    87.5  29.17  29.17
    let closes = [10, 9, 8, 9, 12, 8, 8];
    assert_eq!(wants(&mut Strategy::Rsi(Rsi::new(parameters).unwrap()), &closes), "..L.FL.");
    let short = RsiParameters { downside: Downside::Short, ..parameters };
    assert_eq!(wants(&mut Strategy::Rsi(Rsi::new(short).unwrap()), &closes), "..L.SL.");
    // Overbought from the beginning: there is nothing to let go of, but something to sell short.
    assert_eq!(wants(&mut Strategy::Rsi(Rsi::new(parameters).unwrap()), &[1, 2, 3, 4]), "....");
    assert_eq!(wants(&mut Strategy::Rsi(Rsi::new(short).unwrap()), &[1, 2, 3, 4]), "..S.");
}

#[test]
fn a_price_that_does_not_move_says_nothing() {
    let parameters =
        RsiParameters { period: 2, oversold: dec!(30), overbought: dec!(70), downside: Downside::Short };
    assert_eq!(wants(&mut Strategy::Rsi(Rsi::new(parameters).unwrap()), &[5, 5, 5, 5]), "....");
}

#[test]
fn parameters_that_make_no_sense_are_refused_by_name() {
    for (fast, slow, field) in [(0, 5, "fast"), (5, 5, "slow"), (6, 5, "slow"), (5, 10_001, "slow")] {
        assert_eq!(crossover(fast, slow, Downside::Flat).unwrap_err().field, field);
    }
    let good =
        RsiParameters { period: 14, oversold: dec!(30), overbought: dec!(70), downside: Downside::Flat };
    let bad = [
        (RsiParameters { period: 1, ..good }, "period"),
        (RsiParameters { oversold: dec!(0), ..good }, "oversold"),
        (RsiParameters { overbought: dec!(30), ..good }, "overbought"),
        (RsiParameters { overbought: dec!(100), ..good }, "overbought"),
    ];
    for (parameters, field) in bad {
        assert_eq!(Rsi::new(parameters).unwrap_err().field, field);
    }
}
