//! Asking for the end of orders: the wish is stored, and the pipeline brings it to the venue.

use prisma::{OrderStatus, TenantDb, order};
use prisma_client_rust::Error as Database;
use uuid::Uuid;

use super::{Order, list::joined};
use crate::{
    App, Error, Result,
    pipeline::{LIVE, hold},
};

/// Why an order does not end.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    /// The tenant has no such order, or it is another bot's.
    #[error("no such order")]
    UnknownOrder,
    /// It has ended.
    #[error("the order is {0:?}: it has ended already")]
    Ended(OrderStatus),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for CancelError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Asks for the order's end. One whose end was asked for is answered as it stands.
pub async fn cancel(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    bot: Option<Uuid>,
    id: Uuid,
) -> Result<Order, CancelError> {
    let tx = db.begin().await?;
    let live =
        [order::id::equals(id), order::status::in_vec(LIVE.to_vec()), order::cancel_requested_at::is_null()];
    let ends = [order::cancel_requested_at::set(Some(app.ambient.now()))];
    let asked =
        tx.order().update_many(bot.map(order::bot_id::equals).into_iter().chain(live), ends).exec().await?;
    let row = tx.order().find_unique(order::id::equals(id)).exec().await?;
    let row = row.filter(|row| bot.is_none_or(|bot| bot == row.bot_id)).ok_or(CancelError::UnknownOrder)?;
    if asked == 0 && !LIVE.contains(&row.status) {
        return Err(CancelError::Ended(row.status));
    }
    let (of_bot, missing) = (row.bot_id, Error::row(row.id, "the order is missing"));
    let order = joined(&tx, vec![row]).await?.pop();
    tx.commit().await?;
    app.work.nudge(tenant, of_bot);
    Ok(order.ok_or(missing)?)
}

/// Why nothing of a bot is ended.
#[derive(Debug, thiserror::Error)]
pub enum EndError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for EndError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Asks for the end of every order to which anything may still happen; answers how many there were.
pub async fn cancel_all(app: &App, tx: &TenantDb, bot: Option<Uuid>) -> Result<u32, EndError> {
    // A turn changes the orders of its bot in an order of its own.
    if hold(tx, bot).await? == 0 && bot.is_some() {
        return Err(EndError::UnknownBot);
    }
    let live = [order::status::in_vec(LIVE.to_vec()), order::cancel_requested_at::is_null()];
    let filters = bot.map(order::bot_id::equals).into_iter().chain(live);
    let ends = [order::cancel_requested_at::set(Some(app.ambient.now()))];
    let asked = tx.order().update_many(filters, ends).exec().await?;
    Ok(u32::try_from(asked).unwrap_or(u32::MAX))
}
