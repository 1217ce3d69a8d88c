//! The whole way of a signal: risk, order, venue, fill, position.

use std::sync::Arc;

use chrono::DateTime;
use futures::FutureExt as _;
use rust_decimal::Decimal;
use trading::{
    Effect, Instrument, InstrumentSpec, Order, OrderEvent, OrderStatus, Position, Side, money,
    risk::{self, BotLimits, BotStatus, Case, Decision, Intent},
};
use venues::{Market, PaperConfig, PaperVenue, Submission, SubmitOutcome, Venue};

fn amount(text: &str) -> Decimal {
    money::parse(text).expect("the test writes plain decimals")
}

fn bitcoin() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: amount("0.01"),
        lot_step: amount("0.00001"),
        min_qty: amount("0.00001"),
        max_qty: None,
        min_notional: amount("5"),
        multiplier: Decimal::ONE,
    })
    .expect("the record makes sense")
}

/// Takes an accepted signal through the order and the venue into the position.
fn traded(venue: &dyn Venue, id: &str, case: &Case<'_>) -> (Order, Position) {
    let Decision::Accept(draft) = risk::decide(case) else { panic!("the signal is accepted") };

    let mut order = Order::new(id, draft);
    order.apply(OrderEvent::Submitted).expect("the venue may hear of it");

    let market = Market {
        last_price: case.last_price.expect("risk saw to it"),
        now: DateTime::from_timestamp(1_700_000_000, 0).expect("a time"),
    };
    let submission =
        Submission { client_order_id: id, instrument: case.instrument, order: order.draft(), market };
    let outcome = venue.submit(submission).now_or_never().expect("paper answers at once");

    let SubmitOutcome::Filled { venue_order_id, fill, executed_at } = outcome else {
        panic!("paper fills: {outcome:?}")
    };
    assert_eq!(executed_at, market.now);
    order.apply(OrderEvent::Accepted { venue_order_id }).expect("the venue took it");
    assert_eq!(order.apply(OrderEvent::Filled(fill.clone())), Ok(Effect::Changed));
    let position = case.position.after(&fill, case.instrument).expect("the numbers fit");
    (order, position)
}

#[test]
fn a_signal_opens_a_position_and_a_close_ends_it() {
    let venue: Arc<dyn Venue> =
        Arc::new(PaperVenue::new("BINANCE", PaperConfig::default()).expect("the default is good"));
    let instrument = bitcoin();
    let bot = BotLimits { status: BotStatus::Running, max_order_notional: Some(amount("10000")) };

    let open = Case {
        intent: Intent::Order { side: Side::Buy, qty: amount("0.3") },
        bot,
        instrument: &instrument,
        position: Position::default(),
        last_price: Some(amount("20000")),
    };
    let (order, held) = traded(&*venue, "signal-1", &open);
    assert_eq!(order.status(), OrderStatus::Filled);
    assert_eq!(order.average_price(), Ok(Some(amount("20000"))));
    assert_eq!((held.signed_qty, held.open_cost, held.fees), (amount("0.3"), amount("6000"), amount("6")));
    assert_eq!(held.unrealized(amount("20500"), &instrument), Ok(amount("150")));

    let close = Case { intent: Intent::Close, position: held, last_price: Some(amount("21000")), ..open };
    let (order, flat) = traded(&*venue, "signal-2", &close);
    assert!(order.draft().reduce_only);
    assert!(flat.is_flat());
    assert_eq!(flat.net(), Ok(amount("287.7")), "300 of profit, 6 and 6.3 of fees");
}
