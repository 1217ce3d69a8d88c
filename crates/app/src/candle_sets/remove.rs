//! Taking a set away, with its candles.

use prisma::{TenantDb, backtest, candle_set};
use prisma_client_rust::Lock;
use serde_json::json;
use uuid::Uuid;

use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why a set stays.
#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// The tenant has no such set.
    #[error("no such set of candles")]
    UnknownSet,
    /// Backtests are over it.
    #[error("backtests are over these candles")]
    InUse,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for RemoveError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes a set away, with its candles.
pub async fn remove(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
) -> Result<(), RemoveError> {
    let tx = db.begin().await?;
    let row = tx.candle_set().find_unique(candle_set::id::equals(id)).lock(Lock::ForUpdate).exec().await?;
    let row = row.ok_or(RemoveError::UnknownSet)?;
    if tx.backtest().count([backtest::candle_set_id::equals(Some(id))]).exec().await? > 0 {
        return Err(RemoveError::InUse);
    }
    tx.candle_set().delete(candle_set::id::equals(id)).exec().await?;
    let before = Some(json!({ "name": row.name, "count": row.count }));
    let deed = Deed { action: "candleSet.remove", target: id.to_string(), before, after: None };
    audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
    Ok(tx.commit().await?)
}
