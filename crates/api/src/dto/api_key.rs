//! An API key on the wire.

use app::keys::{ApiKey, IssuedKey};
use prisma::ApiKeyScope;
use serde::Serialize;
use superjson::Date;

use super::{ApiKeyId, BotDto};

/// A program's credential, without what makes it one.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "ApiKey")]
pub(crate) struct ApiKeyDto {
    id: ApiKeyId,
    name: String,
    /// The key's first characters, by which a person recognises it.
    prefix: String,
    /// What it may do.
    scopes: Vec<ApiKeyScope>,
    /// The one bot that it speaks for; null where it is bound to none.
    bot: Option<BotDto>,
    /// Who made it, by address; empty where nobody is known to have.
    created_by: String,
    created_at: Date,
    /// To the minute; null where it was never used.
    last_used_at: Option<Date>,
    /// When it ends by itself, or did; null where it does not.
    expires_at: Option<Date>,
    /// When it was taken back; null where it was not.
    revoked_at: Option<Date>,
}

impl From<ApiKey> for ApiKeyDto {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id.into(),
            name: key.name,
            prefix: key.prefix,
            scopes: key.scopes,
            bot: key.bot.map(BotDto::from),
            created_by: key.created_by,
            created_at: Date(key.created_at),
            last_used_at: key.last_used_at.map(Date),
            expires_at: key.expires_at.map(Date),
            revoked_at: key.revoked_at.map(Date),
        }
    }
}

/// A key that was just made.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "IssuedApiKey")]
pub(crate) struct IssuedKeyDto {
    key: ApiKeyDto,
    /// The key itself, `tw_…`: shown this once.
    secret: String,
}

impl From<IssuedKey> for IssuedKeyDto {
    fn from(issued: IssuedKey) -> Self {
        Self { key: issued.key.into(), secret: issued.secret }
    }
}
