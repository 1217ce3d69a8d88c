//! What a venue of paper does with an order: a function of the order and of the market, moment by moment.
//!
//! Live trading and replay run the same code. An order that rests is restored from what is stored of it; the names of its
//! trades follow from its own name and from the moment's, so that two who look at the same moment make one trade.
//!
//! An order that takes trades at the market's price, moved against it by the slippage, and pays the taker's fee. One that
//! waited trades at its own price, also where the market went past it, and pays the maker's. A stop that the market
//! jumps over trades where the market is then; on a move through its trigger, at the trigger. What is left of an IOC or
//! FOK order is canceled, as at Nautilus: after that, unlike after an expiry, a fill that was late still counts.

mod engine;
mod quote;

use std::fmt;

use rust_decimal::Decimal;

pub use self::{
    engine::{arrive, step},
    quote::{Level, Quote, Terms, TermsError},
};
use crate::{
    instrument::Instrument,
    money::{self, AmountError},
    order::{Order, OrderDraft, OrderStatus},
    side::Side,
};

/// An order at a venue of paper, as far as matching needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Working {
    /// What it asks for.
    pub draft: OrderDraft,
    /// How much of it is filled.
    pub filled_qty: Decimal,
    /// Whether its trigger was reached; false for one without.
    pub triggered: bool,
}

impl Working {
    /// An order of which nothing has happened yet.
    pub const fn new(draft: OrderDraft) -> Self {
        Self { draft, filled_qty: Decimal::ZERO, triggered: false }
    }

    /// An order as it stands.
    pub fn of(order: &Order) -> Result<Self, AmountError> {
        let filled_qty = order.filled_qty()?;
        let triggered = order.draft().order_type.has_trigger()
            && (!filled_qty.is_zero()
                || order.status() == OrderStatus::Triggered
                || order.previous_status() == Some(OrderStatus::Triggered));
        Ok(Self { draft: *order.draft(), filled_qty, triggered })
    }

    /// What is left of it.
    pub fn remaining_qty(&self) -> Result<Decimal, AmountError> {
        money::subtract(self.draft.qty, self.filled_qty)
    }

    /// Whether the market, anywhere between these prices, is where the order trades or wakes. Cheap: what is asked of
    /// every candle.
    pub fn concerns(&self, low: Decimal, high: Decimal) -> bool {
        let Self { draft: OrderDraft { side, order_type, price, trigger_price, .. }, triggered, .. } = *self;
        match (trigger_price, price) {
            (Some(trigger), _) if !triggered => {
                if order_type.triggers_upward(side) {
                    high >= trigger
                } else {
                    low <= trigger
                }
            }
            (_, Some(limit)) => match side {
                Side::Buy => low <= limit,
                Side::Sell => high >= limit,
            },
            (_, None) => true,
        }
    }
}

/// A moment of the market, seen from an order.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The moment's own name, from which the names of its trades follow.
    pub id: MomentId,
    /// Where one can trade.
    pub quote: Quote<'a>,
    /// What the order's owner holds in the instrument, which a reduce-only order reduces.
    pub held_qty: Decimal,
}

/// A moment's name: each order meets one of a name once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MomentId {
    /// The order's arrival.
    Arrival,
    /// A tick, or a part of a candle, of the instrument.
    Tick(u64),
}

/// Where an order is matched, and on which terms.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What is traded.
    pub instrument: &'a Instrument,
    /// What it costs.
    pub terms: &'a Terms,
}

/// Why an order is refused on its arrival. Nothing traded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArrivalError {
    /// A post-only order would take.
    #[error("the order is post-only and would trade at once")]
    WouldTake,
    /// A reduce-only order has nothing to reduce.
    #[error("the order is reduce-only and there is nothing to reduce")]
    NothingToReduce,
    /// A number left the range of amounts.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// The name of an order's n-th trade of a moment.
struct TradeId<'a> {
    client_order_id: &'a str,
    moment: MomentId,
    /// From 1.
    ordinal: usize,
}

impl fmt::Display for TradeId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client_order_id, moment, ordinal } = self;
        match (moment, ordinal) {
            (MomentId::Arrival, ordinal) => write!(f, "{client_order_id}-{ordinal}"),
            (MomentId::Tick(tick), 1) => write!(f, "{client_order_id}-t{tick}"),
            (MomentId::Tick(tick), ordinal) => write!(f, "{client_order_id}-t{tick}-{ordinal}"),
        }
    }
}

#[cfg(test)]
mod tests;
