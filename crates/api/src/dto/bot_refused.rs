//! Why nothing was done to a bot, as most of `bots.*` refuse.

use app::bots;
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use super::BotId;
use crate::{
    context::TenantCtx,
    error::{ApiError, Refused},
};

/// Why nothing was done to a bot.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum BotRefused {
    /// The tenant has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
}

#[rspc::codes]
impl rspc::Error for BotRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot => ErrorCode::NotFound,
        }
    }
}

impl From<bots::BotError> for Refused<BotRefused> {
    fn from(error: bots::BotError) -> Self {
        match error {
            bots::BotError::UnknownBot => Self::Own(BotRefused::UnknownBot),
            bots::BotError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// The bot, if the caller speaks for it: a key that is bound to one knows no other.
pub(crate) fn spoken_for(ctx: &TenantCtx, id: BotId) -> Option<Uuid> {
    let id = Uuid::from(id);
    ctx.bot.is_none_or(|own| own == id).then_some(id)
}
