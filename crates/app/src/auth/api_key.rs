//! API keys: found by their hash, refused with the reason.

use std::sync::Arc;

use chrono::TimeDelta;
use prisma::api_key;

use super::{Key, digest};
use crate::{App, Error, keys};

/// How exactly the last use is kept.
const GRAIN: TimeDelta = TimeDelta::minutes(1);

/// Why a key opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Nobody has it.
    #[error("this API key is not known")]
    Unknown,
    /// Nobody has it, and it is none: its checksum is another.
    #[error("this API key is not known: it is mistyped, or a part of it is missing")]
    Mistyped,
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

/// Whom a key speaks for, as of a moment ago.
pub async fn authenticate_key(app: &App, key: &str) -> Result<Arc<Key>, KeyError> {
    app.known.key(digest(key), async |hash| look_up(app, key, hash).await).await
}

async fn look_up(app: &App, key: &str, hash: Vec<u8>) -> Result<Key, KeyError> {
    let found = app.system.api_key().find_unique(api_key::hash::equals(hash)).exec().await;
    let unknown = || if keys::is_whole(key) { KeyError::Unknown } else { KeyError::Mistyped };
    let row = found.map_err(Error::from)?.ok_or_else(unknown)?;
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
    Ok(Key { id: row.id, name: row.name, tenant: row.tenant_id, bot: row.bot_id, scopes: row.scopes })
}
