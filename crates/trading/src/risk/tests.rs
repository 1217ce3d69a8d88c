//! What each rule lets through and what it refuses, and how it says so.

mod bounds;
mod intents;

use super::*;
use crate::{InstrumentSpec, OrderType};

fn amount(text: &str) -> Decimal {
    money::parse(text).unwrap()
}

fn instrument() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: amount("0.01"),
        lot_step: amount("0.001"),
        min_qty: amount("0.002"),
        max_qty: Some(amount("5")),
        min_notional: amount("50"),
        multiplier: Decimal::ONE,
    })
    .unwrap()
}

const FREE: Limits = Limits {
    max_open_positions: None,
    max_order_notional: None,
    max_total_notional: None,
    max_leverage: None,
    max_daily_loss: None,
    max_drawdown: None,
    cooldown: None,
    max_signal_age: None,
    max_orders_per_minute: None,
};

fn buy(qty: &str) -> Intent {
    let mut qty = amount(qty);
    qty.rescale(money::PLACES); // as the database hands it out
    Intent::Order(OrderDraft::market(Side::Buy, qty))
}

fn holding(signed_qty: &str) -> Position {
    Position { signed_qty: amount(signed_qty), ..Position::default() }
}

/// The decision of a bot with these limits.
fn decided(intent: Intent, limits: Limits, position: Position, last_price: Option<&str>) -> Decision {
    let instrument = instrument();
    let bounds = [Bounds { scope: Scope::Bot, limits, exposure: Exposure::default() }];
    let last_price = last_price.map(amount);
    decide(&Case { position, last_price, bounds: &bounds, ..Case::unbounded(intent, &instrument) })
}

fn refused(decision: Decision) -> (Rule, String, String, String) {
    match decision {
        Decision::Refuse(Refusal { rule, limit, observed, message }) => (rule, limit, observed, message),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_good_signal_becomes_a_market_order_of_the_floored_quantity() {
    let decision = decided(buy("0.0109"), FREE, Position::default(), Some("20000"));
    assert_eq!(decision, Decision::Accept(OrderDraft::market(Side::Buy, amount("0.01"))));
}

#[test]
fn a_close_becomes_a_reduce_only_order_of_the_open_quantity() {
    for (held, side) in [("0.3", Side::Sell), ("-0.3", Side::Buy)] {
        let Decision::Accept(draft) = decided(Intent::Close, FREE, holding(held), Some("20000")) else {
            panic!("a position can be closed");
        };
        assert_eq!((draft.side, draft.qty), (side, amount("0.3")));
        assert!(draft.reduce_only);
        assert_eq!(draft.order_type, OrderType::Market);
    }
}

#[test]
fn what_is_held_can_be_closed_whatever_it_is_worth() {
    let limited = Limits { max_order_notional: Some(amount("100")), ..FREE };
    assert!(matches!(decided(Intent::Close, limited, holding("1"), Some("20000")), Decision::Accept(_)));
    assert!(matches!(decided(Intent::Close, limited, holding("0.001"), Some("1")), Decision::Accept(_)));
}

#[test]
fn a_close_with_nothing_open_is_refused() {
    let (rule, _, observed, message) =
        refused(decided(Intent::Close, FREE, Position::default(), Some("20000")));
    assert_eq!((rule.as_str(), observed.as_str()), ("open_position", "none"));
    assert_eq!(message, "There is nothing to close: the bot holds no BTCUSDT.");
}

#[test]
fn a_bot_that_does_not_run_is_refused_first() {
    for (status, word) in [(BotStatus::Stopped, "STOPPED"), (BotStatus::Paused, "PAUSED")] {
        let instrument = instrument();
        let decision = decide(&Case { bot: status, ..Case::unbounded(buy("0"), &instrument) });
        let (rule, limit, observed, message) = refused(decision);
        assert_eq!((rule.as_str(), limit.as_str(), observed.as_str()), ("bot_running", "RUNNING", word));
        assert_eq!(message, format!("The bot is {word}; start it, then send the signal again."));
    }
}

#[test]
fn an_unknown_price_is_refused() {
    for (price, seen) in [(None, "none"), (Some("0"), "0"), (Some("-1"), "-1")] {
        let (rule, _, observed, _) = refused(decided(buy("1"), FREE, Position::default(), price));
        assert_eq!((rule.as_str(), observed.as_str()), ("price_known", seen));
    }
}

#[test]
fn a_quantity_that_the_instrument_does_not_allow_is_refused() {
    for (qty, name, limit, seen) in [
        ("0", "qty_positive", "above 0", "0"),
        ("-1", "qty_positive", "above 0", "-1"),
        ("0.0009", "lot_step", "0.001", "0.0009"),
        ("0.0019", "min_qty", "0.002", "0.001"),
        ("5.001", "max_qty", "5", "5.001"),
        ("0.002", "min_notional", "50", "40"),
    ] {
        let decision = decided(buy(qty), FREE, Position::default(), Some("20000"));
        let (rule, allowed, observed, _) = refused(decision);
        assert_eq!((rule.as_str(), allowed.as_str(), observed.as_str()), (name, limit, seen), "{qty}");
    }
}

#[test]
fn the_order_limit_lets_its_own_value_through_and_no_more() {
    let limited = Limits { max_order_notional: Some(amount("2000.000000000000")), ..FREE };
    let at = |qty| decided(buy(qty), limited, Position::default(), Some("20000"));
    assert!(matches!(at("0.1"), Decision::Accept(_)));
    let hair_lower = Limits { max_order_notional: Some(amount("1999.999999999999")), ..FREE };
    let decision = decided(buy("0.1"), hair_lower, Position::default(), Some("20000"));
    assert_eq!(refused(decision).0, Rule::MaxOrderNotional);
    let (rule, limit, observed, message) = refused(at("0.101"));
    assert_eq!((rule.as_str(), limit.as_str(), observed.as_str()), ("max_order_notional", "2000", "2020"));
    assert_eq!(
        message,
        "The order is worth 2020 USDT; the bot may send 2000 USDT at a time. \
         Send a smaller quantity or raise the limit.",
    );
}

#[test]
fn numbers_beyond_the_range_are_refused_and_never_a_panic() {
    let decision = decided(buy("5"), FREE, Position::default(), Some("9999999999999999"));
    assert_eq!(refused(decision).0, Rule::AmountRange);
    let huge = Intent::Order(OrderDraft::market(Side::Buy, Decimal::MAX));
    let decision = decided(huge, FREE, Position::default(), Some("1"));
    assert_eq!(refused(decision).0, Rule::AmountRange);
}
