//! Taking a key back.

use prisma::{TenantDb, api_key};
use prisma_client_rust::{Error as Database, Lock};
use uuid::Uuid;

use super::{ApiKey, joined};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why a key is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum RevokeError {
    /// The tenant has no such key.
    #[error("no such key")]
    UnknownKey,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for RevokeError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Ends a key; one that was taken back already stays as it is.
pub async fn revoke(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    key: Uuid,
) -> Result<ApiKey, RevokeError> {
    let tx = db.begin().await?;
    let row = tx.api_key().find_unique(api_key::id::equals(key)).lock(Lock::ForNoKeyUpdate).exec().await?;
    let before = joined(&tx, row.into_iter().collect()).await?.pop().ok_or(RevokeError::UnknownKey)?;
    if before.revoked_at.is_some() {
        return Ok(before);
    }
    let now = app.ambient.now();
    let over = [api_key::revoked_at::set(Some(now))];
    let row = tx.api_key().update(api_key::id::equals(key), over).exec().await?;
    let after = ApiKey::new(row, before.bot.clone());
    let (target, before, noted) = (key.to_string(), Some(before.noted()), Some(after.noted()));
    let deed = Deed { action: "key.revoke", target, before, after: noted };
    audit::record(&tx, tenant, now, actor, deed).await?;
    tx.commit().await?;
    app.known.forget_key(key);
    Ok(after)
}
