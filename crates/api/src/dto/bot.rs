//! A bot on the wire.

use app::bots::{Bot, BotDetail, Run, Version};
use prisma::{BotStatus, QuietAction, StrategyKind};
use serde::Serialize;
use serde_json::Value;
use superjson::Date;
use uuid::Uuid;

use super::BotId;

/// A strategy that sends signals, as it stands.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Bot")]
pub(crate) struct BotStateDto {
    id: BotId,
    /// Unique in the tenant.
    name: String,
    /// What the bot reports.
    status: BotStatus,
    /// What a person asked for: it trades while this is `RUNNING`.
    desired_status: BotStatus,
    /// When the bot last said that it is there; null where it never did.
    last_heartbeat_at: Option<Date>,
    /// The built-in strategy that it follows; null for a program or a hook.
    strategy: Option<StrategyKind>,
    /// The number of its configuration; 0 where it has none.
    version: i32,
    /// Seconds without a heartbeat after which it has gone quiet while it is to run; null for who sends none.
    quiet_after: Option<i32>,
    /// What is done then.
    on_quiet: QuietAction,
    /// Since when it has been quiet; null where it is not.
    quiet_since: Option<Date>,
    created_at: Date,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

impl From<Bot> for BotStateDto {
    fn from(bot: Bot) -> Self {
        Self {
            id: bot.id.into(),
            name: bot.name,
            status: bot.status,
            desired_status: bot.desired_status,
            last_heartbeat_at: bot.last_heartbeat_at.map(Date),
            strategy: bot.strategy,
            version: bot.version,
            quiet_after: bot.quiet_after,
            on_quiet: bot.on_quiet,
            quiet_since: bot.quiet_since.map(Date),
            created_at: Date(bot.created_at),
            seq: bot.seq,
        }
    }
}

/// A bot with its configuration and its newest runs.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BotDetail")]
pub(crate) struct BotDetailDto {
    bot: BotStateDto,
    /// The configuration that it follows; null where it has none.
    version: Option<BotVersionDto>,
    /// Newest first, twenty at most.
    runs: Vec<BotRunDto>,
    /// The stream position that this was read at: give it to a subscription as `lastEventId`.
    as_of: String,
}

impl From<BotDetail> for BotDetailDto {
    fn from(detail: BotDetail) -> Self {
        Self {
            bot: detail.bot.into(),
            version: detail.version.map(BotVersionDto::from),
            runs: detail.runs.into_iter().map(BotRunDto::from).collect(),
            as_of: detail.as_of.to_string(),
        }
    }
}

/// A configuration that a bot has or had.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BotVersion")]
pub(crate) struct BotVersionDto {
    id: Uuid,
    /// From 1, without gaps.
    number: i32,
    content: Value,
    /// SHA-256 of the content, in hexadecimal digits.
    sha256: String,
    /// Who saved it, by address or by the key's name.
    created_by: String,
    created_at: Date,
}

impl From<Version> for BotVersionDto {
    fn from(version: Version) -> Self {
        Self {
            id: version.id,
            number: version.number,
            content: version.content,
            sha256: version.sha256,
            created_by: version.created_by,
            created_at: Date(version.created_at),
        }
    }
}

/// From a start to the stop that ended it.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BotRun")]
pub(crate) struct BotRunDto {
    id: Uuid,
    /// The number of the configuration that it began with; 0 where there was none.
    version: i32,
    started_at: Date,
    started_by: String,
    /// Null while it goes on.
    stopped_at: Option<Date>,
    stopped_by: Option<String>,
    /// Why it was stopped, in the words of who did.
    reason: Option<String>,
}

impl From<Run> for BotRunDto {
    fn from(run: Run) -> Self {
        Self {
            id: run.id,
            version: run.version,
            started_at: Date(run.started_at),
            started_by: run.started_by,
            stopped_at: run.stopped_at.map(Date),
            stopped_by: run.stopped_by,
            reason: run.reason,
        }
    }
}
