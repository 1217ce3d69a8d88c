//! API keys: found by their hash, refused with the reason.

use chrono::TimeDelta;
use prisma::api_key;

use super::{Key, digest};
use crate::{App, Error};

/// How exactly the last use is kept.
const GRAIN: TimeDelta = TimeDelta::minutes(1);

/// Why a key opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Nobody has it.
    #[error("this API key is not known")]
    Unknown,
    /// Somebody took it back.
    #[error("this API key was revoked")]
    Revoked,
    /// Its time is over.
    #[error("this API key has expired")]
    Expired,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Whom a key speaks for.
pub async fn authenticate_key(app: &App, key: &str) -> Result<Key, KeyError> {
    let found = app.system.api_key().find_unique(api_key::hash::equals(digest(key))).exec().await;
    let row = found.map_err(Error::from)?.ok_or(KeyError::Unknown)?;
    let now = app.ambient.now();
    if row.revoked_at.is_some() {
        return Err(KeyError::Revoked);
    }
    if row.expires_at.is_some_and(|expiry| expiry <= now) {
        return Err(KeyError::Expired);
    }
    if row.last_used_at.is_none_or(|used| used < now - GRAIN) {
        let used = [api_key::last_used_at::set(Some(now))];
        app.system
            .api_key()
            .update_many([api_key::id::equals(row.id)], used)
            .exec()
            .await
            .map_err(Error::from)?;
    }
    Ok(Key { id: row.id, tenant: row.tenant_id, bot: row.bot_id, scopes: row.scopes })
}
