//! What a venue tells of an order, applied: the order's state, its event, fill, position, account and signal.

use chrono::{DateTime, Utc};
use prisma::{OrderStatus, PositionStatus, SignalStatus, fill, order_event, position};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use trading::{Effect, Fill, OrderError, OrderEvent, money};
use uuid::Uuid;
use venues::VenueUpdate;

use super::{
    rows::{restore, row_liquidity, row_side, row_status},
    turn::{Change, Kept, Turn},
};
use crate::{Error, Result};

impl Turn<'_> {
    /// Applies what the venue tells of an order, in order. What is known already changes nothing; what cannot happen
    /// to the order any more is late news, and changes nothing either. Nor does an end that knows of more fills than the
    /// order: it stays open until it is told them.
    pub(crate) async fn apply_all(&mut self, id: Uuid, updates: &[VenueUpdate]) -> Result<()> {
        self.load_order(id).await?;
        for update in updates {
            if self.is_premature(id, update)? {
                continue;
            }
            self.apply(id, update.event.clone(), update.at, None).await?;
        }
        Ok(())
    }

    fn is_premature(&self, id: Uuid, update: &VenueUpdate) -> Result<bool> {
        let Some(kept) = self.orders.get(&id).filter(|_| update.is_end()) else { return Ok(false) };
        let fills = self.fills.get(&id).map(Vec::as_slice).unwrap_or_default();
        update.is_premature(&restore(&kept.row, fills)).map_err(|error| Error::row(id, error))
    }

    /// Applies one event, with the reason where there is one.
    pub(crate) async fn apply(
        &mut self,
        id: Uuid,
        event: OrderEvent,
        at: DateTime<Utc>,
        reason: Option<String>,
    ) -> Result<()> {
        self.load_order(id).await?;
        let Some(kept) = self.orders.get(&id) else { return Ok(()) };
        let fills = self.fills.get(&id).map(Vec::as_slice).unwrap_or_default();
        if is_old_news(kept.row.status, &event) {
            return Ok(());
        }
        let mut order = restore(&kept.row, fills);
        match order.apply(event.clone()) {
            Ok(Effect::Changed) => {}
            Ok(Effect::Unchanged) => return Ok(()),
            Err(error @ OrderError::InvalidTransition { .. }) => {
                tracing::info!(%error, "news of an order came too late");
                return Ok(());
            }
            Err(error) => return Err(Error::row(id, error)),
        }
        let filled = (order.filled_qty(), order.average_price());
        let (filled_qty, avg_price) = (
            filled.0.map_err(|error| Error::row(id, error))?,
            filled.1.map_err(|error| Error::row(id, error))?,
        );
        let now = self.now;
        let Some(kept) = self.orders.get_mut(&id) else { return Ok(()) };
        let row = kept.change();
        row.status = row_status(order.status());
        row.previous_status = order.previous_status().map(row_status);
        row.venue_order_id = order.venue_order_id().map(str::to_owned);
        (row.filled_qty, row.avg_price, row.updated_at) = (filled_qty, avg_price, now);
        if reason.is_some() {
            row.reason.clone_from(&reason);
        }
        self.note(id, &event, at, reason);
        if let OrderEvent::Filled(trade) = event {
            self.book(id, trade, at)?;
        }
        self.follow_up(id);
        Ok(())
    }

    /// Adds the order's event.
    pub(super) fn note(&mut self, id: Uuid, event: &OrderEvent, at: DateTime<Utc>, reason: Option<String>) {
        let (tenant, now) = (self.tenant, self.now);
        let Some(kept) = self.orders.get_mut(&id) else { return };
        let row = kept.change();
        row.events += 1;
        let (kind, payload) = named(event, reason);
        self.new_events.push(order_event::Data {
            tenant_id: tenant,
            order_id: id,
            seq: row.events,
            r#type: kind.to_owned(),
            status: row.status,
            payload,
            at,
            created_at: now,
        });
    }

    /// Books a fill: into the position, and into the account.
    fn book(&mut self, id: Uuid, trade: Fill, at: DateTime<Utc>) -> Result<()> {
        let Some(order) = self.orders.get(&id).map(|kept| &kept.row) else { return Ok(()) };
        let (instrument, broken) =
            (order.instrument_id, |error: trading::PositionError| Error::row(id, error));
        let rules = self.rules(instrument)?;
        let before = self.held(instrument);
        let after = before.after(&trade, &rules).map_err(broken)?;
        let earned = |position: &trading::Position| position.net().map_err(|error| Error::row(id, error));
        let (had, has) = (earned(&before)?, earned(&after)?);
        let realized = money::subtract(has, had).map_err(|error| Error::row(id, error))?;
        let position = self.store_position(instrument, after, trade.price, at);
        let row = fill::Data {
            id: self.new_id(),
            tenant_id: self.tenant,
            bot_id: self.bot.id,
            order_id: id,
            position_id: position,
            instrument_id: instrument,
            trade_id: trade.trade_id,
            side: row_side(trade.side),
            qty: trade.qty,
            price: trade.price,
            fee: trade.fee,
            fee_currency: trade.fee_currency,
            liquidity: row_liquidity(trade.liquidity),
            executed_at: at,
            created_at: self.now,
            updated_at: self.now,
        };
        self.fills.entry(id).or_default().push(row.clone());
        self.new_fills.push(row);
        self.settle_account(realized)?;
        let has_lost = if after.is_flat() {
            has < Decimal::ZERO
        } else if before.is_closed_by(&after) {
            // The fee of what it opens is not of what it closes.
            let opening_fee = money::share(trade.fee, after.signed_qty.abs(), trade.qty);
            realized < -opening_fee.map_err(|error| Error::row(id, error))?
        } else {
            false
        };
        if has_lost {
            self.account.change().last_loss_at = Some(self.now);
        }
        Ok(())
    }

    fn store_position(
        &mut self,
        instrument: Uuid,
        after: trading::Position,
        mark: Decimal,
        at: DateTime<Utc>,
    ) -> Uuid {
        let (now, is_flat) = (self.now, after.is_flat());
        let status = if is_flat { PositionStatus::Closed } else { PositionStatus::Open };
        let open = |kept: &&mut Kept<position::Data>| {
            kept.row.instrument_id == instrument && kept.row.status == PositionStatus::Open
        };
        if let Some(kept) = self.positions.iter_mut().find(open) {
            let row = kept.change();
            (row.status, row.signed_qty, row.open_cost) = (status, after.signed_qty, after.open_cost);
            (row.gross_realized, row.fees, row.funding) = (after.gross_realized, after.fees, after.funding);
            (row.mark_price, row.marked_at, row.updated_at) = (mark, at, now);
            row.closed_at = is_flat.then_some(at);
            return row.id;
        }
        let id = self.new_id();
        self.positions.push(Kept::created(position::Data {
            id,
            tenant_id: self.tenant,
            bot_id: self.bot.id,
            instrument_id: instrument,
            status,
            signed_qty: after.signed_qty,
            open_cost: after.open_cost,
            gross_realized: after.gross_realized,
            fees: after.fees,
            funding: after.funding,
            mark_price: mark,
            marked_at: at,
            opened_at: at,
            closed_at: is_flat.then_some(at),
            seq: 0,
            created_at: now,
            updated_at: now,
        }));
        id
    }

    /// What the order's state means for its signal.
    fn follow_up(&mut self, id: Uuid) {
        let now = self.now;
        let Some(order) = self.orders.get(&id).map(|kept| &kept.row) else { return };
        let (signal, traded, reason) = (order.signal_id, !order.filled_qty.is_zero(), order.reason.clone());
        let status = match order.status {
            OrderStatus::Initialized => return,
            // Again, after its end was refused: what became of it is not known.
            OrderStatus::Submitted => SignalStatus::Accepted,
            OrderStatus::Denied | OrderStatus::Rejected => SignalStatus::Rejected,
            OrderStatus::Filled => SignalStatus::Executed,
            OrderStatus::Canceled | OrderStatus::Expired if traded => SignalStatus::Executed,
            OrderStatus::Canceled | OrderStatus::Expired => SignalStatus::Canceled,
            OrderStatus::Accepted
            | OrderStatus::Triggered
            | OrderStatus::PendingUpdate
            | OrderStatus::PendingCancel
            | OrderStatus::PartiallyFilled => SignalStatus::Placed,
        };
        let Some(kept) = self.signal_mut(signal) else { return };
        if kept.row.status == status {
            return;
        }
        let row = kept.change();
        (row.status, row.updated_at) = (status, now);
        row.reject_reason = (status == SignalStatus::Rejected)
            .then(|| reason.unwrap_or_else(|| "venue: The order was refused.".to_owned()));
    }

    /// Whether the turn has anything to write.
    pub(super) fn is_idle(&self) -> bool {
        self.signals.iter().all(|kept| kept.change == Change::None)
            && self.orders.values().all(|kept| kept.change == Change::None)
            && self.positions.iter().all(|kept| kept.change == Change::None)
            && self.account.change != Change::Updated
            && self.decisions.is_empty()
    }
}

