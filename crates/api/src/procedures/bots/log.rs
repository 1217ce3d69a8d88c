//! `bots.log`: a bot says something to its people.

use app::bots::{self, NewMessage};
use prisma::MessageLevel;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotRefused, Moment, spoken_for},
    error::Refused,
};

/// Which bot, and what it has to say.
#[rspc::input]
pub(crate) struct Input {
    /// The bot.
    id: BotId,
    /// In their order.
    #[garde(length(min = 1, max = 100), dive)]
    messages: Vec<Line>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Something that a bot says.
#[rspc::input]
#[serde(rename = "BotLine")]
pub(crate) struct Line {
    /// `INFO`, if left out.
    level: Option<MessageLevel>,
    #[garde(length(chars, min = 1, max = 2000), pattern("^[^\\x00]*$"))]
    text: String,
    /// When; now, if left out.
    at: Option<Moment>,
}

impl From<Line> for NewMessage {
    fn from(line: Line) -> Self {
        let Line { level, text, at } = line;
        Self { level: level.unwrap_or(MessageLevel::Info), text, at: at.map(|moment| moment.0) }
    }
}

/// What was stored.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "Logged")]
pub(crate) struct Logged {
    /// How many messages.
    stored: u32,
}

/// Stores what a bot has to say to its people, who read it for thirty days.
#[rspc::procedure]
pub(super) async fn log(ctx: TenantCtx, input: Input) -> Result<Logged, Refused<BotRefused>> {
    let id = spoken_for(&ctx, input.id).ok_or(Refused::Own(BotRefused::UnknownBot))?;
    let once = ctx.once(input.idempotency_key);
    let messages = input.messages.into_iter().map(NewMessage::from).collect();
    let stored = bots::log(&ctx.app, &ctx.db, ctx.tenant, once, id, messages).await?;
    Ok(Logged { stored })
}
