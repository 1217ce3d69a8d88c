//! Steps: flooring never raises, and a passive price never trades.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::Side;

use crate::{instruments, prices, quantities};

proptest! {
    #[test]
    fn flooring_never_raises_a_quantity(instrument in instruments(), qty in quantities()) {
        let floored = instrument.floor_qty(qty).expect("above zero");
        let step = instrument.spec().lot_step;
        prop_assert!(floored <= qty);
        prop_assert!(qty - floored < step, "less than a step is lost");
        prop_assert_eq!(floored % step, Decimal::ZERO);
        if !floored.is_zero() {
            prop_assert_eq!(instrument.floor_qty(floored), Ok(floored), "flooring again changes nothing");
        }
    }

    #[test]
    fn a_passive_price_is_on_the_tick_and_on_the_waiting_side(instrument in instruments(), price in prices()) {
        let tick = instrument.spec().price_tick;
        let ask = instrument.passive_price(Side::Sell, price).expect("a sell can always ask for more");
        prop_assert!(ask >= price && ask - price < tick);
        prop_assert_eq!(instrument.price_on_tick(ask), Ok(ask));
        match instrument.passive_price(Side::Buy, price) {
            Ok(bid) => {
                prop_assert!(bid <= price && price - bid < tick);
                prop_assert_eq!(instrument.price_on_tick(bid), Ok(bid));
                prop_assert_eq!(bid == ask, instrument.price_on_tick(price).is_ok());
            }
            Err(_) => prop_assert!(price < tick, "only below the first tick is there no bid"),
        }
    }
}