/// News of an acceptance, or of a trigger, after which more is known.
fn is_old_news(status: OrderStatus, event: &OrderEvent) -> bool {
    match event {
        OrderEvent::Accepted { .. } => !matches!(status, OrderStatus::Submitted | OrderStatus::PendingUpdate),
        OrderEvent::Triggered => !matches!(status, OrderStatus::Accepted | OrderStatus::PendingUpdate),
        _ => false,
    }
}

/// An event's name and what goes with it.
fn named(event: &OrderEvent, reason: Option<String>) -> (&'static str, Value) {
    let because = || reason.map_or_else(|| json!({}), |reason| json!({ "reason": reason }));
    match event {
        OrderEvent::Denied => ("DENIED", because()),
        OrderEvent::Submitted => ("SUBMITTED", because()),
        OrderEvent::Accepted { venue_order_id } => ("ACCEPTED", json!({ "venueOrderId": venue_order_id })),
        OrderEvent::Rejected => ("REJECTED", because()),
        OrderEvent::Canceled => ("CANCELED", because()),
        OrderEvent::Expired => ("EXPIRED", because()),
        OrderEvent::Triggered => ("TRIGGERED", because()),
        OrderEvent::PendingUpdate => ("PENDING_UPDATE", because()),
        OrderEvent::PendingCancel => ("PENDING_CANCEL", because()),
        OrderEvent::UpdateRejected => ("UPDATE_REJECTED", because()),
        OrderEvent::CancelRejected => ("CANCEL_REJECTED", because()),
        OrderEvent::Filled(fill) => (
            "FILLED",
            json!({
                "tradeId": fill.trade_id, "qty": fill.qty, "price": fill.price, "fee": fill.fee,
                "feeCurrency": fill.fee_currency,
            }),
        ),
    }
}
