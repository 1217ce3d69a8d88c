//! Making a bot.

use prisma::{TenantDb, bot};
use serde_json::json;
use uuid::Uuid;

use super::{Bot, NameError, version::digest};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    strategies::{Setup, SetupError},
};

/// Why a bot is not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The name cannot be had.
    #[error(transparent)]
    Name(#[from] NameError),
    /// What it is to follow cannot be followed.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

impl From<prisma_client_rust::Error> for CreateError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Name(error.into())
    }
}

impl From<Error> for CreateError {
    fn from(error: Error) -> Self {
        Self::Name(error.into())
    }
}

/// Makes a bot that stands still, in the caller's transaction: of a program or a hook, or of a built-in strategy, which
/// is its first version then.
pub async fn create(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    name: String,
    setup: Option<Setup>,
) -> Result<Bot, CreateError> {
    let mut after = json!({ "name": name });
    let row = match setup {
        None => tx.bot().create(name, []).exec().await?,
        Some(setup) => {
            setup.check(tx).await?;
            let follows = [bot::strategy::set(Some(setup.strategy.kind())), bot::version::set(1)];
            let row = tx.bot().create(name, follows).exec().await?;
            let content = json!(setup);
            after["content"] = content.clone();
            let sha256 = digest(&content);
            tx.bot_version().create(row.id, 1, content, sha256, actor.name.clone(), []).exec().await?;
            row
        }
    };
    let (bot, after) = (Bot::from(row), Some(after));
    let deed = Deed { action: "bot.create", target: bot.id.to_string(), before: None, after };
    audit::record(tx, tenant, app.ambient.now(), actor, deed).await?;
    Ok(bot)
}
