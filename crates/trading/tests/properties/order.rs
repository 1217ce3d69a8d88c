//! Orders: never outside the table, and never filled by more than the fills say.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{Effect, Fill, Order, OrderDraft, OrderEvent, OrderStatus, Side};

use crate::fills;

/// The table of the trading rules, as it is written there.
const TABLE: &[(&str, &str)] = &[
    ("INITIALIZED", "DENIED, SUBMITTED"),
    ("SUBMITTED", "ACCEPTED, REJECTED, CANCELED, PENDING_UPDATE, PENDING_CANCEL, fill"),
    ("ACCEPTED", "TRIGGERED, REJECTED, CANCELED, EXPIRED, PENDING_UPDATE, PENDING_CANCEL, fill"),
    ("TRIGGERED", "REJECTED, CANCELED, EXPIRED, PENDING_UPDATE, PENDING_CANCEL, fill"),
    ("PARTIALLY_FILLED", "ACCEPTED, CANCELED, EXPIRED, PENDING_UPDATE, PENDING_CANCEL, fill"),
    ("PENDING_UPDATE", "ACCEPTED, TRIGGERED, REJECTED, CANCELED, EXPIRED, PENDING_CANCEL, fill"),
    ("PENDING_CANCEL", "ACCEPTED, REJECTED, CANCELED, EXPIRED, fill"),
    ("CANCELED", "fill"),
];

const EXTERNAL: &str = "ACCEPTED, REJECTED, CANCELED, EXPIRED, TRIGGERED";

fn table_has(external: bool, from: OrderStatus, to: OrderStatus) -> bool {
    let row = TABLE.iter().find(|(name, _)| *name == from.as_str()).map_or("", |(_, next)| next);
    let more = if external && from == OrderStatus::Initialized { EXTERNAL } else { "" };
    row.split(", ").chain(more.split(", ")).any(|next| match next {
        "fill" => matches!(to, OrderStatus::PartiallyFilled | OrderStatus::Filled),
        name => name == to.as_str(),
    })
}

#[test]
fn the_code_has_the_table_and_nothing_else() {
    for from in OrderStatus::ALL {
        for to in OrderStatus::ALL {
            assert_eq!(from.next().contains(&to), table_has(false, from, to), "{from} to {to}");
            assert_eq!(from.next_if_external().contains(&to), table_has(true, from, to), "{from} to {to}");
        }
    }
}

/// Buys of a few trade ids, so that doubles are frequent.
fn buys() -> impl Strategy<Value = Fill> {
    (fills(), 0..6_u8, 1..8_i64).prop_map(|(fill, trade, tenths)| Fill {
        trade_id: format!("t-{trade}"),
        side: Side::Buy,
        qty: Decimal::new(tenths, 1),
        ..fill
    })
}

fn events() -> impl Strategy<Value = OrderEvent> {
    prop_oneof![
        1 => Just(OrderEvent::Denied),
        3 => Just(OrderEvent::Submitted),
        3 => Just(OrderEvent::Accepted { venue_order_id: "v-1".into() }),
        1 => Just(OrderEvent::Rejected),
        1 => Just(OrderEvent::Canceled),
        1 => Just(OrderEvent::Expired),
        1 => Just(OrderEvent::Triggered),
        2 => Just(OrderEvent::PendingUpdate),
        2 => Just(OrderEvent::PendingCancel),
        2 => Just(OrderEvent::UpdateRejected),
        2 => Just(OrderEvent::CancelRejected),
        6 => buys().prop_map(OrderEvent::Filled),
    ]
}

fn orders() -> impl Strategy<Value = (bool, Order)> {
    any::<bool>().prop_map(|external| {
        let draft = OrderDraft::market(Side::Buy, Decimal::TWO);
        (external, if external { Order::external("c-1", draft) } else { Order::new("c-1", draft) })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn an_order_never_leaves_its_table((external, mut order) in orders(), events in prop::collection::vec(events(), 0..40)) {
        for event in events {
            let before = order.clone();
            let effect = order.apply(event.clone());
            let (from, to) = (before.status(), order.status());

            if effect != Ok(Effect::Changed) {
                prop_assert_eq!(&order, &before, "what is refused or unknown changes nothing");
                continue;
            }
            let restored = matches!(event, OrderEvent::UpdateRejected | OrderEvent::CancelRejected)
                && before.previous_status() == Some(to)
                && from.is_pending();
            let overfilled = matches!(event, OrderEvent::Filled(_)) && from == OrderStatus::Filled && from == to;
            let late = from == to && match event {
                OrderEvent::Filled(_) => from == OrderStatus::Canceled,
                OrderEvent::Accepted { .. } => before.venue_order_id().is_none(),
                OrderEvent::Triggered => from == OrderStatus::PendingCancel,
                _ => false,
            };
            prop_assert!(table_has(external, from, to) || restored || overfilled || late, "{from} to {to} by {event:?}");
            prop_assert_eq!(order.previous_status().is_some(), to.is_pending());
            prop_assert!(order.previous_status().is_none_or(|previous| !previous.is_pending()));
        }
    }

    #[test]
    fn what_is_filled_is_what_the_fills_say((_, mut order) in orders(), events in prop::collection::vec(events(), 0..40)) {
        let mut booked: Vec<Fill> = Vec::new();
        for event in events {
            let known = matches!(&event, OrderEvent::Filled(fill) if booked.iter().any(|old| old.trade_id == fill.trade_id));
            let effect = order.apply(event.clone());
            prop_assert!(!known || effect == Ok(Effect::Unchanged), "a known trade changes nothing");
            if let (OrderEvent::Filled(fill), Ok(Effect::Changed)) = (event, effect) {
                booked.push(fill);
            }
            let sum: Decimal = booked.iter().map(|fill| fill.qty).sum();
            prop_assert_eq!(order.fills(), &booked[..]);
            prop_assert_eq!(order.filled_qty(), Ok(sum));
            prop_assert_eq!(order.overfilled_qty(), Ok((sum - Decimal::TWO).max(Decimal::ZERO)));
            match order.status() {
                OrderStatus::Filled => prop_assert!(sum >= Decimal::TWO),
                OrderStatus::PartiallyFilled => prop_assert!(sum > Decimal::ZERO && sum < Decimal::TWO),
                status => prop_assert!(sum < Decimal::TWO, "{status} of {sum}"),
            }
        }
    }

    #[test]
    fn the_average_price_lies_between_the_lowest_and_the_highest(fills in prop::collection::vec(buys(), 1..6)) {
        let mut order = Order::new("c-1", OrderDraft::market(Side::Buy, Decimal::ONE_HUNDRED));
        prop_assert_eq!(order.apply(OrderEvent::Submitted), Ok(Effect::Changed));
        for fill in fills {
            prop_assert!(order.apply(OrderEvent::Filled(fill)).is_ok());
        }
        let prices = || order.fills().iter().map(|fill| fill.price);
        let average = order.average_price().expect("in range").expect("filled");
        // Each value was rounded by half of the last place at most, over at least a tenth.
        let slack = Decimal::new(60, 12);
        prop_assert!(prices().min().is_some_and(|lowest| average >= lowest - slack));
        prop_assert!(prices().max().is_some_and(|highest| average <= highest + slack));
    }
}
