//! A backtest small enough to be worked by hand, and what holds of every one.

use std::ops::ControlFlow;

use backtest::{BacktestError, Report, Settings, SettingsError, run};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};
use trading::{
    Candle, Instrument, InstrumentSpec, Interval, Position, Side,
    matching::Terms,
    strategy::{Crossover, CrossoverParameters, Downside, Strategy as Built},
};

const MINUTE: i64 = 60_000;

fn instrument() -> Instrument {
    let spec = InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: dec!(0.01),
        lot_step: dec!(0.001),
        min_qty: dec!(0.001),
        max_qty: None,
        min_notional: dec!(0.01),
        multiplier: Decimal::ONE,
    };
    Instrument::new(spec).expect("an instrument")
}

fn settings(fast: u32, slow: u32, downside: Downside) -> Settings {
    let terms =
        Terms { maker_fee_rate: dec!(0.001), taker_fee_rate: dec!(0.001), slippage_bps: Decimal::ZERO };
    let crossover = Crossover::new(CrossoverParameters { fast, slow, downside }).expect("a crossover");
    Settings {
        instrument: instrument(),
        interval: Interval::M1,
        strategy: Built::Crossover(crossover),
        qty: Decimal::ONE,
        cash: dec!(1000),
        max_leverage: None,
        terms,
        seed: 1,
    }
}

/// A candle a minute, from midnight: each opens where the one before closed.
fn candles(closes: impl IntoIterator<Item = Decimal>) -> Vec<Candle> {
    let mut open = None;
    let candle = |(minute, close): (i64, Decimal)| {
        let open = open.replace(close).unwrap_or(close);
        let (high, low) = (open.max(close), open.min(close));
        Candle { open_time: minute * MINUTE, open, high, low, close, volume: Decimal::ONE }
    };
    (0..).zip(closes).map(candle).collect()
}

fn whole(settings: Settings, candles: &[Candle]) -> Result<Report, BacktestError> {
    run(settings, candles, |_| ControlFlow::Continue(()))
}

/// The crossover of 2 and 4 is seen after the fifth candle and after the eighth, as the strategy's own test works out;
/// each is traded at the next open.
const CLOSES: [i64; 10] = [10, 9, 8, 9, 12, 13, 9, 6, 5, 6];

#[test]
fn what_is_seen_is_traded_at_the_next_open_and_every_number_is_as_worked() {
    let report = whole(settings(2, 4, Downside::Flat), &candles(CLOSES.map(Decimal::from))).unwrap();
    let trades: Vec<_> =
        report.trades.iter().map(|t| (t.at / MINUTE, t.side, t.price, t.fee, t.realized)).collect();
    // Bought at 12 with a fee of 0.012, sold at 6 with a fee of 0.006.
    let bought = (5, Side::Buy, dec!(12), dec!(0.012), dec!(0));
    let sold = (8, Side::Sell, dec!(6), dec!(0.006), dec!(-6));
    assert_eq!(trades, [bought, sold]);
    let curve: Vec<_> = report.equity.iter().map(|point| point.equity).collect();
    let worked = [
        dec!(1000),
        dec!(1000),
        dec!(1000),
        dec!(1000),
        dec!(1000),
        // −12 − 0.012 + 13, 9, 6; then the sale.
        dec!(1000.988),
        dec!(996.988),
        dec!(993.988),
        dec!(993.982),
        dec!(993.982),
    ];
    assert_eq!(curve, worked);
    let summary = report.summary;
    assert_eq!((summary.equity, summary.fees, summary.exposed), (dec!(993.982), dec!(0.018), 3));
    // (1000.988 − 993.982) / 1000.988
    assert_eq!(summary.max_drawdown, dec!(0.006999084904));
    assert_eq!((summary.closed.count, summary.closed.wins, summary.closed.net), (1, 0, dec!(-6.018)));
}

#[test]
fn a_position_that_turns_ends_one_trade_and_begins_another() {
    let report = whole(settings(2, 4, Downside::Short), &candles(CLOSES.map(Decimal::from))).unwrap();
    let turn = &report.trades[1];
    assert_eq!(
        (turn.side, turn.qty, turn.signed_qty, turn.realized),
        (Side::Sell, dec!(2), dec!(-1), dec!(-6))
    );
    // Half of the turn's fee of 0.012 belongs to what it closed.
    assert_eq!((report.summary.closed.count, report.summary.closed.net), (1, dec!(-6.018)));
    assert_eq!(report.summary.equity, dec!(993.976));
}

#[test]
fn what_a_rule_refuses_is_counted_and_said() {
    let settings =
        Settings { cash: dec!(10), max_leverage: Some(Decimal::ONE), ..settings(2, 4, Downside::Flat) };
    let report = whole(settings, &candles(CLOSES.map(Decimal::from))).unwrap();
    assert!(report.trades.is_empty());
    assert_eq!((report.summary.refused, report.summary.equity), (1, dec!(10)));
    let said = report.summary.first_refusal.unwrap();
    assert!(said.contains("leverage"), "{said}");
}

