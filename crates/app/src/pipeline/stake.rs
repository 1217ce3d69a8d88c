//! What is at stake: positions at their marks, and orders that work as far as they would open or enlarge one.

use std::collections::{BTreeMap, HashMap};

use prisma::{PositionStatus, TenantDb, instrument, order, position};
use prisma_client_rust::query::FindMany;
use rust_decimal::{Decimal, dec};
use trading::{
    AmountError, Instrument, money,
    risk::{WorkingQty, opening_qty},
};
use uuid::Uuid;

use super::{
    rows::{draft, rule_side},
    turn::LIVE,
};
use crate::{App, Error, Result, instruments::rules};

/// The largest amount that there is.
const LARGEST: Decimal = dec!(9999999999999999);

/// What some bots have at stake.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stake {
    /// Positions that are open, and those that an order would open.
    pub(crate) positions: u32,
    /// The value of both, without sign, in the quote currency.
    pub(crate) notional: Decimal,
}

/// What bots of a tenant hold, and their orders that work and may add to it.
#[derive(Default)]
pub(crate) struct Holdings {
    positions: Vec<position::Data>,
    orders: Vec<order::Data>,
    instruments: HashMap<Uuid, instrument::Data>,
}

/// Finds it, of all bots but one.
pub(crate) fn holdings(
    db: &TenantDb,
    without: Option<Uuid>,
) -> (FindMany<'_, position::Model>, FindMany<'_, order::Model>) {
    let open = [position::status::equals(PositionStatus::Open)];
    let adding = [order::status::in_vec(LIVE.to_vec()), order::reduce_only::equals(false)];
    (
        db.position().find_many(open.into_iter().chain(without.map(position::bot_id::not))),
        db.order()
            .find_many(adding.into_iter().chain(without.map(order::bot_id::not)))
            .order_by(order::id::asc()),
    )
}

impl Holdings {
    /// What was found, with the instruments that it is in.
    pub(crate) async fn of(
        app: &App,
        db: &TenantDb,
        (positions, orders): (Vec<position::Data>, Vec<order::Data>),
    ) -> Result<Self> {
        let named = positions.iter().map(|row| row.instrument_id);
        let named = named.chain(orders.iter().map(|row| row.instrument_id)).collect();
        let instruments = app.instruments.rows(db, named).await?;
        Ok(Self { positions, orders, instruments })
    }

    /// What a bot has at stake, or all of them, in an instrument or in all.
    pub(crate) fn stake(&self, app: &App, bot: Option<Uuid>, within: Option<Uuid>) -> Result<Stake> {
        let is_of = |of: Uuid| bot.is_none_or(|bot| bot == of);
        let positions = self.positions.iter().filter(|row| is_of(row.bot_id));
        let orders = self.orders.iter().filter(|row| is_of(row.bot_id));
        Stake::of(app, positions, orders, &self.instruments, within)
    }
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
    pub(super) fn of<'a>(
        app: &App,
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
        let mut sum = Self::default();
        for ((id, _), book) in &books {
            if within.is_none_or(|within| within == *id) {
                let row = instruments.get(id).ok_or_else(|| Error::row(*id, "the instrument is missing"))?;
                let told = app.market.latest(*id).map(|tick| tick.price).or(row.last_price);
                sum = sum.and(&book.stake(&rules(row)?, told));
            }
        }
        Ok(sum)
    }

    /// With what others have.
    pub(super) fn and(self, other: &Self) -> Self {
        let notional = capped(money::add(self.notional, other.notional));
        Self { positions: self.positions.saturating_add(other.positions), notional }
    }
}

/// The amount, or the largest one where it is beyond that: so nobody's limit lets more through, and who is at fault stops
/// nobody else.
fn capped(amount: Result<Decimal, AmountError>) -> Decimal {
    amount.unwrap_or(LARGEST)
}

impl Book<'_> {
    /// What the market `told` is what an order at the market is worth; it counts for nothing where nobody knows.
    fn stake(&self, rules: &Instrument, told: Option<Decimal>) -> Stake {
        let held = self.position.map_or(Decimal::ZERO, |position| position.signed_qty);
        let mark = self.position.map(|position| position.mark_price);
        let value = |qty, price| capped(rules.notional(qty, price)).abs();
        let mut notional = value(held, mark.unwrap_or_default());
        let (mut working, mut opens) = (WorkingQty::NONE, !held.is_zero());
        for order in &self.orders {
            let (side, left) = (rule_side(order.side), left(order));
            let more = capped(opening_qty(held, working.on(side), side, left));
            let price = draft(order).highest_price(told.or(mark)).unwrap_or_default();
            notional = capped(money::add(notional, value(more, price)));
            working = working.with(side, left).unwrap_or(working);
            opens |= !left.is_zero();
        }
        Stake { positions: u32::from(opens), notional }
    }
}
