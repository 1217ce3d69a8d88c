//! What an order asks for, and whether an instrument can express it.

use std::fmt;

use rust_decimal::Decimal;

use crate::{
    instrument::{Instrument, InstrumentError},
    side::Side,
};

/// How an order trades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderType {
    /// At once, at whatever price there is.
    Market,
    /// At its price or better.
    Limit,
    /// Nothing until the market moves against it to its trigger; then a market order.
    Stop,
    /// Nothing until the market moves against it to its trigger; then a limit order.
    StopLimit,
    /// Nothing until the market moves in its favour to its trigger; then a market order.
    TakeProfit,
    /// Nothing until the market moves in its favour to its trigger; then a limit order.
    TakeProfitLimit,
}

impl OrderType {
    /// Every type, in the order of declaration.
    pub const ALL: [Self; 6] =
        [Self::Market, Self::Limit, Self::Stop, Self::StopLimit, Self::TakeProfit, Self::TakeProfitLimit];

    /// Whether it has a limit: a price that it never trades worse than.
    pub const fn has_price(self) -> bool {
        matches!(self, Self::Limit | Self::StopLimit | Self::TakeProfitLimit)
    }

    /// Whether it waits for a trigger.
    pub const fn has_trigger(self) -> bool {
        !matches!(self, Self::Market | Self::Limit)
    }

    /// Which way the market has to move to the trigger of an order on `side`: up to it, or down to it.
    pub const fn triggers_upward(self, side: Side) -> bool {
        let against = matches!(self, Self::Stop | Self::StopLimit);
        matches!((side, against), (Side::Buy, true) | (Side::Sell, false))
    }

    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Market => "MARKET",
            Self::Limit => "LIMIT",
            Self::Stop => "STOP",
            Self::StopLimit => "STOP_LIMIT",
            Self::TakeProfit => "TAKE_PROFIT",
            Self::TakeProfitLimit => "TAKE_PROFIT_LIMIT",
        }
    }
}

impl fmt::Display for OrderType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How long an order stands, counted from its trigger where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeInForce {
    /// Good till canceled: what does not trade at once waits.
    Gtc,
    /// Immediate or cancel: takes what is there, the rest ends.
    Ioc,
    /// Fill or kill: all at once or nothing.
    Fok,
}

impl TimeInForce {
    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gtc => "GTC",
            Self::Ioc => "IOC",
            Self::Fok => "FOK",
        }
    }
}

impl fmt::Display for TimeInForce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an order asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderDraft {
    /// Which way it trades.
    pub side: Side,
    /// How it trades.
    pub order_type: OrderType,
    /// How long it stands.
    pub time_in_force: TimeInForce,
    /// How much, in the base currency; above zero.
    pub qty: Decimal,
    /// The limit, in the quote currency; `None` for a type without one.
    pub price: Option<Decimal>,
    /// The price that wakes it; `None` for a type without one.
    pub trigger_price: Option<Decimal>,
    /// May close what is held, never open or turn it.
    pub reduce_only: bool,
    /// Waits in the book or is refused; never takes from it.
    pub post_only: bool,
}

impl OrderDraft {
    /// An order that takes `qty` at whatever price there is, now.
    pub const fn market(side: Side, qty: Decimal) -> Self {
        Self {
            side,
            order_type: OrderType::Market,
            time_in_force: TimeInForce::Ioc,
            qty,
            price: None,
            trigger_price: None,
            reduce_only: false,
            post_only: false,
        }
    }

    /// An order that trades at `price` or better, and waits for it.
    pub const fn limit(side: Side, qty: Decimal, price: Decimal) -> Self {
        let market = Self::market(side, qty);
        Self { order_type: OrderType::Limit, time_in_force: TimeInForce::Gtc, price: Some(price), ..market }
    }

    /// An order that becomes a market order when the market has moved against it to `trigger`.
    pub const fn stop(side: Side, qty: Decimal, trigger: Decimal) -> Self {
        let market = Self::market(side, qty);
        Self {
            order_type: OrderType::Stop,
            time_in_force: TimeInForce::Gtc,
            trigger_price: Some(trigger),
            ..market
        }
    }

    /// An order that becomes a market order when the market has moved in its favour to `trigger`.
    pub const fn take_profit(side: Side, qty: Decimal, trigger: Decimal) -> Self {
        Self { order_type: OrderType::TakeProfit, ..Self::stop(side, qty, trigger) }
    }

    /// The price that the order names: its limit, else its trigger; `None` for a market order.
    pub const fn named_price(&self) -> Option<Decimal> {
        match self.price {
            Some(price) => Some(price),
            None => self.trigger_price,
        }
    }

