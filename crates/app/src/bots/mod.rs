//! Bots: the strategies that send a tenant's signals.
//!
//! A bot has two states: the one that people ask for, by which it may trade, and the one that it reports. It follows a
//! built-in strategy, or it is a program or a hook outside.

mod ask;
mod command;
mod create;
mod expire;
mod get;
mod heartbeat;
mod list;
mod message;
mod quiet;
mod rename;
mod version;

use chrono::{DateTime, Utc};
use prisma::{BotStatus, QuietAction, StrategyKind, TenantDb, bot};
use prisma_client_rust::{Lock, Transaction, Update};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use ask::{Ask, ask};
pub use command::{Answer, Command, CommandError, NewCommand, acknowledge, commands, obey, send};
pub use create::{CreateError, create};
pub use get::{BotDetail, Run, get};
pub use heartbeat::heartbeat;
pub use list::list;
pub use message::{Message, NewMessage, log, messages};
pub use quiet::{WatchError, listen, watch};
pub use rename::{RenameError, rename};
pub use version::{Content, NewVersion, Version, VersionError, save_version, versions};

use crate::{
    App, Error, Result,
    stream::{Event, Reserved},
};

/// A bot as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bot {
    /// Its id.
    pub id: Uuid,
    /// Its name, unique in the tenant.
    pub name: String,
    /// What it reports.
    pub status: BotStatus,
    /// What a person asked for.
    pub desired_status: BotStatus,
    /// When it last said that it is there.
    pub last_heartbeat_at: Option<DateTime<Utc>>,
    /// The built-in strategy that it follows; none for a program or a hook.
    pub strategy: Option<StrategyKind>,
    /// The number of its configuration; 0 where it has none.
    pub version: i32,
    /// Seconds without a heartbeat after which it has gone quiet.
    pub quiet_after: Option<i32>,
    /// What is done then.
    pub on_quiet: QuietAction,
    /// Since when it has been quiet.
    pub quiet_since: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The number of its last event.
    pub seq: i64,
}

impl From<bot::Data> for Bot {
    fn from(row: bot::Data) -> Self {
        Self {
            id: row.id,
            name: row.name,
            status: row.status,
            desired_status: row.desired_status,
            last_heartbeat_at: row.last_heartbeat_at,
            strategy: row.strategy,
            version: row.version,
            quiet_after: row.quiet_after,
            on_quiet: row.on_quiet,
            quiet_since: row.quiet_since,
            created_at: row.created_at,
            seq: row.seq,
        }
    }
}

/// Why nothing was done to a bot.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for BotError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// The bot, which nobody else changes until the commit.
pub(crate) async fn lock(tx: &TenantDb, id: Uuid) -> Result<bot::Data, BotError> {
    let row = tx.bot().find_unique(bot::id::equals(id)).lock(Lock::ForNoKeyUpdate).exec().await?;
    row.ok_or(BotError::UnknownBot)
}

/// Changes a bot and tells it, last in the transaction, and commits.
async fn change(
    app: &App,
    tx: Transaction<TenantDb>,
    tenant: Uuid,
    id: Uuid,
    changes: Vec<Update<bot::Model>>,
) -> Result<Bot> {
    let reserved = Reserved::take(&tx, tenant, 1).await?;
    let changes = changes.into_iter().chain([bot::seq::set(reserved.seq(0))]);
    let bot = Bot::from(tx.bot().update(bot::id::equals(id), changes).exec().await?);
    reserved.write(&tx, &[Event::BotChanged(&bot)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(bot)
}

/// The name of the constraint that keeps a tenant's bots apart.
const NAME_CONSTRAINT: &str = "bots_tenant_id_name_key";

/// Why a bot does not get a name.
#[derive(Debug, thiserror::Error)]
pub enum NameError {
    /// Another bot of the tenant has it.
    #[error("another bot has this name")]
    Taken,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for NameError {
    fn from(error: prisma_client_rust::Error) -> Self {
        if error.is_unique_violation(NAME_CONSTRAINT) { Self::Taken } else { Self::Failed(error.into()) }
    }
}
