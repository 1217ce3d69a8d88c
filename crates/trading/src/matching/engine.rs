//! One order against one moment of the market.

use rust_decimal::Decimal;

use super::{ArrivalError, Moment, Place, Quote, TradeId, Working};
use crate::{
    fill::{Fill, Liquidity},
    instrument::InstrumentError,
    money::{self, AmountError},
    order::{OrderDraft, OrderEvent, TimeInForce},
    side::Side,
};

/// What happens to an order as it arrives, in order; nothing where it waits.
pub fn arrive(
    client_order_id: &str,
    order: &mut Working,
    moment: &Moment<'_>,
    place: Place<'_>,
) -> Result<Vec<OrderEvent>, ArrivalError> {
    let mut meeting = Meeting::new(client_order_id, *order, moment, place);
    if order.draft.reduce_only && meeting.reducible().is_some_and(|qty| qty.is_zero()) {
        return Err(ArrivalError::NothingToReduce);
    }
    if order.draft.post_only && meeting.would_take() {
        return Err(ArrivalError::WouldTake);
    }
    meeting.arrive(moment.quote)?;
    *order = meeting.order;
    Ok(meeting.events)
}

/// What happens to an order that waits, in order; nothing, and no allocation, where the market does not concern it.
pub fn step(
    client_order_id: &str,
    order: &mut Working,
    moment: &Moment<'_>,
    place: Place<'_>,
) -> Result<Vec<OrderEvent>, AmountError> {
    let concerned = moment.quote.range(order.draft.side).is_some_and(|(low, high)| order.concerns(low, high));
    if !concerned {
        return Ok(Vec::new());
    }
    let mut meeting = Meeting::new(client_order_id, *order, moment, place);
    if order.draft.order_type.has_trigger() && !order.triggered {
        meeting.arrive(moment.quote)?;
    } else {
        meeting.wait(moment.quote)?;
    }
    *order = meeting.order;
    Ok(meeting.events)
}

/// An order meets a moment of the market.
struct Meeting<'a> {
    client_order_id: &'a str,
    order: Working,
    moment: &'a Moment<'a>,
    place: Place<'a>,
    /// What the owner holds: less with every fill of a reduce-only order.
    held_qty: Decimal,
    /// What the moment has traded with the order.
    taken: Decimal,
    trades: usize,
    events: Vec<OrderEvent>,
}

impl<'a> Meeting<'a> {
    const fn new(client_order_id: &'a str, order: Working, moment: &'a Moment<'a>, place: Place<'a>) -> Self {
        Self {
            client_order_id,
            order,
            moment,
            place,
            held_qty: moment.held_qty,
            taken: Decimal::ZERO,
            trades: 0,
            events: Vec::new(),
        }
    }

    /// What a reduce-only order may still trade; `None` for another.
    fn reducible(&self) -> Option<Decimal> {
        let OrderDraft { reduce_only, side, .. } = self.order.draft;
        let opposes = match side {
            Side::Buy => self.held_qty < Decimal::ZERO,
            Side::Sell => self.held_qty > Decimal::ZERO,
        };
        reduce_only.then(|| if opposes { self.held_qty.abs() } else { Decimal::ZERO })
    }

    /// Whether the order, a limit order, would trade on its arrival.
    fn would_take(&self) -> bool {
        self.moment.quote.best(self.order.draft.side).is_some_and(|price| self.accepts(price))
    }

