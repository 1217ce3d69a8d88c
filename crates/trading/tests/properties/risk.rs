//! Risk: what is accepted is within every limit, and never more than was asked for.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{
    OrderDraft, Position,
    risk::{BotStatus, Bounds, Case, Decision, Exposure, Intent, Limits, Scope, decide},
};

use crate::{instruments, prices, quantities, sides};

fn statuses() -> impl Strategy<Value = BotStatus> {
    prop_oneof![1 => Just(BotStatus::Stopped), 1 => Just(BotStatus::Paused), 6 => Just(BotStatus::Running)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_accepted_is_within_every_limit(
        instrument in instruments(),
        (side, qty) in (sides(), quantities()),
        status in statuses(),
        max_order_notional in prop::option::of(prices()),
        last_price in prop::option::weighted(0.9, prices()),
    ) {
        let limits = Limits { max_order_notional, ..Limits::default() };
        let bounds = [Bounds { scope: Scope::Bot, limits, exposure: Exposure::default() }];
        let intent = Intent::Order(OrderDraft::market(side, qty));
        let case = Case { bot: status, last_price, bounds: &bounds, ..Case::unbounded(intent, &instrument) };
        match decide(&case) {
            Decision::Accept(order) => {
                let notional = instrument.notional(order.qty, last_price.expect("a price is known")).expect("in range");
                prop_assert_eq!(status, BotStatus::Running);
                prop_assert_eq!(order.side, side);
                prop_assert!(order.qty > Decimal::ZERO && order.qty <= qty);
                prop_assert!(max_order_notional.is_none_or(|limit| notional <= limit));
            }
            Decision::Nothing => prop_assert!(false, "an order is something"),
            Decision::Refuse(refusal) => {
                prop_assert!(!refusal.limit.is_empty() && !refusal.observed.is_empty());
                prop_assert!(refusal.message.ends_with('.'), "{}", refusal.message);
            }
        }
    }

    #[test]
    fn a_close_never_turns_a_position(
        instrument in instruments(),
        (side, held) in (sides(), quantities()),
        last_price in prices(),
    ) {
        let position = Position { signed_qty: side.signed(held), ..Position::default() };
        let limits = Limits { max_order_notional: Some(Decimal::ONE), ..Limits::default() };
        let bounds = [Bounds { scope: Scope::Bot, limits, exposure: Exposure::default() }];
        let case = Case {
            position, last_price: Some(last_price), bounds: &bounds, ..Case::unbounded(Intent::Close, &instrument)
        };
        if let Decision::Accept(order) = decide(&case) {
            prop_assert!(order.reduce_only);
            prop_assert_eq!(order.side, side.opposite());
            prop_assert!(order.qty <= held);
        } else {
            prop_assert!(held < instrument.spec().lot_step, "only less than a step cannot be closed");
        }
    }
}