#[test]
fn days_and_gaps_are_counted() {
    let mut candles = candles([dec!(10); 5]);
    for (index, candle) in candles.iter_mut().enumerate() {
        candle.open_time = i64::try_from(index).unwrap() * 24 * 60 * MINUTE;
    }
    let report = whole(settings(2, 4, Downside::Flat), &candles).unwrap();
    assert_eq!((report.summary.candles, report.summary.missing), (5, 4 * 1439));
    assert_eq!((report.summary.returns.total, report.summary.returns.sharpe), (0.0, None));
}

#[test]
fn a_year_without_its_weekends_is_a_year() {
    let day = 24 * 60 * MINUTE;
    // It falls for a week, so that what follows is a crossover.
    let mut rising = candles((0..365).map(|number: i64| Decimal::from(100 + (number - 7).abs())));
    for (number, candle) in (0..).zip(&mut rising) {
        candle.open_time = number * day;
    }
    rising.retain(|candle| candle.open_time / day % 7 < 5);
    let settings = Settings { interval: Interval::D1, ..settings(2, 4, Downside::Flat) };
    let returns = whole(settings, &rising).unwrap().summary.returns;
    let growth = returns.annual.unwrap();
    assert!(returns.total > 0.3 && (growth - returns.total).abs() < 0.01, "{growth} of {}", returns.total);
}

#[test]
fn it_stops_when_it_is_told_to_and_says_what_makes_no_sense() {
    let flat = candles(vec![dec!(10); 9000]);
    let mut seen = Vec::new();
    let stopped = run(settings(2, 4, Downside::Flat), &flat, |done| {
        seen.push(done);
        if done > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(stopped, Err(BacktestError::Canceled)));
    assert_eq!(seen, [0, 4096]);
    assert!(matches!(whole(settings(2, 4, Downside::Flat), &[]), Err(BacktestError::NoCandles)));
    let good = || settings(2, 4, Downside::Flat);
    let bad = [
        (Settings { qty: dec!(0), ..good() }, "qty"),
        (Settings { qty: dec!(0.0015), ..good() }, "qty"),
        (Settings { cash: dec!(-1), ..good() }, "cash"),
        (Settings { max_leverage: Some(dec!(0)), ..good() }, "maxLeverage"),
    ];
    for (settings, name) in bad {
        let error = settings.checked().unwrap_err();
        assert!(matches!(error, SettingsError::Field { field, .. } if field == name), "{error}");
    }
}

fn prices() -> impl Strategy<Value = Vec<Decimal>> {
    prop::collection::vec((-300..300_i64).prop_map(Decimal::from), 1..400).prop_map(|moves| {
        let mut price = dec!(10000);
        let walk = |by: Decimal| {
            price = (price + by).max(dec!(1));
            price
        };
        moves.into_iter().map(walk).collect()
    })
}

proptest! {
    #[test]
    fn whatever_happens_the_books_agree(
        prices in prices(),
        short in any::<bool>(),
        seed in any::<u64>(),
        slippage in 0..50_i64,
    ) {
        let candles = candles(prices);
        let downside = if short { Downside::Short } else { Downside::Flat };
        let mut settings = settings(2, 5, downside);
        settings.terms.slippage_bps = Decimal::from(slippage);
        settings.seed = seed;
        settings.qty = dec!(0.123);
        let report = whole(settings.clone(), &candles).unwrap();
        // The same again, to the last digit.
        prop_assert_eq!(&whole(settings.clone(), &candles).unwrap(), &report);

        // The executions alone lead to the same account.
        let mut position = Position::FLAT;
        for trade in &report.trades {
            let fill = trading::Fill {
                trade_id: String::new(),
                side: trade.side,
                qty: trade.qty,
                price: trade.price,
                fee: trade.fee,
                fee_currency: "USDT".into(),
                liquidity: trading::Liquidity::Taker,
            };
            position = position.after(&fill, &settings.instrument).unwrap();
            prop_assert_eq!(position.signed_qty, trade.signed_qty);
            // Never better than the open of its candle, and never worse than the most that it may slip.
            let candle = candles.iter().find(|candle| candle.open_time == trade.at).unwrap();
            let slipped = trade.side.signed(trade.price - candle.open);
            prop_assert!(slipped >= Decimal::ZERO);
            prop_assert!(slipped <= candle.open * Decimal::from(slippage) / dec!(10000) + dec!(0.01));
        }
        let last = candles.last().unwrap().close;
        let worth = position.net().unwrap() + position.unrealized(last, &settings.instrument).unwrap();
        prop_assert_eq!(report.summary.equity, settings.cash + worth);
        // What was closed and what is open make the result.
        let closed = report.summary.closed.net;
        if position.is_flat() {
            prop_assert_eq!(settings.cash + closed, report.summary.equity);
        }
        prop_assert!(report.equity.len() <= 1001);
        // Of so few candles every one is a point of the curve.
        let (mut peak, mut deepest) = (settings.cash, Decimal::ZERO);
        for point in &report.equity {
            peak = peak.max(point.equity);
            deepest = deepest.max(trading::money::share(peak - point.equity, Decimal::ONE, peak).unwrap());
        }
        prop_assert_eq!(report.summary.max_drawdown, deepest);
    }
}
