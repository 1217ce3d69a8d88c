//! What happens to an order on paper, moment by moment.

use rust_decimal::dec;

use super::*;
use crate::{Effect, Fill, InstrumentSpec, Liquidity, OrderEvent, OrderType, Side, TimeInForce};

fn instrument() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: dec!(0.5),
        lot_step: dec!(0.1),
        min_qty: dec!(0.1),
        max_qty: None,
        min_notional: dec!(5),
        multiplier: Decimal::ONE,
    })
    .unwrap()
}

/// A maker pays 0.1 %, a taker 0.2 %, and moves the price by half a percent.
const TERMS: Terms =
    Terms { maker_fee_rate: dec!(0.001), taker_fee_rate: dec!(0.002), slippage_bps: dec!(50) };

fn met(order: &mut Working, quote: Quote<'_>, held_qty: Decimal, arrives: bool) -> Vec<String> {
    let instrument = instrument();
    let place = Place { instrument: &instrument, terms: &TERMS };
    let events = if arrives {
        let moment = Moment { id: MomentId::Arrival, quote, held_qty };
        match arrive("c", order, &moment, place) {
            Ok(events) => events,
            Err(error) => return vec![error.to_string()],
        }
    } else {
        step("c", order, &Moment { id: MomentId::Tick(7), quote, held_qty }, place).unwrap()
    };
    events.into_iter().map(told).collect()
}

fn told(event: OrderEvent) -> String {
    match event {
        OrderEvent::Filled(Fill { trade_id, qty, price, fee, liquidity, .. }) => {
            format!("{trade_id}: {qty} at {} for {} as {liquidity:?}", price.normalize(), fee.normalize())
        }
        other => format!("{other:?}"),
    }
}

/// What happens on the order's arrival.
fn arrived(draft: OrderDraft, quote: Quote<'_>) -> Vec<String> {
    met(&mut Working::new(draft), quote, Decimal::ZERO, true)
}

/// What happens to the order that waits.
fn stepped(draft: OrderDraft, quote: Quote<'_>) -> Vec<String> {
    met(&mut Working::new(draft), quote, Decimal::ZERO, false)
}

fn at(price: Decimal) -> Quote<'static> {
    Quote::last(price)
}

fn going(from: Decimal, to: Decimal) -> Quote<'static> {
    Quote::Move { from, to, qty: None }
}

fn scarce(price: Decimal, qty: Decimal) -> Quote<'static> {
    Quote::Trade { price, qty: Some(qty) }
}

const NOTHING: [&str; 0] = [];

fn with(time_in_force: TimeInForce, draft: OrderDraft) -> OrderDraft {
    OrderDraft { time_in_force, ..draft }
}

#[test]
fn a_market_order_takes_at_the_price_and_the_slippage_onto_the_tick_beyond() {
    let buy = OrderDraft::market(Side::Buy, dec!(2));
    assert_eq!(arrived(buy, at(dec!(100))), ["c-1: 2 at 100.5 for 0.402 as Taker"]);
    assert_eq!(arrived(buy, at(dec!(101))), ["c-1: 2 at 102 for 0.408 as Taker"], "101.505 is between ticks");
    let sell = OrderDraft::market(Side::Sell, dec!(2));
    assert_eq!(arrived(sell, at(dec!(101))), ["c-1: 2 at 100 for 0.4 as Taker"]);
    assert_eq!(arrived(sell, at(dec!(0.5))), ["c-1: 2 at 0.5 for 0.002 as Taker"], "there is no tick below");
}

