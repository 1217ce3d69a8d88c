//! The life of an order, event by event.

use super::*;
use crate::Liquidity;

fn amount(text: &str) -> Decimal {
    money::parse(text).unwrap()
}

fn fill(trade_id: &str, qty: &str, price: &str) -> OrderEvent {
    OrderEvent::Filled(Fill {
        trade_id: trade_id.into(),
        side: Side::Buy,
        qty: amount(qty),
        price: amount(price),
        fee: Decimal::ZERO,
        fee_currency: "USDT".into(),
        liquidity: Liquidity::Taker,
    })
}

fn accepted() -> OrderEvent {
    OrderEvent::Accepted { venue_order_id: "v-1".into() }
}

/// An order to buy one, after these events.
fn after(events: impl IntoIterator<Item = OrderEvent>) -> Order {
    let mut order = Order::new("c-1", OrderDraft::market(Side::Buy, Decimal::ONE));
    for event in events {
        order.apply(event).unwrap();
    }
    order
}

#[test]
fn an_order_goes_from_intent_to_filled() {
    let mut order = after([OrderEvent::Submitted, accepted(), fill("t-1", "0.4", "100")]);
    assert_eq!(order.status(), OrderStatus::PartiallyFilled);
    assert_eq!(order.venue_order_id(), Some("v-1"));
    assert_eq!(order.apply(fill("t-2", "0.6", "110")), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Filled);
    assert_eq!(order.filled_qty(), Ok(Decimal::ONE));
    assert_eq!(order.average_price(), Ok(Some(amount("106"))));
    assert_eq!(order.overfilled_qty(), Ok(Decimal::ZERO));
}

#[test]
fn an_event_outside_the_table_is_refused_and_changes_nothing() {
    let mut order = after([]);
    let before = order.clone();
    let refusal = order.apply(fill("t-1", "1", "100")).unwrap_err();
    assert_eq!(refusal.to_string(), "order c-1 is INITIALIZED and cannot become FILLED");
    assert!(order.apply(accepted()).is_err());
    assert_eq!(order, before);
}

#[test]
fn an_order_found_at_the_venue_may_begin_anywhere() {
    let mut order = Order::external("x-1", OrderDraft::market(Side::Buy, Decimal::ONE));
    assert_eq!(order.apply(accepted()), Ok(Effect::Changed));
}

#[test]
fn a_known_trade_changes_nothing_in_any_status() {
    for ending in [OrderEvent::Canceled, OrderEvent::Expired, fill("t-2", "0.6", "100")] {
        let mut order = after([OrderEvent::Submitted, accepted(), fill("t-1", "0.4", "100"), ending]);
        let before = order.clone();
        assert_eq!(order.apply(fill("t-1", "0.5", "90")), Ok(Effect::Unchanged));
        assert_eq!(order, before);
    }
}

#[test]
fn an_overfill_is_recorded() {
    let mut order = after([OrderEvent::Submitted, fill("t-1", "0.8", "100"), fill("t-2", "0.8", "100")]);
    assert_eq!(order.status(), OrderStatus::Filled);
    assert_eq!(order.overfilled_qty(), Ok(amount("0.6")));
    assert_eq!(order.apply(fill("t-3", "0.1", "100")), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Filled);
    assert_eq!(order.filled_qty(), Ok(amount("1.7")));
}

#[test]
fn a_refused_request_restores_the_status_before_it() {
    let part = || fill("t-1", "0.4", "100");
    for (request, refusal) in [
        (OrderEvent::PendingUpdate, OrderEvent::UpdateRejected),
        (OrderEvent::PendingCancel, OrderEvent::CancelRejected),
    ] {
        let mut order = after([OrderEvent::Submitted, accepted(), part(), request]);
        assert_eq!(order.previous_status(), Some(OrderStatus::PartiallyFilled));
        assert_eq!(order.apply(refusal), Ok(Effect::Changed));
        assert_eq!((order.status(), order.previous_status()), (OrderStatus::PartiallyFilled, None));
    }
}

#[test]
fn a_cancel_asked_during_an_update_returns_to_where_the_update_began() {
    let mut order =
        after([OrderEvent::Submitted, accepted(), OrderEvent::PendingUpdate, OrderEvent::PendingCancel]);
    assert_eq!(order.apply(OrderEvent::UpdateRejected), Ok(Effect::Unchanged));
    assert_eq!(order.apply(OrderEvent::CancelRejected), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Accepted);
}

#[test]
fn a_refusal_that_a_fill_overtook_changes_nothing() {
    let mut order =
        after([OrderEvent::Submitted, accepted(), OrderEvent::PendingCancel, fill("t-1", "1", "100")]);
    assert_eq!(order.apply(OrderEvent::CancelRejected), Ok(Effect::Unchanged));
    assert_eq!(order.status(), OrderStatus::Filled);
}

