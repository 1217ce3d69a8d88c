//! A venue of paper: trades at the last known price or in a book, for practice, tests and replay.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::stream;
use rust_decimal::Decimal;
pub use trading::matching::{Terms, TermsError};
use trading::{
    OrderDraft, OrderEvent,
    matching::{self, Moment, MomentId, Place, Working},
};

use crate::{
    report::{OrderReport, VenueUpdate},
    venue::{
        Balance, CancelOutcome, OrderRef, QueryOutcome, Submission, SubmitOutcome, Unavailable, Venue,
        VenueFuture, VenueUpdates,
    },
};

/// The paper venue.
///
/// It keeps nothing: what it answers is a function of the submission and its terms. The trade ids follow from the
/// client order id, so a repeated submission, even after a restart, answers with the trade ids that the first one had,
/// and whoever stores fills by trade id stores each once. What rests is stored by whoever sent it, who matches it with
/// [`matching::step`] at every tick; so to a question about an order the answer is that it was never heard of, which
/// means: send it again.
#[derive(Clone, Debug)]
pub struct PaperVenue {
    name: String,
    terms: Terms,
}

impl PaperVenue {
    /// A paper venue that stands in for the venue of this name.
    pub fn new(name: impl Into<String>, terms: Terms) -> Result<Self, TermsError> {
        Ok(Self { name: name.into(), terms: terms.checked()? })
    }

    /// The answer to a submission, at once.
    pub fn execute(&self, submission: &Submission<'_>) -> SubmitOutcome {
        match self.arrive(submission) {
            Ok(updates) => SubmitOutcome::Accepted {
                venue_order_id: venue_order_id(submission.client_order_id),
                updates,
            },
            Err(reason) => SubmitOutcome::Rejected { reason },
        }
    }

    fn arrive(&self, submission: &Submission<'_>) -> Result<Vec<VenueUpdate>, String> {
        let Submission { client_order_id, instrument, order, market } = *submission;
        check(order, instrument)?;
        let moment = Moment { id: MomentId::Arrival, quote: market.quote, held_qty: market.held_qty };
        let place = Place { instrument, terms: &self.terms };
        let mut order = Working::new(*order);
        let events = matching::arrive(client_order_id, &mut order, &moment, place)
            .map_err(|error| format!("Refused: {error}."))?;
        let update = |event| update(client_order_id, event, order.filled_qty, market.now);
        Ok(events.into_iter().map(update).collect())
    }
}

/// Whether the instrument can express the order as it stands. Where the market is, the order itself meets.
fn check(order: &OrderDraft, instrument: &trading::Instrument) -> Result<(), String> {
    let fitted = order.fitted(instrument, None).map_err(|error| format!("Refused: {error}."))?;
    if fitted.qty != order.qty {
        let (qty, step) = (order.qty.normalize(), instrument.spec().lot_step);
        return Err(format!("Refused: the quantity {qty} is not a multiple of {step}."));
    }
    if fitted.price != order.price {
        let (price, tick) = (order.price.unwrap_or_default().normalize(), instrument.spec().price_tick);
        return Err(format!("Refused: the price {price} is not a multiple of the tick {tick}."));
    }
    Ok(())
}

fn update(client_order_id: &str, event: OrderEvent, filled_qty: Decimal, at: DateTime<Utc>) -> VenueUpdate {
    let venue_order_id = venue_order_id(client_order_id);
    VenueUpdate { client_order_id: client_order_id.into(), venue_order_id, event, filled_qty, at }
}

fn venue_order_id(client_order_id: &str) -> String {
    format!("paper-{client_order_id}")
}

impl Venue for PaperVenue {
    fn name(&self) -> &str {
        &self.name
    }

    fn submit<'a>(&'a self, submission: Submission<'a>) -> VenueFuture<'a, SubmitOutcome> {
        Box::pin(std::future::ready(self.execute(&submission)))
    }

    /// Whoever asks has the order working under a lock: it ends.
    fn cancel<'a>(&'a self, order: OrderRef<'a>) -> VenueFuture<'a, CancelOutcome> {
        let updates = vec![update(order.client_order_id, OrderEvent::Canceled, Decimal::ZERO, order.now)];
        Box::pin(std::future::ready(CancelOutcome::Accepted { updates }))
    }

    fn query<'a>(&'a self, _: OrderRef<'a>) -> VenueFuture<'a, QueryOutcome> {
        Box::pin(std::future::ready(QueryOutcome::NotFound))
    }

    fn open_orders(&self) -> VenueFuture<'_, Result<Vec<OrderReport>, Unavailable>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    /// It answers at once, or was not asked.
    fn in_flight(&self) -> Duration {
        Duration::ZERO
    }

    fn balances(&self) -> VenueFuture<'_, Result<Vec<Balance>, Unavailable>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn updates(&self) -> VenueUpdates {
        Box::pin(stream::pending())
    }

    fn paper_terms(&self) -> Option<&Terms> {
        Some(&self.terms)
    }
}

#[cfg(test)]
mod tests;
