//! Browsers that a person has logged in from: guessing elsewhere does not lock them out.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use prisma::{SystemDb, device, user};
use uuid::Uuid;

use super::digest;
use crate::{App, Result};

/// Whether somebody with that address has logged in from the browser with that token.
pub async fn is_known_device(app: &App, email: &str, token: &str) -> Result<bool> {
    let known = [
        device::token_hash::equals(digest(token)),
        device::user::is([user::email::equals(email.to_owned())]),
    ];
    Ok(app.system.device().count(known).exec().await? > 0)
}

/// Remembers the browser. Answers a token for it, unless the one that it showed is this person's.
pub(super) async fn remember(
    app: &App,
    tx: &SystemDb,
    user: Uuid,
    shown: Option<&str>,
) -> Result<Option<String>> {
    let now = app.ambient.now();
    if let Some(token) = shown {
        let its = [device::token_hash::equals(digest(token)), device::user_id::equals(user)];
        if tx.device().update_many(its, [device::last_seen_at::set(now)]).exec().await? > 0 {
            return Ok(None);
        }
    }
    let token = BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret());
    tx.device().create(user, digest(&token), now, []).exec().await?;
    Ok(Some(token))
}