    /// The highest price at which it may trade, as far as anybody knows: its limit, where it buys; else what it names or the
    /// last price, whichever is higher, for a limit to sell is but the least that it takes.
    pub fn highest_price(&self, last_price: Option<Decimal>) -> Option<Decimal> {
        match (self.side, self.price) {
            (Side::Buy, Some(limit)) => Some(limit),
            _ => self.price.max(self.trigger_price).max(last_price),
        }
    }

    /// Whether it says what its type needs, and nothing that its type has no use for; of any instrument.
    pub fn check_terms(&self) -> Result<(), DraftError> {
        let Self { order_type, time_in_force, .. } = *self;
        match (order_type.has_price(), self.price) {
            (true, None) => return Err(DraftError::PriceMissing { order_type }),
            (false, Some(observed)) => return Err(DraftError::PriceUnexpected { order_type, observed }),
            _ => {}
        }
        match (order_type.has_trigger(), self.trigger_price) {
            (true, None) => return Err(DraftError::TriggerMissing { order_type }),
            (false, Some(observed)) => return Err(DraftError::TriggerUnexpected { order_type, observed }),
            _ => {}
        }
        if self.post_only && !(order_type == OrderType::Limit && time_in_force == TimeInForce::Gtc) {
            return Err(DraftError::PostOnly { order_type, time_in_force });
        }
        Ok(())
    }

    /// The order as the instrument can express it, or why it cannot.
    ///
    /// The quantity is floored to the lot step. A limit off the tick is refused, except that of a post-only order,
    /// which is rounded to the side that waits: whoever asks to wait loses nothing by it. A trigger off the tick is
    /// refused. A trigger that `last_price`, where it is known, has reached already is refused: it would trade at
    /// once, which is not what was meant.
    pub fn fitted(&self, instrument: &Instrument, last_price: Option<Decimal>) -> Result<Self, DraftError> {
        self.check_terms()?;
        let Self { side, order_type, .. } = *self;
        let on_tick = |price| {
            if self.post_only {
                instrument.passive_price(side, price)
            } else {
                instrument.price_on_tick(price)
            }
        };
        let price = self.price.map(on_tick).transpose()?;
        let trigger_price =
            self.trigger_price.map(|trigger| instrument.price_on_tick(trigger)).transpose()?;
        if let (Some(trigger), Some(last)) = (trigger_price, last_price) {
            check_trigger(order_type, side, trigger, last)?;
        }
        Ok(Self { qty: instrument.order_qty(self.qty)?, price, trigger_price, ..*self })
    }
}

/// Why an instrument cannot express a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// The type trades at a limit and has none.
    #[error("a {order_type} order needs a price")]
    PriceMissing {
        /// The type.
        order_type: OrderType,
    },
    /// The type trades at whatever price there is and has a limit.
    #[error("a {order_type} order has no price, and this one has {}", .observed.normalize())]
    PriceUnexpected {
        /// The type.
        order_type: OrderType,
        /// The price.
        observed: Decimal,
    },
    /// The type waits for a trigger and has none.
    #[error("a {order_type} order needs a trigger price")]
    TriggerMissing {
        /// The type.
        order_type: OrderType,
    },
    /// The type waits for nothing and has a trigger.
    #[error("a {order_type} order has no trigger price, and this one has {}", .observed.normalize())]
    TriggerUnexpected {
        /// The type.
        order_type: OrderType,
        /// The trigger.
        observed: Decimal,
    },
    /// The market has reached the trigger before the order was placed.
    #[error(
        "a {order_type} order to {side} waits for a price {} the last one, {}, and its trigger is {}",
        direction(*.order_type, *.side),
        .last.normalize(),
        .observed.normalize()
    )]
    TriggerPassed {
        /// The type.
        order_type: OrderType,
        /// The side.
        side: Side,
        /// The trigger.
        observed: Decimal,
        /// The last price.
        last: Decimal,
    },
    /// It shall wait, and cannot.
    #[error(
        "only a LIMIT order that is GTC can wait in the book; this one is a {order_type} order and {time_in_force}"
    )]
    PostOnly {
        /// The type.
        order_type: OrderType,
        /// How long it stands.
        time_in_force: TimeInForce,
    },
    /// The instrument has no such price or quantity.
    #[error(transparent)]
    Instrument(#[from] InstrumentError),
}

const fn direction(order_type: OrderType, side: Side) -> &'static str {
    if order_type.triggers_upward(side) { "above" } else { "below" }
}

fn check_trigger(
    order_type: OrderType,
    side: Side,
    observed: Decimal,
    last: Decimal,
) -> Result<(), DraftError> {
    let waits = if order_type.triggers_upward(side) { observed > last } else { observed < last };
    if waits { Ok(()) } else { Err(DraftError::TriggerPassed { order_type, side, observed, last }) }
}

#[cfg(test)]
mod tests;
