//! Orders that rest on paper, matched with the market.

use chrono::{DateTime, Utc};
use prisma::{OrderStatus, PositionStatus, order};
use rust_decimal::Decimal;
use trading::{
    matching::{self, Moment, MomentId, Place, Quote, Working},
    money,
    risk::is_in_range,
};
use uuid::Uuid;
use venues::VenueUpdate;

use super::{
    rows::{draft, restore},
    stake::left,
    turn::Turn,
    work::Resting,
};
use crate::{Error, Result};

/// What an order of ours is while it rests at the venue.
pub(super) const RESTING: [OrderStatus; 3] =
    [OrderStatus::Accepted, OrderStatus::Triggered, OrderStatus::PartiallyFilled];

/// The order as it waits for the market.
pub(super) fn rests(row: &order::Data) -> Resting {
    let draft = draft(row);
    let triggered =
        draft.order_type.has_trigger() && (row.status == OrderStatus::Triggered || !row.filled_qty.is_zero());
    let working = Working { draft, filled_qty: row.filled_qty, triggered };
    Resting { job: (row.tenant_id, row.bot_id), instrument: row.instrument_id, working }
}

/// A trade at the market, as orders that rest meet it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Print {
    pub(super) instrument: Uuid,
    pub(super) price: Decimal,
    /// How much, where known.
    pub(super) qty: Option<Decimal>,
    pub(super) at: DateTime<Utc>,
    /// When it was seen: what was placed later does not meet it.
    pub(super) seen_at: DateTime<Utc>,
    /// The moment's name: whoever sees it again does nothing new.
    pub(super) id: u64,
}

impl Turn<'_> {
    /// Whether an order of the bot rests in the instrument.
    pub(super) fn rests_in(&self, instrument: Uuid) -> bool {
        let mut rows = self.orders.values().map(|kept| &kept.row);
        rows.any(|row| row.instrument_id == instrument && RESTING.contains(&row.status))
    }

    /// Matches the bot's resting orders in the instrument with a trade at the market, oldest first. What could not be
    /// held at its price does not trade.
    pub(super) async fn meet(&mut self, print: &Print) -> Result<()> {
        let Some(terms) = self.app.venue.paper_terms().copied() else { return Ok(()) };
        let rests = |row: &order::Data| {
            row.instrument_id == print.instrument
                && RESTING.contains(&row.status)
                && row.created_at <= print.seen_at
        };
        let resting: Vec<Uuid> =
            self.orders.values().filter(|kept| rests(&kept.row)).map(|kept| kept.row.id).collect();
        for id in resting {
            self.load_order(id).await?;
            let updates = self.step(id, print, &terms)?;
            self.apply_all(id, &updates).await?;
        }
        Ok(())
    }

    fn step(&self, id: Uuid, print: &Print, terms: &matching::Terms) -> Result<Vec<VenueUpdate>> {
        let Some(kept) = self.orders.get(&id) else { return Ok(Vec::new()) };
        let fills = self.fills.get(&id).map(Vec::as_slice).unwrap_or_default();
        let broken = |error: trading::AmountError| Error::row(id, error);
        let mut working = Working::of(&restore(&kept.row, fills)).map_err(broken)?;
        let moment = Moment {
            id: MomentId::Tick(print.id),
            quote: Quote::Trade { price: print.price, qty: print.qty },
            held_qty: self.held(print.instrument).signed_qty,
        };
        let instrument = self.rules(print.instrument)?;
        let most = money::add(moment.held_qty.abs(), left(&kept.row)).map_err(broken)?;
        if !is_in_range(&instrument, most, print.price) {
            return Ok(Vec::new());
        }
        let place = Place { instrument: &instrument, terms };
        let name = &kept.row.client_order_id;
        let events = matching::step(name, &mut working, &moment, place).map_err(broken)?;
        let venue_order_id = kept.row.venue_order_id.clone().unwrap_or_default();
        let update = |event| VenueUpdate {
            client_order_id: name.clone(),
            venue_order_id: venue_order_id.clone(),
            event,
            filled_qty: working.filled_qty,
            at: print.at,
        };
        Ok(events.into_iter().map(update).collect())
    }

    /// Marks what the bot holds in the instrument.
    pub(super) fn mark(&mut self, print: &Print) -> Result<()> {
        let held = self.positions.iter_mut().find(|kept| {
            kept.row.instrument_id == print.instrument && kept.row.status == PositionStatus::Open
        });
        let Some(kept) =
            held.filter(|kept| kept.row.marked_at < print.at && kept.row.mark_price != print.price)
        else {
            return Ok(());
        };
        let row = kept.change();
        (row.mark_price, row.marked_at) = (print.price, print.at);
        self.settle_account(Decimal::ZERO)
    }
}