    /// The order arrives, or its trigger may be reached: it takes what it finds, and what is left waits or ends.
    fn arrive(&mut self, quote: Quote<'_>) -> Result<(), AmountError> {
        let Some(quote) = self.woken(quote) else { return Ok(()) };
        let time_in_force = self.order.draft.time_in_force;
        if time_in_force == TimeInForce::Fok && self.takeable(&quote)? < self.remaining()? {
            self.events.push(OrderEvent::Canceled);
            return Ok(());
        }
        self.take(&quote)?;
        if self.ended_by_nothing_to_reduce()? {
            return Ok(());
        }
        let left = !self.remaining()?.is_zero();
        match (time_in_force, quote) {
            (TimeInForce::Ioc | TimeInForce::Fok, _) if left => self.events.push(OrderEvent::Canceled),
            // It waits now, and the market moves on.
            (TimeInForce::Gtc, Quote::Move { .. }) if left && self.order.draft.price.is_some() => {
                self.wait(quote)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The market from where the order is awake; `None` where it sleeps on.
    fn woken<'q>(&mut self, quote: Quote<'q>) -> Option<Quote<'q>> {
        let OrderDraft { side, order_type, trigger_price, .. } = self.order.draft;
        let Some(trigger) = trigger_price.filter(|_| !self.order.triggered) else { return Some(quote) };
        let (low, high) = quote.range(side)?;
        if !self.order.concerns(low, high) {
            return None;
        }
        self.order.triggered = true;
        self.events.push(OrderEvent::Triggered);
        Some(match quote {
            Quote::Move { from, to, qty } => {
                let jumped = if order_type.triggers_upward(side) { from >= trigger } else { from <= trigger };
                Quote::Move { from: if jumped { from } else { trigger }, to, qty }
            }
            quote => quote,
        })
    }

    /// Takes what there is at a price that the order accepts.
    fn take(&mut self, quote: &Quote<'_>) -> Result<(), AmountError> {
        let side = self.order.draft.side;
        match *quote {
            Quote::Trade { price, qty } | Quote::Move { from: price, qty, .. } => {
                if self.accepts(price) {
                    let price = self.slipped(price)?;
                    self.trade(price, qty, Liquidity::Taker)?;
                }
            }
            Quote::Book { bids, asks } => {
                for level in Quote::levels_for(side, bids, asks) {
                    if !self.accepts(level.price) || self.remaining()?.is_zero() {
                        break;
                    }
                    // Each level has its own quantity.
                    self.taken = Decimal::ZERO;
                    self.trade(level.price, Some(level.qty), Liquidity::Taker)?;
                }
            }
        }
        Ok(())
    }

    /// How much it could take.
    fn takeable(&self, quote: &Quote<'_>) -> Result<Decimal, AmountError> {
        let remaining = self.remaining()?;
        let found = match *quote {
            Quote::Trade { price, qty } | Quote::Move { from: price, qty, .. } => {
                if self.accepts(price) {
                    self.lots(qty.unwrap_or(remaining))?
                } else {
                    Decimal::ZERO
                }
            }
            Quote::Book { bids, asks } => {
                let levels = Quote::levels_for(self.order.draft.side, bids, asks).iter();
                let accepted = levels.take_while(|level| self.accepts(level.price));
                accepted
                    .map(|level| self.lots(level.qty))
                    .try_fold(Decimal::ZERO, |sum, qty| qty.and_then(|qty| money::add(sum, qty)))?
            }
        };
        Ok(self.reducible().map_or(found, |reducible| reducible.min(found)))
    }

    /// The order waited: one with a limit trades at it, another goes on taking.
    fn wait(&mut self, quote: Quote<'_>) -> Result<(), AmountError> {
        let Some(limit) = self.order.draft.price else {
            self.take(&quote)?;
            self.ended_by_nothing_to_reduce()?;
            return Ok(());
        };
        let side = self.order.draft.side;
        let Some((low, high)) = quote.range(side) else { return Ok(()) };
        if !self.order.concerns(low, high) {
            return Ok(());
        }
        let qty = match quote {
            Quote::Trade { qty, .. } | Quote::Move { qty, .. } => qty,
            Quote::Book { .. } => Some(self.takeable(&quote)?),
        };
        self.trade(limit, qty, Liquidity::Maker)?;
        self.ended_by_nothing_to_reduce()?;
        Ok(())
    }

    /// Trades at a price as much as there is, as is left, and as may be.
    fn trade(
        &mut self,
        price: Decimal,
        available: Option<Decimal>,
        liquidity: Liquidity,
    ) -> Result<(), AmountError> {
        let mut qty = self.remaining()?;
        if let Some(available) = available {
            qty = qty.min(self.lots(available - self.taken)?);
        }
        if let Some(reducible) = self.reducible() {
            qty = qty.min(reducible);
        }
        if qty <= Decimal::ZERO || price <= Decimal::ZERO {
            return Ok(());
        }
        let fill = self.fill(qty, price, liquidity)?;
        self.order.filled_qty = money::add(self.order.filled_qty, qty)?;
        self.held_qty = money::add(self.held_qty, self.order.draft.side.signed(qty))?;
        self.taken = money::add(self.taken, qty)?;
        self.events.push(OrderEvent::Filled(fill));
        Ok(())
    }

    fn fill(&mut self, qty: Decimal, price: Decimal, liquidity: Liquidity) -> Result<Fill, AmountError> {
        let Place { instrument, terms } = self.place;
        let rate = match liquidity {
            Liquidity::Maker => terms.maker_fee_rate,
            Liquidity::Taker => terms.taker_fee_rate,
        };
        self.trades += 1;
        let (client_order_id, moment, ordinal) = (self.client_order_id, self.moment.id, self.trades);
        Ok(Fill {
            trade_id: TradeId { client_order_id, moment, ordinal }.to_string(),
            side: self.order.draft.side,
            qty,
            price,
            fee: money::multiply(instrument.notional(qty, price)?, rate)?,
            fee_currency: instrument.spec().quote.clone(),
            liquidity,
        })
    }

    /// Ends a reduce-only order for which nothing is left to reduce, though something is left of it.
    fn ended_by_nothing_to_reduce(&mut self) -> Result<bool, AmountError> {
        let nothing = self.reducible().is_some_and(|qty| qty.is_zero());
        let ends = nothing && !self.remaining()?.is_zero();
        if ends {
            self.events.push(OrderEvent::Canceled);
        }
        Ok(ends)
    }

    fn remaining(&self) -> Result<Decimal, AmountError> {
        self.order.remaining_qty()
    }

    /// Whether the order would trade at a price: at its limit or better.
    fn accepts(&self, price: Decimal) -> bool {
        match (self.order.draft.price, self.order.draft.side) {
            (None, _) => true,
            (Some(limit), Side::Buy) => price <= limit,
            (Some(limit), Side::Sell) => price >= limit,
        }
    }

    /// A quantity in whole lots: none of less than one.
    fn lots(&self, qty: Decimal) -> Result<Decimal, AmountError> {
        if qty <= Decimal::ZERO {
            return Ok(Decimal::ZERO);
        }
        money::floor_to(qty, self.place.instrument.spec().lot_step)
    }

    /// A price moved against the order by the slippage, onto the tick beyond, and to its limit at most.
    fn slipped(&self, price: Decimal) -> Result<Decimal, AmountError> {
        let Place { instrument, terms } = self.place;
        if terms.slippage_bps.is_zero() {
            return Ok(price);
        }
        let OrderDraft { side, price: limit, .. } = self.order.draft;
        let moved = money::add(price, side.signed(terms.slippage(price)?))?;
        // The tick that is worse for the order is the one that the other side would wait at.
        let moved = match instrument.passive_price(side.opposite(), moved) {
            Ok(on_tick) => on_tick,
            Err(InstrumentError::Amount(error)) => return Err(error),
            // Below the first tick there is none.
            Err(_) => instrument.spec().price_tick,
        };
        Ok(match (limit, side) {
            (None, _) => moved,
            (Some(limit), Side::Buy) => moved.min(limit),
            (Some(limit), Side::Sell) => moved.max(limit),
        })
    }
}
