//! The end of a signal that no step can finish: it is REJECTED with the reason, where people see it, and the bot goes
//! on. Only a fault of ours, or a row that breaks the rules, comes here; a database that is away is waited for.

use prisma::{OrderStatus, SignalStatus};
use trading::OrderEvent;
use uuid::Uuid;

use super::turn::Turn;
use crate::{App, Error, Result};

const REASON: &str = "internal: This signal could not be worked on; the server's log says why.";

/// Rejects the signal, and its order where one is on its way. The log has the error, the signal says where to look.
pub(super) async fn give_up(app: &App, tenant: Uuid, bot: Uuid, signal: Uuid, error: &Error) -> Result<()> {
    tracing::error!(%tenant, %bot, %signal, %error, "a signal cannot be finished and is given up");
    let mut turn = Turn::begin(app, tenant, bot).await?;
    let now = turn.now;
    let order = turn.orders.values().find(|kept| kept.row.signal_id == signal).map(|kept| kept.row.id);
    if let Some(id) = order {
        turn.load_order(id).await?;
        if let Some(kept) = turn.orders.get_mut(&id) {
            let row = kept.change();
            // Not by the table: what the rules say of this order is what failed.
            (row.status, row.reason) = (OrderStatus::Rejected, Some(REASON.to_owned()));
            (row.previous_status, row.updated_at) = (None, now);
            turn.note(id, &OrderEvent::Rejected, now, Some(REASON.to_owned()));
        }
    }
    if let Some(kept) = turn.signal_mut(signal) {
        let row = kept.change();
        (row.status, row.reject_reason) = (SignalStatus::Rejected, Some(REASON.to_owned()));
        row.updated_at = now;
    }
    turn.finish().await
}
