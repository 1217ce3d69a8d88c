//! Links that are sent by e-mail: whoever opens one has the address. Each is good once, for a while.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use prisma::{EmailTokenPurpose as Purpose, SystemDb, email_token};
use prisma_client_rust::Filter;
use uuid::Uuid;

use super::digest;
use crate::{App, Result};

/// How long a link is good: what it may do decides.
const fn lifetime(purpose: Purpose) -> TimeDelta {
    match purpose {
        Purpose::Register | Purpose::Change => TimeDelta::hours(24),
        Purpose::Reset => TimeDelta::hours(1),
    }
}

/// Makes a link's token; only its hash is stored.
pub(crate) async fn issue(
    app: &App,
    tx: &SystemDb,
    purpose: Purpose,
    email: &str,
    user: Option<Uuid>,
) -> Result<String> {
    let token = BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret());
    let expiry = app.ambient.now() + lifetime(purpose);
    let of_user = [email_token::user_id::set(user)];
    tx.email_token().create(purpose, email, digest(&token), expiry, of_user).exec().await?;
    Ok(token)
}

/// What a link's token stands for, while it is good.
pub(crate) async fn find(app: &App, purpose: Purpose, token: &str) -> Result<Option<email_token::Data>> {
    Ok(app.system.email_token().find_first(good(app, purpose, token)).exec().await?)
}

/// Uses a link's token up. Of two who do so at once, one is told that it is not good.
pub(crate) async fn redeem(
    app: &App,
    tx: &SystemDb,
    purpose: Purpose,
    token: &str,
) -> Result<Option<email_token::Data>> {
    let used = [email_token::used_at::set(Some(app.ambient.now()))];
    if tx.email_token().update_many(good(app, purpose, token), used).exec().await? == 0 {
        return Ok(None);
    }
    Ok(tx.email_token().find_unique(email_token::token_hash::equals(digest(token))).exec().await?)
}

/// Makes all links of a person worthless.
pub(crate) async fn void(tx: &SystemDb, user: Uuid) -> Result<()> {
    tx.email_token().delete_many([email_token::user_id::equals(Some(user))]).exec().await?;
    Ok(())
}

fn good(app: &App, purpose: Purpose, token: &str) -> Vec<Filter<email_token::Model>> {
    vec![
        email_token::token_hash::equals(digest(token)),
        email_token::purpose::equals(purpose),
        email_token::used_at::is_null(),
        email_token::expires_at::gt(app.ambient.now()),
    ]
}
