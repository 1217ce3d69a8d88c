//! Which prices belong to which order, and on which side a trigger stands.

use rust_decimal::dec;

use super::*;
use crate::InstrumentSpec;

fn instrument() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: dec!(0.05),
        lot_step: dec!(0.001),
        min_qty: dec!(0.002),
        max_qty: Some(dec!(100)),
        min_notional: dec!(5),
        multiplier: Decimal::ONE,
    })
    .unwrap()
}

fn fitted(draft: OrderDraft) -> Result<OrderDraft, DraftError> {
    draft.fitted(&instrument(), Some(dec!(100)))
}

fn refused(draft: OrderDraft) -> String {
    fitted(draft).unwrap_err().to_string()
}

#[test]
fn each_type_has_its_prices_and_no_other() {
    for order_type in OrderType::ALL {
        for price in [None, Some(dec!(101))] {
            for trigger_price in [None, Some(dec!(101)), Some(dec!(99))] {
                let draft =
                    OrderDraft { order_type, price, trigger_price, ..OrderDraft::market(Side::Buy, dec!(1)) };
                let passed = match trigger_price {
                    Some(trigger) => order_type.triggers_upward(Side::Buy) != (trigger > dec!(100)),
                    None => false,
                };
                let right = price.is_some() == order_type.has_price()
                    && trigger_price.is_some() == order_type.has_trigger()
                    && !passed;
                assert_eq!(fitted(draft).is_ok(), right, "{draft:?}");
            }
        }
    }
}

#[test]
fn a_missing_or_superfluous_price_is_named() {
    let market = OrderDraft::market(Side::Buy, dec!(1));
    let limit = OrderDraft::limit(Side::Buy, dec!(1), dec!(99));
    let stop = OrderDraft::stop(Side::Buy, dec!(1), dec!(101));
    assert_eq!(refused(OrderDraft { price: None, ..limit }), "a LIMIT order needs a price");
    assert_eq!(
        refused(OrderDraft { price: Some(dec!(9)), ..market }),
        "a MARKET order has no price, and this one has 9"
    );
    assert_eq!(refused(OrderDraft { trigger_price: None, ..stop }), "a STOP order needs a trigger price");
    assert_eq!(
        refused(OrderDraft { trigger_price: Some(dec!(9)), ..limit }),
        "a LIMIT order has no trigger price, and this one has 9"
    );
}

#[test]
fn a_trigger_that_the_market_has_reached_is_refused() {
    for (draft, way) in [
        (OrderDraft::stop(Side::Buy, dec!(1), dec!(100)), "BUY waits for a price above"),
        (OrderDraft::stop(Side::Sell, dec!(1), dec!(100)), "SELL waits for a price below"),
        (OrderDraft::take_profit(Side::Buy, dec!(1), dec!(100)), "BUY waits for a price below"),
        (OrderDraft::take_profit(Side::Sell, dec!(1), dec!(100)), "SELL waits for a price above"),
    ] {
        let message = refused(draft);
        assert!(message.contains(way) && message.ends_with("100, and its trigger is 100"), "{message}");
        assert!(draft.fitted(&instrument(), None).is_ok(), "nobody knows where the market is");
    }
}

#[test]
fn a_quantity_is_floored_and_a_price_off_the_tick_refused() {
    let limit = OrderDraft::limit(Side::Buy, dec!(1.0009), dec!(99.95));
    assert_eq!(fitted(limit).map(|draft| draft.qty), Ok(dec!(1)));
    let off = OrderDraft { price: Some(dec!(99.96)), ..limit };
    assert_eq!(refused(off), "the price 99.96 is not a multiple of the tick 0.05 USDT");
    let stop = OrderDraft::stop(Side::Buy, dec!(1), dec!(101.01));
    assert_eq!(refused(stop), "the price 101.01 is not a multiple of the tick 0.05 USDT");
}

#[test]
fn a_post_only_price_is_rounded_to_where_it_waits() {
    let waiting = |side| OrderDraft { post_only: true, ..OrderDraft::limit(side, dec!(1), dec!(99.96)) };
    assert_eq!(fitted(waiting(Side::Buy)).map(|draft| draft.price), Ok(Some(dec!(99.95))));
    assert_eq!(fitted(waiting(Side::Sell)).map(|draft| draft.price), Ok(Some(dec!(100))));
}

#[test]
fn only_a_limit_order_that_may_wait_can_be_post_only() {
    let post_only = |draft| OrderDraft { post_only: true, ..draft };
    let limit = OrderDraft::limit(Side::Buy, dec!(1), dec!(99));
    assert!(fitted(post_only(limit)).is_ok());
    for draft in [
        OrderDraft { time_in_force: TimeInForce::Ioc, ..limit },
        OrderDraft { time_in_force: TimeInForce::Fok, ..limit },
        OrderDraft::market(Side::Buy, dec!(1)),
        OrderDraft::stop(Side::Buy, dec!(1), dec!(101)),
    ] {
        assert!(matches!(fitted(post_only(draft)), Err(DraftError::PostOnly { .. })), "{draft:?}");
    }
    let message = refused(post_only(OrderDraft { time_in_force: TimeInForce::Ioc, ..limit }));
    assert_eq!(
        message,
        "only a LIMIT order that is GTC can wait in the book; this one is a LIMIT order and IOC"
    );
}
