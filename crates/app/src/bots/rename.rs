//! Giving a bot another name.

use prisma::{TenantDb, bot};
use prisma_client_rust::Lock;
use serde_json::json;
use uuid::Uuid;

use super::{Bot, NameError};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why a bot keeps its name.
#[derive(Debug, thiserror::Error)]
pub enum RenameError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// The name cannot be had.
    #[error(transparent)]
    Name(#[from] NameError),
}

impl From<prisma_client_rust::Error> for RenameError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Name(error.into())
    }
}

impl From<Error> for RenameError {
    fn from(error: Error) -> Self {
        Self::Name(error.into())
    }
}

/// Gives a bot another name; the one that it has is fine.
pub async fn rename(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
    name: String,
) -> Result<Bot, RenameError> {
    let tx = db.begin().await?;
    let row = tx.bot().find_unique(bot::id::equals(id)).lock(Lock::ForNoKeyUpdate).exec().await?;
    let before = row.ok_or(RenameError::UnknownBot)?;
    if before.name == name {
        return Ok(before.into());
    }
    let bot = Bot::from(tx.bot().update(bot::id::equals(id), [bot::name::set(name)]).exec().await?);
    let (was, is) = (Some(json!({ "name": before.name })), Some(json!({ "name": bot.name })));
    let deed = Deed { action: "bot.rename", target: id.to_string(), before: was, after: is };
    audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
    tx.commit().await?;
    Ok(bot)
}
