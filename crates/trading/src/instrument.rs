//! What an instrument allows: the steps of its prices and quantities, and their limits.

use rust_decimal::Decimal;

use crate::{
    money::{self, AmountError},
    side::Side,
};

/// An instrument's record, as stored. [`Instrument::new`] checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentSpec {
    /// The venue's name for the instrument, such as `BTCUSDT`.
    pub symbol: String,
    /// The currency that quantities are in.
    pub base: String,
    /// The currency that prices, values and profit are in.
    pub quote: String,
    /// The smallest step of a price; above zero.
    pub price_tick: Decimal,
    /// The smallest step of a quantity; above zero.
    pub lot_step: Decimal,
    /// The smallest quantity of an order.
    pub min_qty: Decimal,
    /// The largest quantity of an order, where there is one.
    pub max_qty: Option<Decimal>,
    /// The smallest value of an order, in the quote currency.
    pub min_notional: Decimal,
    /// What one unit of quantity is worth at a price of one; above zero.
    pub multiplier: Decimal,
}

/// An instrument whose rules make sense: steps and multiplier above zero, limits not below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    spec: InstrumentSpec,
}

/// Why a price or a quantity is not one of the instrument's, or the instrument itself makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstrumentError {
    /// The record is broken.
    #[error("the instrument's {field} is {observed}: it must be {must}")]
    Broken {
        /// Which field of the record.
        field: &'static str,
        /// What it is.
        observed: Decimal,
        /// What it must be.
        must: &'static str,
    },
    /// A quantity that is zero or negative.
    #[error("the quantity is {observed}: it must be above zero")]
    QtyNotPositive {
        /// The quantity.
        observed: Decimal,
    },
    /// Below one step, so nothing is left after flooring.
    #[error("the quantity {observed} is below one step of {lot_step} {base}")]
    BelowLotStep {
        /// The quantity.
        observed: Decimal,
        /// The step.
        lot_step: Decimal,
        /// The currency of both.
        base: String,
    },
    /// Below the smallest order.
    #[error("the quantity {observed} is below the smallest order of {min_qty} {base}")]
    BelowMinQty {
        /// The quantity, floored.
        observed: Decimal,
        /// The smallest quantity.
        min_qty: Decimal,
        /// The currency of both.
        base: String,
    },
    /// Above the largest order.
    #[error("the quantity {observed} is above the largest order of {max_qty} {base}")]
    AboveMaxQty {
        /// The quantity, floored.
        observed: Decimal,
        /// The largest quantity.
        max_qty: Decimal,
        /// The currency of both.
        base: String,
    },
    /// Worth less than the smallest order.
    #[error("the order is worth {observed} {quote}, less than the smallest order of {min_notional} {quote}")]
    BelowMinNotional {
        /// The order's value.
        observed: Decimal,
        /// The smallest value.
        min_notional: Decimal,
        /// The currency of both.
        quote: String,
    },
    /// A price that is zero or negative.
    #[error("the price is {observed}: it must be above zero")]
    PriceNotPositive {
        /// The price.
        observed: Decimal,
    },
    /// A price between two ticks.
    #[error("the price {observed} is not a multiple of the tick {price_tick} {quote}")]
    PriceOffTick {
        /// The price.
        observed: Decimal,
        /// The tick.
        price_tick: Decimal,
        /// The currency of both.
        quote: String,
    },
    /// Not an amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl Instrument {
    /// An instrument of this record, if the record makes sense.
    pub fn new(spec: InstrumentSpec) -> Result<Self, InstrumentError> {
        Ok(Self {
            spec: InstrumentSpec {
                price_tick: above_zero("price tick", spec.price_tick)?,
                lot_step: above_zero("lot step", spec.lot_step)?,
                multiplier: above_zero("multiplier", spec.multiplier)?,
                min_qty: not_below_zero("smallest quantity", spec.min_qty)?,
                max_qty: spec.max_qty.map(|qty| above_zero("largest quantity", qty)).transpose()?,
                min_notional: not_below_zero("smallest value", spec.min_notional)?,
                ..spec
            },
        })
    }

    /// The record.
    pub const fn spec(&self) -> &InstrumentSpec {
        &self.spec
    }

    /// What a quantity is worth at a price, in the quote currency, signed like the quantity.
    pub fn notional(&self, qty: Decimal, price: Decimal) -> Result<Decimal, AmountError> {
        money::notional(qty, price, self.spec.multiplier)
    }

    /// The largest tradable quantity that is not above `qty`: zero where `qty` is below one step.
    pub fn floor_qty(&self, qty: Decimal) -> Result<Decimal, InstrumentError> {
        let qty = money::check(qty)?;
        if qty <= Decimal::ZERO {
            return Err(InstrumentError::QtyNotPositive { observed: qty });
        }
        Ok(money::floor_to(qty, self.spec.lot_step)?)
    }

    /// The quantity of an order that wants `qty`: floored to the lot step, not empty, not above the
    /// largest order. The least that an order may be is [`Self::check_least`]'s matter.
    pub fn order_qty(&self, qty: Decimal) -> Result<Decimal, InstrumentError> {
        let InstrumentSpec { lot_step, max_qty, ref base, .. } = self.spec;
        let floored = self.floor_qty(qty)?;
        if floored.is_zero() {
            return Err(InstrumentError::BelowLotStep {
                observed: qty.normalize(),
                lot_step,
                base: base.clone(),
            });
        }
        match max_qty {
            Some(max_qty) if floored > max_qty => {
                Err(InstrumentError::AboveMaxQty { observed: floored, max_qty, base: base.clone() })
            }
            _ => Ok(floored),
        }
    }

    /// Refuses an order that is too small in quantity or in value.
    pub fn check_least(&self, qty: Decimal, notional: Decimal) -> Result<(), InstrumentError> {
        let InstrumentSpec { min_qty, min_notional, ref base, ref quote, .. } = self.spec;
        if qty < min_qty {
            return Err(InstrumentError::BelowMinQty { observed: qty, min_qty, base: base.clone() });
        }
        if notional < min_notional {
            let quote = quote.clone();
            return Err(InstrumentError::BelowMinNotional { observed: notional, min_notional, quote });
        }
        Ok(())
    }

    /// The price itself, if it is above zero and on the tick.
    pub fn price_on_tick(&self, price: Decimal) -> Result<Decimal, InstrumentError> {
        if self.floor_price(price)? == price {
            return Ok(price);
        }
        let InstrumentSpec { price_tick, ref quote, .. } = self.spec;
        Err(InstrumentError::PriceOffTick { observed: price.normalize(), price_tick, quote: quote.clone() })
    }

    /// The nearest price on the tick that waits rather than trades: down for a buy, up for a sell.
    ///
    /// A buy below the first tick has no such price and is refused.
    pub fn passive_price(&self, side: Side, price: Decimal) -> Result<Decimal, InstrumentError> {
        let below = self.floor_price(price)?;
        let passive = match side {
            Side::Sell if below < price => money::add(below, self.spec.price_tick)?,
            Side::Buy | Side::Sell => below,
        };
        if passive.is_zero() {
            return Err(InstrumentError::PriceNotPositive { observed: passive });
        }
        Ok(passive)
    }

    fn floor_price(&self, price: Decimal) -> Result<Decimal, InstrumentError> {
        let price = money::check(price)?;
        if price <= Decimal::ZERO {
            return Err(InstrumentError::PriceNotPositive { observed: price });
        }
        Ok(money::floor_to(price, self.spec.price_tick)?)
    }
}

