//! What a venue tells of an order.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use trading::{AmountError, Fill, Order, OrderDraft, OrderEvent, OrderStatus};

/// Something happened to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueUpdate {
    /// Our name for the order.
    pub client_order_id: String,
    /// The venue's name for it.
    pub venue_order_id: String,
    /// What happened.
    pub event: OrderEvent,
    /// How much of the order had traded then, at least, by the venue's count.
    pub filled_qty: Decimal,
    /// When, by the venue's clock.
    pub at: DateTime<Utc>,
}

impl VenueUpdate {
    /// Whether it ends the order while fills of it are still to be told, or were told to nobody.
    ///
    /// Such an end is not applied: the order stays open and is asked about, so that one that is over has all its fills.
    pub fn is_premature(&self, order: &Order) -> Result<bool, AmountError> {
        Ok(self.is_end() && order.filled_qty()? < self.filled_qty)
    }

    /// Whether it ends the order before all of it has traded.
    pub const fn is_end(&self) -> bool {
        matches!(self.event, OrderEvent::Canceled | OrderEvent::Expired | OrderEvent::Rejected)
    }
}

/// An order as the venue has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReport {
    /// Our name for the order.
    pub client_order_id: String,
    /// The venue's name for it.
    pub venue_order_id: String,
    /// The venue's name for what it trades.
    pub symbol: String,
    /// What it asks for.
    pub draft: OrderDraft,
    /// Where it is in its life.
    pub status: OrderStatus,
    /// How much of it is filled: the sum of its executions.
    pub filled_qty: Decimal,
    /// Every execution of it.
    pub executions: Vec<Execution>,
    /// Of the last change, by the venue's clock.
    pub updated_at: DateTime<Utc>,
}

/// A fill and when it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Execution {
    /// The fill.
    pub fill: Fill,
    /// When, by the venue's clock.
    pub executed_at: DateTime<Utc>,
}

impl OrderReport {
    /// What must have happened to the order for it to be where it is. An order that heard of some of it takes the rest
    /// and is unchanged by what it knows.
    pub fn updates(&self) -> Vec<VenueUpdate> {
        let update = |event, at| VenueUpdate {
            client_order_id: self.client_order_id.clone(),
            venue_order_id: self.venue_order_id.clone(),
            event,
            filled_qty: self.filled_qty,
            at,
        };
        let mut updates = Vec::with_capacity(self.executions.len() + 2);
        if self.status != OrderStatus::Rejected {
            let venue_order_id = self.venue_order_id.clone();
            updates.push(update(OrderEvent::Accepted { venue_order_id }, self.updated_at));
        }
        if self.status == OrderStatus::Triggered {
            updates.push(update(OrderEvent::Triggered, self.updated_at));
        }
        updates.extend(
            self.executions.iter().map(|Execution { fill, executed_at }| {
                update(OrderEvent::Filled(fill.clone()), *executed_at)
            }),
        );
        let ending = match self.status {
            OrderStatus::Rejected => Some(OrderEvent::Rejected),
            OrderStatus::Canceled => Some(OrderEvent::Canceled),
            OrderStatus::Expired => Some(OrderEvent::Expired),
            _ => None,
        };
        updates.extend(ending.map(|event| update(event, self.updated_at)));
        updates
    }
}
