//! Matching: within the order, within its limit, within what there is, and within the table.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::{
    Effect, Instrument, InstrumentSpec, Order, OrderDraft, OrderEvent, OrderType, Side, TimeInForce,
    matching::{self, Moment, MomentId, Place, Quote, Terms, Working},
};

use crate::sides;

fn instrument() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: Decimal::new(1, 1),
        lot_step: Decimal::new(1, 1),
        min_qty: Decimal::ZERO,
        max_qty: None,
        min_notional: Decimal::ZERO,
        multiplier: Decimal::ONE,
    })
    .expect("the record makes sense")
}

fn tenths(range: std::ops::Range<i64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(|tenths| Decimal::new(tenths, 1))
}

fn drafts() -> impl Strategy<Value = OrderDraft> {
    let types = prop::sample::select(&OrderType::ALL[..]);
    let times = prop::sample::select(vec![TimeInForce::Gtc, TimeInForce::Ioc, TimeInForce::Fok]);
    let prices = (tenths(900..1100), tenths(900..1100));
    (sides(), types, times, tenths(1..50), prices, any::<bool>()).prop_map(
        |(side, order_type, time_in_force, qty, (price, trigger), reduce_only)| OrderDraft {
            order_type,
            time_in_force,
            price: order_type.has_price().then_some(price),
            trigger_price: order_type.has_trigger().then_some(trigger),
            reduce_only,
            ..OrderDraft::market(side, qty)
        },
    )
}

fn quotes() -> impl Strategy<Value = Quote<'static>> {
    let price = || tenths(900..1100);
    let qty = || prop::option::of(tenths(0..30));
    prop_oneof![
        (price(), qty()).prop_map(|(price, qty)| Quote::Trade { price, qty }),
        (price(), price(), qty()).prop_map(|(from, to, qty)| Quote::Move { from, to, qty }),
    ]
}

fn available(quote: &Quote<'_>) -> Option<Decimal> {
    match *quote {
        Quote::Trade { qty, .. } | Quote::Move { qty, .. } => qty,
        Quote::Book { .. } => None,
    }
}

fn is_within(draft: &OrderDraft, price: Decimal) -> bool {
    draft.price.is_none_or(|limit| match draft.side {
        Side::Buy => price <= limit,
        Side::Sell => price >= limit,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_happens_on_paper_is_within_the_order_and_the_market(
        draft in drafts(),
        held in tenths(-50..50),
        slippage in 0..200_i64,
        quotes in prop::collection::vec(quotes(), 1..12),
    ) {
        let instrument = instrument();
        let terms = Terms { slippage_bps: Decimal::from(slippage), ..Terms::default() };
        let place = Place { instrument: &instrument, terms: &terms };
        let mut order = Order::new("c", draft);
        prop_assert_eq!(order.apply(OrderEvent::Submitted), Ok(Effect::Changed));
        let (mut working, mut held) = (Working::new(draft), held);

        for (number, quote) in (0..).zip(&quotes) {
            if order.status().is_over() {
                break;
            }
            let id = if number == 0 { MomentId::Arrival } else { MomentId::Tick(number) };
            let moment = Moment { id, quote: *quote, held_qty: held };
            let before = working;
            let events = if number == 0 {
                let Ok(events) = matching::arrive("c", &mut working, &moment, place) else {
                    prop_assert!(draft.reduce_only && held * draft.side.signed(Decimal::ONE) >= Decimal::ZERO);
                    return Ok(());
                };
                let accepted = OrderEvent::Accepted { venue_order_id: "v".into() };
                prop_assert_eq!(order.apply(accepted), Ok(Effect::Changed));
                events
            } else {
                matching::step("c", &mut working, &moment, place).expect("in range")
            };

            // Whoever looks at the same moment sees the same happen.
            let mut again = before;
            let repeated = if number == 0 {
                matching::arrive("c", &mut again, &moment, place).expect("it was taken")
            } else {
                matching::step("c", &mut again, &moment, place).expect("in range")
            };
            prop_assert_eq!((&repeated, again), (&events, working));

            let mut traded = Decimal::ZERO;
            for event in events {
                if let OrderEvent::Filled(fill) = &event {
                    prop_assert!(is_within(&draft, fill.price), "{fill:?}");
                    prop_assert!(fill.qty > Decimal::ZERO && fill.qty % Decimal::new(1, 1) == Decimal::ZERO);
                    let after = held + fill.side.signed(fill.qty);
                    prop_assert!(!draft.reduce_only || after.abs() < held.abs() && after * held >= Decimal::ZERO);
                    held = after;
                    traded += fill.qty;
                }
                prop_assert_eq!(order.apply(event), Ok(Effect::Changed), "in the table, and new");
            }
            prop_assert!(available(quote).is_none_or(|qty| traded <= qty));
            prop_assert_eq!(order.filled_qty(), Ok(working.filled_qty));
            prop_assert_eq!(order.overfilled_qty(), Ok(Decimal::ZERO));
            prop_assert!(order.status().is_over() || Working::of(&order) == Ok(working), "it is restored as it is");
            let all_or_nothing = draft.time_in_force == TimeInForce::Fok && !draft.reduce_only;
            prop_assert!(!all_or_nothing || working.filled_qty.is_zero() || working.filled_qty == draft.qty);
        }
        // What may not wait has ended, once it was awake.
        let awake = !draft.order_type.has_trigger() || working.triggered;
        prop_assert!(draft.time_in_force == TimeInForce::Gtc || !awake || order.status().is_over());
    }
}
