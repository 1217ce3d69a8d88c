//! An order's life: from intent to its last fill, never outside the table of [`OrderStatus::next`].

mod draft;
mod status;

use rust_decimal::Decimal;

pub use self::{
    draft::{DraftError, OrderDraft, OrderType, TimeInForce},
    status::OrderStatus,
};
use crate::{
    fill::Fill,
    money::{self, AmountError},
    side::Side,
};

/// Where an order was placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Here,
    Elsewhere,
}

/// An order and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    client_order_id: String,
    venue_order_id: Option<String>,
    draft: OrderDraft,
    origin: Origin,
    status: OrderStatus,
    previous_status: Option<OrderStatus>,
    fills: Vec<Fill>,
}

/// What can happen to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderEvent {
    /// Refused here, before the venue heard of it.
    Denied,
    /// About to be sent; stored first.
    Submitted,
    /// The venue took it, or took a change of it.
    Accepted {
        /// The venue's name for the order.
        venue_order_id: String,
    },
    /// The venue refused it.
    Rejected,
    /// Its end was asked for and came.
    Canceled,
    /// Its time in force ended it.
    Expired,
    /// Its trigger price was reached.
    Triggered,
    /// A change is being asked for.
    PendingUpdate,
    /// Its end is being asked for.
    PendingCancel,
    /// The venue refused the change.
    UpdateRejected,
    /// The venue refused to end it.
    CancelRejected,
    /// It traded.
    Filled(Fill),
}

/// What an event did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The order is another one now: store it, and book the fill if it was one.
    Changed,
    /// Known already, or of no consequence.
    Unchanged,
}

/// Why an event cannot happen to an order. The order is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// The table does not have it.
    #[error("order {client_order_id} is {from} and cannot become {to}")]
    InvalidTransition {
        /// The order.
        client_order_id: String,
        /// Where it is.
        from: OrderStatus,
        /// Where the event would take it.
        to: OrderStatus,
    },
    /// The fill's quantity is zero or negative.
    #[error("trade {trade_id} is over {qty}: a fill's quantity is above zero")]
    FillQtyNotPositive {
        /// The fill's trade.
        trade_id: String,
        /// Its quantity.
        qty: Decimal,
    },
    /// The fill goes the other way.
    #[error("trade {trade_id} is a {observed}, its order a {expected}")]
    FillSide {
        /// The fill's trade.
        trade_id: String,
        /// The fill's side.
        observed: Side,
        /// The order's side.
        expected: Side,
    },
    /// A sum left the range of amounts.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// An order as it is stored, beside its fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrder {
    /// Our name for the order.
    pub client_order_id: String,
    /// The venue's name for it, once known.
    pub venue_order_id: Option<String>,
    /// What it asks for.
    pub draft: OrderDraft,
    /// Where it is in its life.
    pub status: OrderStatus,
    /// Where it returns to when the venue refuses a pending request.
    pub previous_status: Option<OrderStatus>,
}

impl Order {
    /// An order of ours that nobody has heard of yet.
    pub fn new(client_order_id: impl Into<String>, draft: OrderDraft) -> Self {
        Self::initialized(client_order_id.into(), draft, Origin::Here)
    }

    /// An order that somebody else placed, found at the venue.
    pub fn external(client_order_id: impl Into<String>, draft: OrderDraft) -> Self {
        Self::initialized(client_order_id.into(), draft, Origin::Elsewhere)
    }

    /// An order of ours as it was stored, with every fill that was stored for it.
    pub fn restore(stored: StoredOrder, fills: Vec<Fill>) -> Self {
        let StoredOrder { client_order_id, venue_order_id, draft, status, previous_status } = stored;
        Self { client_order_id, venue_order_id, draft, origin: Origin::Here, status, previous_status, fills }
    }

    const fn initialized(client_order_id: String, draft: OrderDraft, origin: Origin) -> Self {
        Self {
            client_order_id,
            venue_order_id: None,
            draft,
            origin,
            status: OrderStatus::Initialized,
            previous_status: None,
            fills: Vec::new(),
        }
    }

    /// Our name for the order, under which it is asked about and never sent twice.
    pub fn client_order_id(&self) -> &str {
        &self.client_order_id
    }

    /// The venue's name for the order, once known.
    pub fn venue_order_id(&self) -> Option<&str> {
        self.venue_order_id.as_deref()
    }

    /// What the order asks for.
    pub const fn draft(&self) -> &OrderDraft {
        &self.draft
    }

    /// Where the order is in its life.
    pub const fn status(&self) -> OrderStatus {
        self.status
    }

    /// Where the order returns to when the venue refuses a pending request.
    pub const fn previous_status(&self) -> Option<OrderStatus> {
        self.previous_status
    }

    /// Every fill, in the order of arrival.
    pub fn fills(&self) -> &[Fill] {
        &self.fills
    }

    /// How much is filled: the sum of the fills, which an overfill takes above the order's quantity.
    pub fn filled_qty(&self) -> Result<Decimal, AmountError> {
        self.fills.iter().try_fold(Decimal::ZERO, |sum, fill| money::add(sum, fill.qty))
    }

    /// How much more than the order's quantity is filled; zero as a rule.
    pub fn overfilled_qty(&self) -> Result<Decimal, AmountError> {
        money::subtract(self.filled_qty()?, self.draft.qty).map(|excess| excess.max(Decimal::ZERO))
    }

    /// The average price of the fills, rounded, for display; `None` before the first.
    pub fn average_price(&self) -> Result<Option<Decimal>, AmountError> {
        if self.fills.is_empty() {
            return Ok(None);
        }
        let mut value = Decimal::ZERO;
        for fill in &self.fills {
            value = money::add(value, money::multiply(fill.qty, fill.price)?)?;
        }
        money::share(value, Decimal::ONE, self.filled_qty()?).map(Some)
    }

