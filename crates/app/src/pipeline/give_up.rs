//! The end of a signal that no step can finish: it is REJECTED with the reason, where people see it, and the bot goes
//! on. Only a fault of ours, or a row that breaks the rules, comes here; a database that is away is waited for.

use prisma::{OrderStatus, SignalStatus, TenantDb, Transaction, order, signal};
use uuid::Uuid;

use super::Case;
use crate::{
    App, Error, Result,
    signals::Signal,
    stream::{Event, Reserved},
};

/// Rejects the signal, and its order where one is on its way. The log has the error, the signal says where to look.
pub(super) async fn give_up(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    bot: Uuid,
    signal: Uuid,
    error: &Error,
) -> Result<()> {
    tracing::error!(%tenant, %bot, %signal, %error, "a signal cannot be finished and is given up");
    let tx = db.begin().await?;
    let case = Case::lock(&tx, bot, signal).await?;
    if !matches!(case.signal.status, SignalStatus::Received | SignalStatus::Accepted) {
        return Ok(tx.rollback().await?);
    }
    let reason = "internal: This signal could not be worked on; the server's log says why.".to_owned();
    conclude(app, tx, tenant, &case, reason).await
}

/// Ends the locked signal as REJECTED, and its order where one is on its way, in one commit with the event.
pub(super) async fn conclude(
    app: &App,
    tx: Transaction<TenantDb>,
    tenant: Uuid,
    case: &Case,
    reason: String,
) -> Result<()> {
    let reserved = Reserved::take(&tx, tenant, 1).await?;
    if let Some(row) = &case.order {
        let rejected = [order::status::set(OrderStatus::Rejected), order::seq::set(reserved.seq(0))];
        tx.order().update(order::id::equals(row.id), rejected).exec().await?;
    }
    let rejected = [
        signal::status::set(SignalStatus::Rejected),
        signal::reject_reason::set(Some(reason)),
        signal::seq::set(reserved.seq(0)),
    ];
    let row = tx.signal().update(signal::id::equals(case.signal.id), rejected).exec().await?;
    let changed = Signal::new(row, case.bot_ref(), (&case.instrument).into());
    reserved.write(&tx, &[Event::SignalChanged(&changed)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(())
}
