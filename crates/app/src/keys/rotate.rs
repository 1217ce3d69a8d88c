//! Replacing a key: a new one that may do the same, while the old one lives on for a while.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{ApiKeyScope, TenantDb, api_key};
use prisma_client_rust::{Error as Database, Lock};
use uuid::Uuid;

use super::{ApiKey, IssuedKey, NewKey, create::issue, joined};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// The longest that a replaced key may live on.
pub const MAX_OVERLAP: TimeDelta = TimeDelta::days(7);

/// How a key is replaced.
#[derive(Clone, Copy, Debug)]
pub struct Rotation {
    /// The key.
    pub key: Uuid,
    /// How long the old one lives on, at most [`MAX_OVERLAP`]; it never lives longer than it would have.
    pub overlap: TimeDelta,
    /// When the new one ends by itself, if it is to.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Why a key is not replaced.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The tenant has no such key.
    #[error("no such key")]
    UnknownKey,
    /// It was taken back, or its time is over.
    #[error("the key is no longer in force")]
    Ended,
    /// The new key would have ended before it began.
    #[error("the new key would have expired already")]
    PastExpiry,
    /// Whoever replaces a key is given what it may do, which is more than this person may.
    #[error("the key may do more than who replaces it")]
    Beyond(ApiKeyScope),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for RotateError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Replaces a key, in the caller's transaction. `grantable` says what the caller may give.
pub async fn rotate(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    rotation: Rotation,
    grantable: impl Fn(ApiKeyScope) -> bool,
) -> Result<IssuedKey, RotateError> {
    let Rotation { key, overlap, expires_at } = rotation;
    let now = app.ambient.now();
    let row = tx.api_key().find_unique(api_key::id::equals(key)).lock(Lock::ForNoKeyUpdate).exec().await?;
    let old = joined(tx, row.into_iter().collect()).await?.pop().ok_or(RotateError::UnknownKey)?;
    if old.revoked_at.is_some() || old.expires_at.is_some_and(|expiry| expiry <= now) {
        return Err(RotateError::Ended);
    }
    if let Some(beyond) = old.scopes.iter().find(|scope| !grantable(**scope)) {
        return Err(RotateError::Beyond(*beyond));
    }
    if expires_at.is_some_and(|expiry| expiry <= now) {
        return Err(RotateError::PastExpiry);
    }
    let end = now + overlap.clamp(TimeDelta::zero(), MAX_OVERLAP);
    let end = old.expires_at.map_or(end, |expiry| expiry.min(end));
    let outlived = [api_key::expires_at::set(Some(end))];
    let row = tx.api_key().update(api_key::id::equals(key), outlived).exec().await?;
    let ending = ApiKey::new(row, old.bot.clone());
    let new = NewKey {
        name: old.name.clone(),
        scopes: old.scopes.clone(),
        bot: old.bot.as_ref().map(|bot| bot.id),
        expires_at,
    };
    let issued = issue(app, tx, actor, new, old.bot.clone()).await?;
    let after =
        serde_json::json!({ "old": ending.noted(), "newId": issued.key.id, "new": issued.key.noted() });
    let deed =
        Deed { action: "key.rotate", target: key.to_string(), before: Some(old.noted()), after: Some(after) };
    audit::record(tx, tenant, now, actor, deed).await?;
    Ok(issued)
}
