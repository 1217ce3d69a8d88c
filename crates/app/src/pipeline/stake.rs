//! What is at stake: positions at their marks, and orders that work as far as they would open or enlarge one.

use std::collections::{BTreeMap, HashMap};

use prisma::{instrument, order, position};
use prisma_client_rust::Filter;
use rust_decimal::Decimal;
use trading::{
    money,
    risk::{Working, opening_qty},
};
use uuid::Uuid;

use super::{
    rows::{draft, rule_side},
    turn::LIVE,
};
use crate::{Error, Result, instruments::rules};

/// What some bots have at stake.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stake {
    /// Positions that are open, and those that an order would open.
    pub(crate) positions: u32,
    /// The value of both, without sign, in the quote currency.
    pub(crate) notional: Decimal,
}

/// The orders that work and may add to what is held.
pub(crate) fn adds() -> [Filter<order::Model>; 2] {
    [order::status::in_vec(LIVE.to_vec()), order::reduce_only::equals(false)]
}

/// What of an order has not traded.
pub(super) fn left(row: &order::Data) -> Decimal {
    (row.qty - row.filled_qty).max(Decimal::ZERO)
}

/// A bot in an instrument.
#[derive(Default)]
struct Book<'a> {
    position: Option<&'a position::Data>,
    orders: Vec<&'a order::Data>,
}

impl Stake {
    /// What these open positions come to, with these orders, each bot's oldest first: in one instrument, or in all.
    pub(crate) fn of<'a>(
        positions: impl IntoIterator<Item = &'a position::Data>,
        orders: impl IntoIterator<Item = &'a order::Data>,
        instruments: &HashMap<Uuid, instrument::Data>,
        within: Option<Uuid>,
    ) -> Result<Self> {
        let mut books: BTreeMap<(Uuid, Uuid), Book<'_>> = BTreeMap::new();
        for row in positions {
            books.entry((row.instrument_id, row.bot_id)).or_default().position = Some(row);
        }
        for row in orders {
            books.entry((row.instrument_id, row.bot_id)).or_default().orders.push(row);
        }
        let books = books.iter().filter(|((id, _), _)| within.is_none_or(|within| within == *id));
        books
            .map(|((id, _), book)| book.stake(*id, instruments))
            .try_fold(Self::default(), |sum, stake| sum.and(&stake?))
    }

    /// With what others have.
    pub(crate) fn and(self, other: &Self) -> Result<Self> {
        let notional = money::add(self.notional, other.notional).map_err(Error::amount)?;
        Ok(Self { positions: self.positions.saturating_add(other.positions), notional })
    }
}

impl Book<'_> {
    fn stake(&self, id: Uuid, instruments: &HashMap<Uuid, instrument::Data>) -> Result<Stake> {
        let row = instruments.get(&id).ok_or_else(|| Error::row(id, "the instrument is missing"))?;
        let (rules, broken) = (rules(row)?, |error| Error::row(id, error));
        let held = self.position.map_or(Decimal::ZERO, |position| position.signed_qty);
        let mark = self.position.map_or(Decimal::ZERO, |position| position.mark_price);
        let mut notional = rules.notional(held, mark).map_err(broken)?.abs();
        let (mut working, mut opens) = (Working::NONE, !held.is_zero());
        for order in &self.orders {
            let (side, left) = (rule_side(order.side), left(order));
            let more = opening_qty(held, working.on(side), side, left).map_err(broken)?;
            let price = draft(order).highest_price(row.last_price).unwrap_or_default();
            let value = rules.notional(more, price).map_err(broken)?;
            notional = money::add(notional, value).map_err(broken)?;
            working = working.with(side, left).map_err(broken)?;
            opens |= !left.is_zero();
        }
        Ok(Stake { positions: u32::from(opens), notional })
    }
}
