//! `bots.rename`: gives a bot another name.

use app::bots;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotStateDto, Name},
    error::{ApiError, Refused},
};

/// Which bot, and its name from now on.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// Unique in the tenant.
    #[garde(dive)]
    name: Name,
}

/// Why a bot keeps its name.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RenameBotError {
    /// The tenant has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
    /// Another bot of the tenant has this name.
    #[error("name: another bot has it")]
    NameTaken,
}

#[rspc::codes]
impl rspc::Error for RenameBotError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot => ErrorCode::NotFound,
            Self::NameTaken => ErrorCode::Conflict,
        }
    }
}

impl From<bots::RenameError> for Refused<RenameBotError> {
    fn from(error: bots::RenameError) -> Self {
        use bots::{NameError, RenameError};
        match error {
            RenameError::UnknownBot => Self::Own(RenameBotError::UnknownBot),
            RenameError::Name(NameError::Taken) => Self::Own(RenameBotError::NameTaken),
            RenameError::Name(NameError::Failed(error)) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Gives a bot another name.
#[rspc::procedure]
pub(super) async fn rename(ctx: TenantCtx, input: Input) -> Result<BotStateDto, Refused<RenameBotError>> {
    let Input { id, name } = input;
    if ctx.bot.is_some_and(|own| BotId::from(own) != id) {
        return Err(Refused::Own(RenameBotError::UnknownBot));
    }
    let bot = bots::rename(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, id.into(), name.into()).await?;
    Ok(bot.into())
}
