//! The whole way of a signal: risk, order, venue, fill, position.

use std::sync::Arc;

use chrono::DateTime;
use futures::FutureExt as _;
use rust_decimal::Decimal;
use trading::{
    Effect, Instrument, InstrumentSpec, Order, OrderDraft, OrderEvent, OrderStatus, Position, Side,
    matching::Quote,
    money,
    risk::{self, Bounds, Case, Decision, Exposure, Intent, Limits, Scope},
};
use venues::{Market, PaperVenue, Submission, SubmitOutcome, Venue, paper::Terms};

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
        quote: Quote::last(case.last_price.expect("risk saw to it")),
        held_qty: case.position.signed_qty,
        now: DateTime::from_timestamp(1_700_000_000, 0).expect("a time"),
    };
    let submission =
        Submission { client_order_id: id, instrument: case.instrument, order: order.draft(), market };
    let outcome = venue.submit(submission).now_or_never().expect("paper answers at once");

    let SubmitOutcome::Accepted { venue_order_id, updates } = outcome else { panic!("{outcome:?}") };
    order.apply(OrderEvent::Accepted { venue_order_id }).expect("the venue took it");
    let [update] = <[_; 1]>::try_from(updates).expect("paper fills at once");
    assert_eq!((update.client_order_id.as_str(), update.at), (id, market.now));
    let OrderEvent::Filled(fill) = update.event else { panic!("{:?}", update.event) };
    assert_eq!(order.apply(OrderEvent::Filled(fill.clone())), Ok(Effect::Changed));
    let position = case.position.after(&fill, case.instrument).expect("the numbers fit");
    (order, position)
}

#[test]
fn a_signal_opens_a_position_and_a_close_ends_it() {
    let venue: Arc<dyn Venue> =
        Arc::new(PaperVenue::new("BINANCE", Terms::default()).expect("the default is good"));
    let instrument = bitcoin();
    let limits = Limits { max_order_notional: Some(amount("10000")), ..Limits::default() };
    let bounds = [Bounds { scope: Scope::Bot, limits, exposure: Exposure::default() }];

    let intent = Intent::Order(OrderDraft::market(Side::Buy, amount("0.3")));
    let open =
        Case { last_price: Some(amount("20000")), bounds: &bounds, ..Case::unbounded(intent, &instrument) };
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
