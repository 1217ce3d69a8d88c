//! What a bot has to say, on the wire.

use app::bots::Message;
use prisma::MessageLevel;
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use super::BotId;

/// Something that a bot, or the service about it, has to say to people.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BotMessage")]
pub(crate) struct BotMessageDto {
    /// Later ones are higher.
    id: Uuid,
    bot_id: BotId,
    level: MessageLevel,
    text: String,
    at: Date,
}

impl From<Message> for BotMessageDto {
    fn from(message: Message) -> Self {
        let Message { id, bot_id, level, text, at } = message;
        Self { id, bot_id: bot_id.into(), level, text, at: Date(at) }
    }
}