fn above_zero(field: &'static str, observed: Decimal) -> Result<Decimal, InstrumentError> {
    let amount = money::check(observed)?;
    if amount <= Decimal::ZERO {
        return Err(InstrumentError::Broken { field, observed, must: "above zero" });
    }
    Ok(amount)
}

fn not_below_zero(field: &'static str, observed: Decimal) -> Result<Decimal, InstrumentError> {
    let amount = money::check(observed)?;
    if amount < Decimal::ZERO {
        return Err(InstrumentError::Broken { field, observed, must: "zero or above" });
    }
    Ok(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Decimal {
        money::parse(text).unwrap()
    }

    fn spec() -> InstrumentSpec {
        InstrumentSpec {
            symbol: "BTCUSDT".into(),
            base: "BTC".into(),
            quote: "USDT".into(),
            price_tick: amount("0.05"),
            lot_step: amount("0.001"),
            min_qty: amount("0.002"),
            max_qty: Some(amount("100")),
            min_notional: amount("5"),
            multiplier: Decimal::ONE,
        }
    }

    fn instrument() -> Instrument {
        Instrument::new(spec()).unwrap()
    }

    #[test]
    fn a_quantity_floors_to_the_lot_step() {
        assert_eq!(instrument().order_qty(amount("0.0029999")), Ok(amount("0.002")));
        assert_eq!(instrument().order_qty(amount("0.003")), Ok(amount("0.003")));
        assert_eq!(instrument().order_qty(amount("100.0009")), Ok(amount("100")));
    }

    #[test]
    fn a_quantity_outside_the_limits_is_refused() {
        let refused = |qty: &str| instrument().order_qty(amount(qty)).unwrap_err().to_string();
        assert_eq!(refused("0"), "the quantity is 0: it must be above zero");
        assert_eq!(refused("-1"), "the quantity is -1: it must be above zero");
        assert_eq!(refused("0.0009"), "the quantity 0.0009 is below one step of 0.001 BTC");
        assert_eq!(refused("100.001"), "the quantity 100.001 is above the largest order of 100 BTC");
    }

    #[test]
    fn an_order_has_a_least_quantity_and_a_least_value() {
        let least = |qty: &str, value: &str| instrument().check_least(amount(qty), amount(value));
        assert_eq!(least("0.002", "5"), Ok(()));
        assert!(matches!(least("0.001", "5"), Err(InstrumentError::BelowMinQty { .. })));
        assert_eq!(
            least("0.002", "4.99").unwrap_err().to_string(),
            "the order is worth 4.99 USDT, less than the smallest order of 5 USDT",
        );
    }

    #[test]
    fn a_price_off_the_tick_is_refused_or_rounded_passively() {
        let instrument = instrument();
        assert_eq!(instrument.price_on_tick(amount("100.05")), Ok(amount("100.05")));
        assert!(matches!(
            instrument.price_on_tick(amount("100.06")),
            Err(InstrumentError::PriceOffTick { .. })
        ));
        assert_eq!(instrument.passive_price(Side::Buy, amount("100.09")), Ok(amount("100.05")));
        assert_eq!(instrument.passive_price(Side::Sell, amount("100.06")), Ok(amount("100.1")));
        assert_eq!(instrument.passive_price(Side::Sell, amount("100.05")), Ok(amount("100.05")));
        assert!(instrument.passive_price(Side::Buy, amount("0.01")).is_err());
        assert!(instrument.passive_price(Side::Sell, amount("-1")).is_err());
    }

    #[test]
    fn a_record_that_makes_no_sense_is_refused() {
        let broken = |change: fn(&mut InstrumentSpec)| {
            let mut spec = spec();
            change(&mut spec);
            Instrument::new(spec).unwrap_err().to_string()
        };
        assert_eq!(
            broken(|spec| spec.lot_step = Decimal::ZERO),
            "the instrument's lot step is 0: it must be above zero"
        );
        assert_eq!(
            broken(|spec| spec.multiplier = Decimal::NEGATIVE_ONE),
            "the instrument's multiplier is -1: it must be above zero"
        );
        assert_eq!(
            broken(|spec| spec.min_notional = Decimal::NEGATIVE_ONE),
            "the instrument's smallest value is -1: it must be zero or above"
        );
    }
}
