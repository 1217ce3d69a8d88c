//! `bots.command`: tells a bot to do something.

use app::bots::{self, CommandError, NewCommand};
use prisma::CommandKind;
use rspc::ErrorCode;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotCommandDto, BotId, spoken_for},
    error::{ApiError, Refused},
};

/// Characters that a payload may have as JSON.
const LONGEST: usize = 16 * 1024;

/// Which bot, and what it is to do.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// What it is to do.
    kind: CommandKind,
    /// What goes with it, in whatever names the bot knows.
    payload: Option<Map<String, Value>>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why a command is not sent.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum SendCommandError {
    /// The tenant has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
    /// It follows a built-in strategy, which hears no commands.
    #[error(
        "this bot follows a built-in strategy, which hears no commands: pause it, or close what it holds"
    )]
    BuiltIn,
    /// As many commands wait for the bot as may.
    #[error("a hundred commands wait for this bot: it does not answer")]
    TooManyWait,
    /// The payload is longer than 16 KiB.
    #[error("payload: at most 16 KiB as JSON")]
    TooLong,
}

#[rspc::codes]
impl rspc::Error for SendCommandError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot => ErrorCode::NotFound,
            Self::BuiltIn => ErrorCode::UnprocessableContent,
            Self::TooManyWait => ErrorCode::TooManyRequests,
            Self::TooLong => ErrorCode::BadRequest,
        }
    }
}

impl From<CommandError> for Refused<SendCommandError> {
    fn from(error: CommandError) -> Self {
        Self::Own(match error {
            CommandError::UnknownBot | CommandError::UnknownCommand | CommandError::Answered => {
                SendCommandError::UnknownBot
            }
            CommandError::BuiltIn => SendCommandError::BuiltIn,
            CommandError::TooMany => SendCommandError::TooManyWait,
            CommandError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Tells a bot's program to do something. It waits until the bot answers it, for an hour at
/// most and until the bot is stopped: `bots.onCommandChange` tells what becomes of it.
#[rspc::procedure]
pub(super) async fn command(
    ctx: TenantCtx,
    input: Input,
) -> Result<BotCommandDto, Refused<SendCommandError>> {
    let Input { id, kind, payload, idempotency_key } = input;
    let bot = spoken_for(&ctx, id).ok_or(Refused::Own(SendCommandError::UnknownBot))?;
    let payload = payload.map(Value::Object);
    if payload.as_ref().is_some_and(|payload| payload.to_string().len() > LONGEST) {
        return Err(Refused::Own(SendCommandError::TooLong));
    }
    let (once, new) = (ctx.once(idempotency_key), NewCommand { bot, kind, payload });
    Ok(bots::send(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, once, new).await?.into())
}
