//! A command to a bot, on the wire.

use app::bots::Command;
use prisma::{CommandKind, CommandStatus};
use serde::Serialize;
use serde_json::Value;
use superjson::Date;

use super::{BotId, CommandId};

/// What a person tells a bot to do, and what came of it.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BotCommand")]
pub(crate) struct BotCommandDto {
    id: CommandId,
    bot_id: BotId,
    kind: CommandKind,
    /// What goes with it; null where nothing does.
    payload: Option<Value>,
    status: CommandStatus,
    /// What the bot says of it.
    result: Option<String>,
    sent_at: Date,
    /// By address, or by the key's name.
    sent_by: String,
    /// When it was first handed to the bot's program; null until then.
    taken_at: Option<Date>,
    /// When the bot answered; null until then.
    answered_at: Option<Date>,
    /// When it ceased to wait: nobody answered it within an hour, or the bot was stopped. It is handed to nobody any
    /// more; an answer that comes late still counts.
    expired_at: Option<Date>,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

impl From<Command> for BotCommandDto {
    fn from(command: Command) -> Self {
        Self {
            id: command.id.into(),
            bot_id: command.bot_id.into(),
            kind: command.kind,
            payload: command.payload,
            status: command.status,
            result: command.result,
            sent_at: Date(command.sent_at),
            sent_by: command.sent_by,
            taken_at: command.taken_at.map(Date),
            answered_at: command.answered_at.map(Date),
            expired_at: command.expired_at.map(Date),
            seq: command.seq,
        }
    }
}
