//! What the inner loops cost: `cargo run --release -p tickwire-trading --example bench`.
#![expect(clippy::print_stdout, clippy::float_arithmetic, clippy::cast_precision_loss)]

use std::{hint::black_box, time::Instant};

use rust_decimal::Decimal;
use trading::{
    Fill, Instrument, InstrumentSpec, Liquidity, OrderDraft, Position, Side,
    matching::{self, Moment, MomentId, Place, Quote, Terms, Working},
    money,
    risk::{self, Bounds, Case, Exposure, Intent, Limits, Scope},
};

const ROUNDS: u64 = 1_000_000;

fn main() {
    let instrument = Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: Decimal::new(1, 2),
        lot_step: Decimal::new(1, 5),
        min_qty: Decimal::new(1, 5),
        max_qty: None,
        min_notional: Decimal::from(5),
        multiplier: Decimal::ONE,
    })
    .expect("the record makes sense");
    let (qty, price) = (Decimal::new(12_345, 5), Decimal::new(2_034_517, 2));
    let terms = Terms::default();
    let place = Place { instrument: &instrument, terms: &terms };

    measure("add", |_| {
        let _ = black_box(money::add(black_box(price), black_box(qty)));
    });
    measure("notional", |_| {
        let _ = black_box(instrument.notional(black_box(qty), black_box(price)));
    });
    measure("share", |_| {
        let _ = black_box(money::share(black_box(price), black_box(qty), Decimal::new(7, 1)));
    });

    let mut position = Position::FLAT;
    measure("a fill into a position", |round| {
        let fill = Fill {
            trade_id: String::new(),
            side: if round % 3 == 0 { Side::Buy } else { Side::Sell },
            qty: qty + Decimal::new(i64::try_from(round % 7).unwrap_or_default(), 5),
            price: price + Decimal::from(round % 100),
            fee: Decimal::ONE,
            fee_currency: String::new(),
            liquidity: Liquidity::Taker,
        };
        position = position
            .after(&Fill { fee_currency: "USDT".into(), ..fill }, &instrument)
            .unwrap_or(Position::FLAT);
    });
    measure("a position's net and unrealised", |_| {
        let _ = black_box((position.net(), position.unrealized(black_box(price), &instrument)));
    });

    let mut stop = Working::new(OrderDraft::stop(Side::Sell, qty, Decimal::from(10_000)));
    let quiet = Moment { id: MomentId::Tick(1), quote: Quote::last(price), held_qty: qty };
    measure("a step that concerns nobody", |_| {
        let _ = black_box(matching::step("c", black_box(&mut stop), &quiet, place));
    });
    let arrival = Moment { id: MomentId::Arrival, ..quiet };
    measure("an order that trades at once", |_| {
        let mut order = Working::new(OrderDraft::market(Side::Buy, black_box(qty)));
        let _ = black_box(matching::arrive("c", &mut order, &arrival, place));
    });

    let limits = Limits { max_order_notional: Some(Decimal::from(10_000)), ..Limits::default() };
    let bounds = [Bounds { scope: Scope::Bot, limits, exposure: Exposure::default() }];
    let intent = Intent::Target { signed_qty: qty };
    let case = Case { last_price: Some(price), bounds: &bounds, ..Case::unbounded(intent, &instrument) };
    measure("a decision", |_| {
        let _ = black_box(risk::decide(black_box(&case)));
    });
}

fn measure(what: &str, mut run: impl FnMut(u64)) {
    for round in 0..ROUNDS / 10 {
        run(round);
    }
    let start = Instant::now();
    for round in 0..ROUNDS {
        run(round);
    }
    println!("{what:<40} {:>8.1} ns", start.elapsed().as_nanos() as f64 / ROUNDS as f64);
}