#[test]
fn what_is_not_there_is_waited_for_or_ends() {
    let buy = OrderDraft::market(Side::Buy, dec!(2));
    let part = "c-1: 0.7 at 100.5 for 0.1407 as Taker";
    assert_eq!(arrived(buy, scarce(dec!(100), dec!(0.75))), [part, "Canceled"]);
    assert_eq!(arrived(with(TimeInForce::Fok, buy), scarce(dec!(100), dec!(1.99))), ["Canceled"]);
    assert_eq!(arrived(with(TimeInForce::Fok, buy), scarce(dec!(100), dec!(2))).len(), 1);
    assert_eq!(arrived(buy, Quote::UNKNOWN), ["Canceled"]);

    let mut order = Working::new(with(TimeInForce::Gtc, buy));
    assert_eq!(met(&mut order, scarce(dec!(100), dec!(0.75)), Decimal::ZERO, true), [part]);
    assert_eq!(order.remaining_qty(), Ok(dec!(1.3)));
    assert_eq!(met(&mut order, scarce(dec!(100), dec!(0.05)), Decimal::ZERO, false), NOTHING, "no whole lot");
    let rest = "c-t7: 1.3 at 100.5 for 0.2613 as Taker";
    assert_eq!(met(&mut order, at(dec!(100)), Decimal::ZERO, false), [rest]);
}

#[test]
fn a_limit_order_waits_for_its_price_and_trades_at_it() {
    let buy = OrderDraft::limit(Side::Buy, dec!(2), dec!(99));
    assert_eq!(arrived(buy, at(dec!(99.5))), NOTHING);
    assert_eq!(stepped(buy, at(dec!(99.5))), NOTHING);
    let filled = ["c-t7: 2 at 99 for 0.198 as Maker"];
    for quote in [at(dec!(99)), at(dec!(90)), going(dec!(100), dec!(95)), going(dec!(95), dec!(100))] {
        assert_eq!(stepped(buy, quote), filled, "{quote:?}");
    }
    assert_eq!(stepped(buy, scarce(dec!(99), dec!(0.5))), ["c-t7: 0.5 at 99 for 0.0495 as Maker"]);
    let sell = OrderDraft::limit(Side::Sell, dec!(2), dec!(101));
    assert_eq!(stepped(sell, at(dec!(100.5))), NOTHING);
    assert_eq!(stepped(sell, at(dec!(103))), ["c-t7: 2 at 101 for 0.202 as Maker"]);
}

#[test]
fn a_limit_order_through_the_market_takes_and_never_beyond_its_limit() {
    let buy = |limit| OrderDraft::limit(Side::Buy, dec!(2), limit);
    assert_eq!(arrived(buy(dec!(105)), at(dec!(100))), ["c-1: 2 at 100.5 for 0.402 as Taker"]);
    assert_eq!(arrived(buy(dec!(100)), at(dec!(100))), ["c-1: 2 at 100 for 0.4 as Taker"]);
    let part = "c-1: 0.5 at 100 for 0.1 as Taker";
    assert_eq!(arrived(buy(dec!(100)), scarce(dec!(100), dec!(0.5))), [part]);
    let ioc = with(TimeInForce::Ioc, buy(dec!(100)));
    assert_eq!(arrived(ioc, scarce(dec!(100), dec!(0.5))), [part, "Canceled"]);
    assert_eq!(arrived(ioc, at(dec!(100.5))), ["Canceled"]);
    assert_eq!(
        arrived(buy(dec!(99)), going(dec!(100), dec!(98))),
        ["c-1: 2 at 99 for 0.198 as Maker"],
        "it arrives, waits, and the market comes"
    );
}

#[test]
fn a_post_only_order_is_refused_where_it_would_take() {
    let waiting = |limit| OrderDraft { post_only: true, ..OrderDraft::limit(Side::Buy, dec!(2), limit) };
    assert_eq!(
        arrived(waiting(dec!(100)), at(dec!(100))),
        ["the order is post-only and would trade at once"]
    );
    assert_eq!(arrived(waiting(dec!(99.5)), at(dec!(100))), NOTHING);
    assert_eq!(arrived(waiting(dec!(99.5)), going(dec!(100), dec!(99))).len(), 1, "the market came to it");
}