    /// Applies an event.
    ///
    /// A venue tells things late and twice. A fill whose trade is known changes nothing, nor does any other event that
    /// the order has passed; an acceptance that comes late leaves the venue's name. A refused request returns the order
    /// to where it was before the request; if the order went elsewhere meanwhile, the refusal changes nothing. A fill of
    /// an order that is `FILLED` already is an overfill: recorded, and the status stays. So does that of a `CANCELED`
    /// order that the fill does not complete: the rest of it trades no more.
    pub fn apply(&mut self, event: OrderEvent) -> Result<Effect, OrderError> {
        match event {
            OrderEvent::Denied => self.become_status(OrderStatus::Denied),
            OrderEvent::Submitted => self.become_status(OrderStatus::Submitted),
            OrderEvent::Accepted { venue_order_id } => self.accept(venue_order_id),
            OrderEvent::Rejected => self.end(OrderStatus::Rejected),
            OrderEvent::Canceled => self.end(OrderStatus::Canceled),
            OrderEvent::Expired => self.end(OrderStatus::Expired),
            OrderEvent::Triggered => self.trigger(),
            OrderEvent::PendingUpdate => self.become_status(OrderStatus::PendingUpdate),
            OrderEvent::PendingCancel => self.become_status(OrderStatus::PendingCancel),
            OrderEvent::UpdateRejected => Ok(self.request_refused(OrderStatus::PendingUpdate)),
            OrderEvent::CancelRejected => Ok(self.request_refused(OrderStatus::PendingCancel)),
            OrderEvent::Filled(fill) => self.fill(fill),
        }
    }

    fn accept(&mut self, venue_order_id: String) -> Result<Effect, OrderError> {
        let named = self.venue_order_id.as_ref().is_some_and(|known| *known == venue_order_id);
        let late = self.venue_order_id.is_none() || named;
        match self.status {
            OrderStatus::PendingCancel if late => {
                // The end is still awaited; a refusal of it returns to an order that the venue has.
                if self.previous_status == Some(OrderStatus::Submitted) {
                    self.previous_status = Some(OrderStatus::Accepted);
                }
            }
            OrderStatus::Accepted
            | OrderStatus::Triggered
            | OrderStatus::PartiallyFilled
            | OrderStatus::Filled
            | OrderStatus::Canceled
            | OrderStatus::Expired
                if late => {}
            _ => {
                self.become_status(OrderStatus::Accepted)?;
                self.venue_order_id = Some(venue_order_id);
                return Ok(Effect::Changed);
            }
        }
        self.venue_order_id = Some(venue_order_id);
        Ok(if named { Effect::Unchanged } else { Effect::Changed })
    }

    fn trigger(&mut self) -> Result<Effect, OrderError> {
        match self.status {
            OrderStatus::Triggered
            | OrderStatus::PartiallyFilled
            | OrderStatus::Filled
            | OrderStatus::Canceled => Ok(Effect::Unchanged),
            OrderStatus::PendingCancel => match self.previous_status {
                Some(OrderStatus::Submitted | OrderStatus::Accepted) => {
                    self.previous_status = Some(OrderStatus::Triggered);
                    Ok(Effect::Changed)
                }
                _ => Ok(Effect::Unchanged),
            },
            _ => self.become_status(OrderStatus::Triggered),
        }
    }

    fn end(&mut self, to: OrderStatus) -> Result<Effect, OrderError> {
        let over = self.status == OrderStatus::Filled && to != OrderStatus::Rejected;
        if self.status == to || over {
            return Ok(Effect::Unchanged);
        }
        self.become_status(to)
    }

    fn fill(&mut self, fill: Fill) -> Result<Effect, OrderError> {
        if self.fills.iter().any(|known| known.trade_id == fill.trade_id) {
            return Ok(Effect::Unchanged);
        }
        if fill.qty <= Decimal::ZERO {
            return Err(OrderError::FillQtyNotPositive { trade_id: fill.trade_id, qty: fill.qty });
        }
        if fill.side != self.draft.side {
            let (observed, expected) = (fill.side, self.draft.side);
            return Err(OrderError::FillSide { trade_id: fill.trade_id, observed, expected });
        }
        let filled_qty = money::add(self.filled_qty()?, fill.qty)?;
        let complete = filled_qty >= self.draft.qty;
        match self.status {
            OrderStatus::Filled => {}
            OrderStatus::Canceled if !complete => {}
            _ => {
                self.become_status(if complete {
                    OrderStatus::Filled
                } else {
                    OrderStatus::PartiallyFilled
                })?;
            }
        }
        self.fills.push(fill);
        Ok(Effect::Changed)
    }

    /// Takes the step to `to` if the table has it.
    fn become_status(&mut self, to: OrderStatus) -> Result<Effect, OrderError> {
        let next = match self.origin {
            Origin::Here => self.status.next(),
            Origin::Elsewhere => self.status.next_if_external(),
        };
        if !next.contains(&to) {
            let client_order_id = self.client_order_id.clone();
            return Err(OrderError::InvalidTransition { client_order_id, from: self.status, to });
        }
        if !to.is_pending() {
            self.previous_status = None;
        } else if !self.status.is_pending() {
            // A cancel asked for while an update is pending returns to where the update began.
            self.previous_status = Some(self.status);
        }
        self.status = to;
        Ok(Effect::Changed)
    }

    fn request_refused(&mut self, pending: OrderStatus) -> Effect {
        if self.status != pending {
            return Effect::Unchanged;
        }
        match self.previous_status.take() {
            Some(previous) => {
                self.status = previous;
                Effect::Changed
            }
            None => Effect::Unchanged,
        }
    }
}

#[cfg(test)]
mod tests;
