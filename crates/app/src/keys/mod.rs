//! API keys: made and taken back by people, shown once, stored as a hash.

mod create;
mod list;
mod revoke;
mod rotate;
mod secret;

use chrono::{DateTime, Utc};
use prisma::{ApiKeyScope, TenantDb, api_key};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

pub use create::{CreateError, NewKey, create};
pub use list::list;
pub use revoke::{RevokeError, revoke};
pub use rotate::{MAX_OVERLAP, RotateError, Rotation, rotate};
pub(crate) use secret::is_whole;

use crate::{
    Result,
    signals::{BotRef, bots_by_id},
};

/// A key as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Its id.
    pub id: Uuid,
    /// What its maker called it.
    pub name: String,
    /// Its first characters, by which a person recognises it.
    pub prefix: String,
    /// What it may do.
    pub scopes: Vec<ApiKeyScope>,
    /// The one bot that it speaks for, where it is bound to one.
    pub bot: Option<BotRef>,
    /// Who made it, by address.
    pub created_by: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A key that was just made.
#[derive(Serialize, Deserialize)]
pub struct IssuedKey {
    /// As people see it from now on.
    pub key: ApiKey,
    /// The key itself, which is told this once.
    pub secret: String,
}

impl ApiKey {
    fn new(row: api_key::Data, bot: Option<BotRef>) -> Self {
        Self {
            id: row.id,
            name: row.name,
            prefix: row.prefix,
            scopes: row.scopes,
            bot,
            created_by: row.created_by,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        }
    }

    /// What the audit log keeps of it.
    fn noted(&self) -> Value {
        json!({
            "name": self.name, "prefix": self.prefix, "scopes": self.scopes,
            "botId": self.bot.as_ref().map(|bot| bot.id), "expiresAt": self.expires_at, "revokedAt": self.revoked_at,
        })
    }
}

/// Joins keys with the bots that they are bound to.
async fn joined(db: &TenantDb, rows: Vec<api_key::Data>) -> Result<Vec<ApiKey>> {
    let bots = bots_by_id(db, rows.iter().filter_map(|row| row.bot_id)).await?;
    let named = rows.into_iter().map(|row| {
        let bot = row.bot_id.and_then(|bot| bots.get(&bot).cloned());
        ApiKey::new(row, bot)
    });
    Ok(named.collect())
}