#[test]
fn a_stop_wakes_at_its_trigger_or_where_the_market_jumps_to() {
    let stop = OrderDraft::stop(Side::Sell, dec!(2), dec!(95));
    assert_eq!(arrived(stop, at(dec!(100))), NOTHING);
    assert_eq!(stepped(stop, going(dec!(100), dec!(95.5))), NOTHING);
    let at_trigger = ["Triggered", "c-t7: 2 at 94.5 for 0.378 as Taker"];
    assert_eq!(stepped(stop, going(dec!(100), dec!(90))), at_trigger);
    assert_eq!(stepped(stop, at(dec!(90))), ["Triggered", "c-t7: 2 at 89.5 for 0.358 as Taker"]);
    assert_eq!(stepped(stop, going(dec!(90), dec!(99))), ["Triggered", "c-t7: 2 at 89.5 for 0.358 as Taker"]);
    let buy = OrderDraft::stop(Side::Buy, dec!(2), dec!(105));
    assert_eq!(stepped(buy, at(dec!(104.5))), NOTHING);
    assert_eq!(stepped(buy, at(dec!(105)))[0], "Triggered");
}

#[test]
fn a_take_profit_wakes_on_the_other_side() {
    let sell = OrderDraft::take_profit(Side::Sell, dec!(2), dec!(105));
    assert_eq!(stepped(sell, at(dec!(95))), NOTHING);
    let filled = ["Triggered", "c-t7: 2 at 104 for 0.416 as Taker"];
    assert_eq!(stepped(sell, going(dec!(100), dec!(110))), filled, "104.475 is between ticks");
    let buy = OrderDraft::take_profit(Side::Buy, dec!(2), dec!(95));
    assert_eq!(stepped(buy, at(dec!(105))), NOTHING);
    assert_eq!(stepped(buy, at(dec!(95)))[0], "Triggered");
}

#[test]
fn a_stop_limit_wakes_and_waits_for_its_limit() {
    let draft = OrderDraft {
        order_type: OrderType::StopLimit,
        price: Some(dec!(104)),
        ..OrderDraft::stop(Side::Buy, dec!(2), dec!(105))
    };
    let mut order = Working::new(draft);
    assert_eq!(met(&mut order, at(dec!(103)), Decimal::ZERO, false), NOTHING, "its limit, but it sleeps");
    assert_eq!(met(&mut order, going(dec!(103), dec!(106)), Decimal::ZERO, false), ["Triggered"]);
    assert!(order.triggered);
    assert_eq!(met(&mut order, at(dec!(104.5)), Decimal::ZERO, false), NOTHING);
    assert_eq!(met(&mut order, at(dec!(104)), Decimal::ZERO, false), ["c-t7: 2 at 104 for 0.208 as Maker"]);
    let through = OrderDraft { price: Some(dec!(106)), ..draft };
    assert_eq!(
        stepped(through, going(dec!(103), dec!(107))),
        ["Triggered", "c-t7: 2 at 106 for 0.424 as Taker"]
    );
    let ioc = with(TimeInForce::Ioc, draft);
    assert_eq!(stepped(ioc, going(dec!(103), dec!(107))), ["Triggered", "Canceled"]);
}

#[test]
fn a_reduce_only_order_trades_what_is_held_and_ends() {
    let sell = OrderDraft { reduce_only: true, ..OrderDraft::market(Side::Sell, dec!(2)) };
    let nothing = ["the order is reduce-only and there is nothing to reduce"];
    for held in [dec!(0), dec!(-1)] {
        assert_eq!(met(&mut Working::new(sell), at(dec!(100)), held, true), nothing);
    }
    assert_eq!(
        met(&mut Working::new(sell), at(dec!(100)), dec!(1.5), true),
        ["c-1: 1.5 at 99.5 for 0.2985 as Taker", "Canceled"]
    );
    let stop = OrderDraft { reduce_only: true, ..OrderDraft::stop(Side::Sell, dec!(2), dec!(95)) };
    assert_eq!(met(&mut Working::new(stop), at(dec!(95)), dec!(0), false), ["Triggered", "Canceled"]);
    assert_eq!(met(&mut Working::new(stop), at(dec!(95)), dec!(5), false).len(), 2);
}

