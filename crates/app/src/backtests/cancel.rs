//! Stopping a backtest.

use prisma::{BacktestStatus, TenantDb, backtest};
use prisma_client_rust::Lock;
use uuid::Uuid;

use super::{Backtest, is_over, named_one};
use crate::{
    App, Error,
    stream::{Event, Reserved},
};

/// Why nothing is stopped.
#[derive(Debug, thiserror::Error)]
pub enum CancelError {
    /// The tenant has no such backtest.
    #[error("no such backtest")]
    UnknownBacktest,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for CancelError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Stops a backtest: one that waits at once, one that is computed as soon as its worker hears of it. One that is over
/// stays as it is.
pub async fn cancel(app: &App, db: &TenantDb, tenant: Uuid, id: Uuid) -> Result<Backtest, CancelError> {
    let tx = db.begin().await?;
    let row = tx.backtest().find_unique(backtest::id::equals(id)).lock(Lock::ForUpdate).exec().await?;
    let row = row.ok_or(CancelError::UnknownBacktest)?;
    if is_over(row.status) || row.cancel_requested {
        return Ok(named_one(&tx, row).await?);
    }
    let reserved = Reserved::take(&tx, tenant, 1).await?;
    let mut changes = vec![backtest::cancel_requested::set(true), backtest::seq::set(reserved.seq(0))];
    if row.status == BacktestStatus::Queued {
        changes.push(backtest::status::set(BacktestStatus::Canceled));
        changes.push(backtest::finished_at::set(Some(app.ambient.now())));
    }
    let row = tx.backtest().update(backtest::id::equals(id), changes).exec().await?;
    let stopped = named_one(&tx, row).await?;
    reserved.write(&tx, &[Event::BacktestChanged(&stopped)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(stopped)
}
