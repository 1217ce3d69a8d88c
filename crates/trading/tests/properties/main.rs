//! What holds for every input: the invariants of the rules, over random ones.

mod candle;
mod instrument;
mod matching;
mod money;
mod order;
mod position;
mod risk;
mod strategy;

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{Fill, Instrument, InstrumentSpec, Liquidity, Side};

/// Amounts above zero with any number of places up to twelve, and up to so many smallest units.
fn amounts(below: i64) -> impl Strategy<Value = Decimal> {
    (1..below, 0..=12_u32).prop_map(|(units, places)| {
        let dropped = 10_i64.pow(12 - places);
        // At least one step of the chosen place, so that nothing becomes zero.
        Decimal::new((units / dropped).max(1), places)
    })
}

/// Quantities below a thousand.
fn quantities() -> impl Strategy<Value = Decimal> {
    amounts(1_000_000_000_000_000)
}

/// Prices below nine million.
fn prices() -> impl Strategy<Value = Decimal> {
    amounts(i64::MAX)
}

fn sides() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Buy), Just(Side::Sell)]
}

fn fills() -> impl Strategy<Value = Fill> {
    let fees = (-1_000_000_000_000_000_i64..1_000_000_000_000_000).prop_map(|units| Decimal::new(units, 12));
    let quantities = prop_oneof![quantities(), (1_i64..4).prop_map(Decimal::from)];
    (0..1000_u32, sides(), quantities, prices(), fees).prop_map(|(trade, side, qty, price, fee)| Fill {
        trade_id: format!("t-{trade}"),
        side,
        qty,
        price,
        fee,
        fee_currency: "USDT".into(),
        liquidity: Liquidity::Taker,
    })
}

fn instruments() -> impl Strategy<Value = Instrument> {
    let step = || amounts(10_000_000_000_000);
    (step(), step(), prop_oneof![Just(Decimal::ONE), amounts(100_000_000_000_000)]).prop_map(
        |(price_tick, lot_step, multiplier)| {
            Instrument::new(InstrumentSpec {
                symbol: "BTCUSDT".into(),
                base: "BTC".into(),
                quote: "USDT".into(),
                price_tick,
                lot_step,
                min_qty: Decimal::ZERO,
                max_qty: None,
                min_notional: Decimal::ZERO,
                multiplier,
            })
            .expect("steps and multiplier are above zero")
        },
    )
}
