//! One bot, with its configuration and its newest runs.

use chrono::{DateTime, Utc};
use prisma::{IsolationLevel, TenantDb, bot, bot_run, bot_version};
use uuid::Uuid;

use super::{Bot, BotError, Version};
use crate::stream::{self, Position};

/// Runs that are told.
const RUNS: i64 = 20;

/// A bot and what belongs to it.
#[derive(Clone, Debug)]
pub struct BotDetail {
    /// The bot.
    pub bot: Bot,
    /// The configuration that it follows.
    pub version: Option<Version>,
    /// Its newest runs, newest first.
    pub runs: Vec<Run>,
    /// The stream position of the snapshot.
    pub as_of: Position,
}

/// From a start to the stop that ended it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: Uuid,
    /// The number of the configuration that it began with; 0 where there was none.
    pub version: i32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Who began it.
    pub started_by: String,
    /// When it ended.
    pub stopped_at: Option<DateTime<Utc>>,
    /// Who ended it.
    pub stopped_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl From<bot_run::Data> for Run {
    fn from(row: bot_run::Data) -> Self {
        Self {
            id: row.id,
            version: row.version,
            started_at: row.started_at,
            started_by: row.started_by,
            stopped_at: row.stopped_at,
            stopped_by: row.stopped_by,
            reason: row.reason,
        }
    }
}

/// The bot with its configuration and its newest runs, in one snapshot.
pub async fn get(db: &TenantDb, tenant: Uuid, id: Uuid) -> Result<BotDetail, BotError> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let bot = tx.bot().find_unique(bot::id::equals(id)).exec().await?.ok_or(BotError::UnknownBot)?;
    let followed = [bot_version::bot_id::equals(id), bot_version::number::equals(bot.version)];
    let version = tx.bot_version().find_first(followed).exec().await?;
    let runs = tx.bot_run().find_many([bot_run::bot_id::equals(id)]);
    let runs = runs.order_by(bot_run::started_at::desc()).take(RUNS).exec().await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let (version, runs) = (version.map(Version::from), runs.into_iter().map(Run::from).collect());
    Ok(BotDetail { bot: bot.into(), version, runs, as_of })
}
