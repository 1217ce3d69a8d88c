//! Making a key.

use chrono::{DateTime, Utc};
use prisma::{ApiKeyScope, TenantDb, api_key};
use prisma_client_rust::Error as Database;
use uuid::Uuid;

use super::{ApiKey, IssuedKey, secret};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    auth::digest,
    signals::{BotRef, bots_by_id},
};

/// A key on its way in.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// What its maker calls it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<ApiKeyScope>,
    /// The one bot that it speaks for, if it is to be bound to one.
    pub bot: Option<Uuid>,
    /// When it ends by itself, if it is to.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Why a key is not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// It would have ended before it began.
    #[error("the key would have expired already")]
    PastExpiry,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for CreateError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes a key, in the caller's transaction.
pub async fn create(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    new: NewKey,
) -> Result<IssuedKey, CreateError> {
    let now = app.ambient.now();
    if new.expires_at.is_some_and(|expiry| expiry <= now) {
        return Err(CreateError::PastExpiry);
    }
    let bot = match new.bot {
        Some(bot) => Some(bots_by_id(tx, [bot]).await?.into_values().next().ok_or(CreateError::UnknownBot)?),
        None => None,
    };
    let issued = issue(app, tx, actor, new, bot).await?;
    let (target, after) = (issued.key.id.to_string(), Some(issued.key.noted()));
    let deed = Deed { action: "key.create", target, before: None, after };
    audit::record(tx, tenant, now, actor, deed).await?;
    Ok(issued)
}

/// Stores a new key, and says what it is.
pub(super) async fn issue(
    app: &App,
    tx: &TenantDb,
    actor: &Actor,
    new: NewKey,
    bot: Option<BotRef>,
) -> Result<IssuedKey, Error> {
    let secret = secret::generate(&*app.ambient);
    let mut scopes = new.scopes;
    scopes.sort_unstable_by_key(|scope| *scope as u8);
    scopes.dedup();
    let optional = vec![
        api_key::bot_id::set(new.bot),
        api_key::scopes::set(scopes),
        api_key::created_by::set(actor.name.clone()),
        api_key::expires_at::set(new.expires_at),
    ];
    let row = tx.api_key().create(new.name, secret::shown(&secret), digest(&secret), optional).exec().await?;
    Ok(IssuedKey { key: ApiKey::new(row, bot), secret })
}
