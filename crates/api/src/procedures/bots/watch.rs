//! `bots.watch`: says when a bot has gone quiet, and what is done then.

use app::bots::{self, BotError, WatchError};
use prisma::QuietAction;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{BotId, BotStateDto, spoken_for},
    error::{ApiError, Refused},
};

/// Which bot, and when it has gone quiet.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// Seconds without a heartbeat while it is to run; never, if left out.
    #[garde(inner(range(min = 1, max = 86_400)))]
    quiet_after: Option<i32>,
    /// What is done then.
    on_quiet: QuietAction,
}

/// Why a bot is not watched.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum WatchBotError {
    /// The tenant has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
    /// It follows a built-in strategy, which needs no watching.
    #[error("this bot follows a built-in strategy, which the service itself does: there is nothing to watch")]
    BuiltIn,
}

#[rspc::codes]
impl rspc::Error for WatchBotError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot => ErrorCode::NotFound,
            Self::BuiltIn => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<WatchError> for Refused<WatchBotError> {
    fn from(error: WatchError) -> Self {
        match error {
            WatchError::BuiltIn => Self::Own(WatchBotError::BuiltIn),
            WatchError::Bot(BotError::UnknownBot) => Self::Own(WatchBotError::UnknownBot),
            WatchError::Bot(BotError::Failed(error)) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Says after how many seconds without a heartbeat a bot has gone quiet, and what is done then. A heartbeat ends the
/// quiet; where it was paused, a person starts it again.
#[rspc::procedure]
pub(super) async fn watch(ctx: TenantCtx, input: Input) -> Result<BotStateDto, Refused<WatchBotError>> {
    let Input { id, quiet_after, on_quiet } = input;
    let id = spoken_for(&ctx, id).ok_or(Refused::Own(WatchBotError::UnknownBot))?;
    let (app, db, tenant, actor) = (&ctx.app, &ctx.db, ctx.tenant, &ctx.actor);
    Ok(bots::watch(app, db, tenant, actor, id, quiet_after, on_quiet).await?.into())
}