#[test]
fn a_book_is_taken_from_the_best_level_on() {
    let level = |price, qty| Level { price, qty };
    let asks = [level(dec!(100), dec!(0.5)), level(dec!(101), dec!(1)), level(dec!(110), dec!(9))];
    let bids = [level(dec!(99), dec!(1))];
    let book = Quote::Book { bids: &bids, asks: &asks };
    let limit = OrderDraft::limit(Side::Buy, dec!(2), dec!(101));
    assert_eq!(
        arrived(limit, book),
        ["c-1: 0.5 at 100 for 0.1 as Taker", "c-2: 1 at 101 for 0.202 as Taker"],
        "the rest waits"
    );
    assert_eq!(arrived(with(TimeInForce::Fok, limit), book), ["Canceled"]);
    assert_eq!(stepped(limit, book), ["c-t7: 1.5 at 101 for 0.1515 as Maker"]);
    let market = with(TimeInForce::Fok, OrderDraft::market(Side::Buy, dec!(10)));
    assert_eq!(arrived(market, book).len(), 3);
    let sell = OrderDraft::stop(Side::Sell, dec!(1), dec!(99));
    assert_eq!(stepped(sell, book), ["Triggered", "c-t7: 1 at 99 for 0.198 as Taker"]);
}

#[test]
fn a_candle_is_a_way_to_its_nearer_extreme_first() {
    let way = |open, high, low, close| {
        Quote::path(open, high, low, close, Some(dec!(8))).map(|quote| match quote {
            Quote::Trade { price, qty } => (price, price, qty),
            Quote::Move { from, to, qty } => (from, to, qty),
            Quote::Book { .. } => unreachable!("a candle is no book"),
        })
    };
    let quarter = Some(dec!(2));
    assert_eq!(
        way(dec!(100), dec!(101), dec!(95), dec!(96)),
        [
            (dec!(100), dec!(100), quarter),
            (dec!(100), dec!(101), quarter),
            (dec!(101), dec!(95), quarter),
            (dec!(95), dec!(96), quarter)
        ]
    );
    assert_eq!(way(dec!(100), dec!(109), dec!(99), dec!(105))[1], (dec!(100), dec!(99), quarter));
}

#[test]
fn an_order_is_restored_from_what_is_stored_of_it() {
    let mut order = Order::new("c", OrderDraft::stop(Side::Buy, dec!(2), dec!(105)));
    let accepted = OrderEvent::Accepted { venue_order_id: "v".into() };
    for event in [OrderEvent::Submitted, accepted] {
        assert_eq!(order.apply(event), Ok(Effect::Changed));
    }
    assert!(!Working::of(&order).unwrap().triggered);
    for event in [OrderEvent::Triggered, OrderEvent::PendingCancel] {
        assert_eq!(order.apply(event), Ok(Effect::Changed));
        assert!(Working::of(&order).unwrap().triggered);
    }
    let fill = Fill {
        trade_id: "t".into(),
        side: Side::Buy,
        qty: dec!(0.5),
        price: dec!(105),
        fee: Decimal::ZERO,
        fee_currency: "USDT".into(),
        liquidity: Liquidity::Taker,
    };
    assert_eq!(order.apply(OrderEvent::Filled(fill)), Ok(Effect::Changed));
    let working = Working::of(&order).unwrap();
    assert_eq!((working.filled_qty, working.triggered), (dec!(0.5), true));
    assert!(!Working::of(&Order::new("c", OrderDraft::market(Side::Buy, dec!(2)))).unwrap().triggered);
}