#[test]
fn a_canceled_order_takes_a_late_fill_and_nothing_else() {
    let mut order = after([OrderEvent::Submitted, accepted(), OrderEvent::Canceled]);
    let elsewhere = OrderEvent::Accepted { venue_order_id: "v-2".into() };
    for refused in [elsewhere, OrderEvent::Rejected, OrderEvent::Expired, OrderEvent::PendingCancel] {
        assert!(order.apply(refused).is_err());
    }
    assert_eq!(order.apply(fill("t-1", "0.4", "100")), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Canceled, "the rest of it trades no more");
    assert_eq!(order.filled_qty(), Ok(amount("0.4")));
    assert_eq!(order.apply(fill("t-2", "0.6", "100")), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Filled);
}

#[test]
fn what_is_told_again_changes_nothing() {
    let part = || fill("t-1", "0.4", "100");
    for (events, repeated) in [
        (vec![], vec![accepted()]),
        (vec![OrderEvent::Triggered], vec![accepted(), OrderEvent::Triggered]),
        (vec![part()], vec![accepted(), OrderEvent::Triggered, part()]),
        (vec![OrderEvent::Canceled], vec![accepted(), OrderEvent::Canceled]),
        (vec![OrderEvent::Rejected], vec![OrderEvent::Rejected]),
        (vec![OrderEvent::Expired], vec![accepted(), OrderEvent::Expired]),
        (vec![fill("t-1", "1", "100")], vec![accepted(), OrderEvent::Canceled, OrderEvent::Expired]),
        (vec![OrderEvent::PendingCancel], vec![accepted()]),
    ] {
        let before = after([OrderEvent::Submitted, accepted()].into_iter().chain(events));
        for event in repeated {
            let mut order = before.clone();
            assert_eq!(order.apply(event.clone()), Ok(Effect::Unchanged), "{event:?} of {before:?}");
            assert_eq!(order, before);
        }
    }
}

#[test]
fn an_acceptance_that_a_fill_overtook_leaves_its_name_alone() {
    for (event, status) in [
        (fill("t-1", "0.4", "100"), OrderStatus::PartiallyFilled),
        (fill("t-1", "1", "100"), OrderStatus::Filled),
        (OrderEvent::Canceled, OrderStatus::Canceled),
        (OrderEvent::PendingCancel, OrderStatus::PendingCancel),
    ] {
        let mut order = after([OrderEvent::Submitted, event]);
        assert_eq!(order.apply(accepted()), Ok(Effect::Changed));
        assert_eq!((order.status(), order.venue_order_id()), (status, Some("v-1")));
    }
}

#[test]
fn a_cancel_that_is_refused_returns_to_what_the_venue_told_meanwhile() {
    let mut order = after([OrderEvent::Submitted, OrderEvent::PendingCancel, accepted()]);
    assert_eq!(order.apply(OrderEvent::CancelRejected), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Accepted);
    let mut order =
        after([OrderEvent::Submitted, accepted(), OrderEvent::PendingCancel, OrderEvent::Triggered]);
    assert_eq!(order.apply(OrderEvent::CancelRejected), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Triggered);
}

#[test]
fn a_fill_that_is_not_this_orders_is_refused() {
    let mut order = after([OrderEvent::Submitted]);
    let OrderEvent::Filled(good) = fill("t-1", "1", "100") else { unreachable!("`fill` makes fills") };
    let sold = Fill { side: Side::Sell, ..good.clone() };
    let empty = Fill { qty: Decimal::ZERO, ..good };
    assert!(matches!(order.apply(OrderEvent::Filled(sold)), Err(OrderError::FillSide { .. })));
    assert!(matches!(order.apply(OrderEvent::Filled(empty)), Err(OrderError::FillQtyNotPositive { .. })));
    assert_eq!(order.status(), OrderStatus::Submitted);
}

#[test]
fn a_stored_order_goes_on_where_it_was() {
    let stored = StoredOrder {
        client_order_id: "c-1".into(),
        venue_order_id: None,
        draft: OrderDraft::market(Side::Buy, Decimal::ONE),
        status: OrderStatus::Submitted,
        previous_status: None,
    };
    let OrderEvent::Filled(first) = fill("t-1", "0.4", "100") else { unreachable!("`fill` makes fills") };
    let stored = StoredOrder { status: OrderStatus::PartiallyFilled, ..stored };
    let mut order = Order::restore(stored, vec![first]);
    assert_eq!(order.apply(fill("t-1", "0.4", "100")), Ok(Effect::Unchanged));
    assert_eq!(order.apply(fill("t-2", "0.6", "100")), Ok(Effect::Changed));
    assert_eq!(order.status(), OrderStatus::Filled);
}
