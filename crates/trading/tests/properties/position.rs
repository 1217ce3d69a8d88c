//! Positions: cash and cost agree exactly, and a replay gives the same position.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{
    Effect, Fill, Order, OrderDraft, OrderEvent, OrderStatus, Position, Side, order::StoredOrder,
    position::cash_flow,
};

use crate::{fills, instruments, prices};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn cash_and_cost_agree_to_the_last_digit(
        instrument in instruments(),
        fills in prop::collection::vec(fills(), 0..30),
        mark in prices(),
    ) {
        let mut position = Position::default();
        let mut cash = Decimal::ZERO;
        for fill in &fills {
            position = position.after(fill, &instrument).expect("in range");
            cash += cash_flow(fill, &instrument).expect("in range");

            let worth = cash + instrument.notional(position.signed_qty, mark).expect("in range");
            let earned = position.net().expect("in range") + position.unrealized(mark, &instrument).expect("in range");
            prop_assert_eq!(worth, earned);
        }
    }

    #[test]
    fn a_flat_position_costs_nothing_and_has_realised_its_cash(
        instrument in instruments(),
        fills in prop::collection::vec(fills(), 1..20),
        price in prices(),
    ) {
        let mut position = Position::default();
        let mut cash = Decimal::ZERO;
        for fill in &fills {
            position = position.after(fill, &instrument).expect("in range");
            cash += cash_flow(fill, &instrument).expect("in range");
        }
        prop_assume!(!position.is_flat());
        let side = if position.signed_qty.is_sign_positive() { Side::Sell } else { Side::Buy };
        let last = Fill { side, qty: position.signed_qty.abs(), price, ..fills[0].clone() };
        let flat = position.after(&last, &instrument).expect("in range");
        cash += cash_flow(&last, &instrument).expect("in range");

        prop_assert!(flat.is_flat());
        prop_assert_eq!(flat.open_cost, Decimal::ZERO);
        prop_assert_eq!(flat.net(), Ok(cash));
        prop_assert_eq!(flat.average_price(&instrument), Ok(None));
    }

    #[test]
    fn the_cost_never_has_the_other_sign(instrument in instruments(), fills in prop::collection::vec(fills(), 0..30)) {
        let mut position = Position::default();
        for fill in &fills {
            position = position.after(fill, &instrument).expect("in range");
            prop_assert!(position.open_cost * position.signed_qty >= Decimal::ZERO, "{position:?}");
        }
    }

    /// Live: one order a fill, stored and restored before each event, venue messages doubled at random.
    /// Replay: the stored fills, once.
    #[test]
    fn a_replay_of_the_stored_fills_gives_the_same_position(
        instrument in instruments(),
        messages in prop::collection::vec((fills(), 1..4_u8), 0..20),
    ) {
        let mut live = Position::default();
        let mut stored_fills: Vec<Fill> = Vec::new();
        let mut orders: BTreeMap<String, Order> = BTreeMap::new();
        for (number, (fill, repeats)) in messages.into_iter().enumerate() {
            let client_order_id = format!("c-{number}");
            let mut order = Order::new(client_order_id.clone(), OrderDraft::market(fill.side, fill.qty));
            prop_assert_eq!(order.apply(OrderEvent::Submitted), Ok(Effect::Changed));
            for _ in 0..repeats {
                order = restored(&order);
                if order.apply(OrderEvent::Filled(fill.clone())) == Ok(Effect::Changed) {
                    live = live.after(&fill, &instrument).expect("in range");
                    stored_fills.push(fill.clone());
                }
            }
            prop_assert_eq!(order.status(), OrderStatus::Filled);
            prop_assert_eq!(order.overfilled_qty(), Ok(Decimal::ZERO));
            orders.insert(client_order_id, order);
        }
        prop_assert_eq!(stored_fills.len(), orders.len(), "one fill an order, however often it was told");

        let replayed = stored_fills
            .iter()
            .try_fold(Position::default(), |position, fill| position.after(fill, &instrument));
        prop_assert_eq!(replayed, Ok(live));
    }
}

fn restored(order: &Order) -> Order {
    let stored = StoredOrder {
        client_order_id: order.client_order_id().into(),
        venue_order_id: order.venue_order_id().map(Into::into),
        draft: *order.draft(),
        status: order.status(),
        previous_status: order.previous_status(),
    };
    Order::restore(stored, order.fills().to_vec())
}
