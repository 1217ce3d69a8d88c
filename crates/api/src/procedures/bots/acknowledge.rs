//! `bots.acknowledge`: a bot says what came of a command.

use app::bots::{self, Answer, CommandError};
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{BotCommandDto, CommandId},
    error::{ApiError, Refused},
};

/// Which command, and what came of it.
#[rspc::input]
pub(crate) struct Input {
    id: CommandId,
    /// Whether it is done; false where it could not be.
    done: bool,
    /// In words, for people.
    #[garde(inner(length(chars, min = 1, max = 2000), pattern("^[^\\x00]*$")))]
    result: Option<String>,
}

/// Why an answer is not taken.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum AcknowledgeError {
    /// There is no such command, or it is for another bot.
    #[error("there is no such command")]
    UnknownCommand,
    /// It was answered otherwise before.
    #[error("this command was answered otherwise before")]
    Answered,
}

#[rspc::codes]
impl rspc::Error for AcknowledgeError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownCommand => ErrorCode::NotFound,
            Self::Answered => ErrorCode::Conflict,
        }
    }
}

impl From<CommandError> for Refused<AcknowledgeError> {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Answered => Self::Own(AcknowledgeError::Answered),
            CommandError::Failed(error) => Self::Api(ApiError::from(error)),
            _ => Self::Own(AcknowledgeError::UnknownCommand),
        }
    }
}

/// Says what came of a command, once. The same answer again is fine; another one is refused.
#[rspc::procedure]
pub(super) async fn acknowledge(
    ctx: TenantCtx,
    input: Input,
) -> Result<BotCommandDto, Refused<AcknowledgeError>> {
    let Input { id, done, result } = input;
    let answer = Answer { done, result };
    Ok(bots::acknowledge(&ctx.app, &ctx.db, ctx.tenant, ctx.bot, id.into(), answer).await?.into())
}
