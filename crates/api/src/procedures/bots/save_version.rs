//! `bots.saveVersion`: gives a bot another configuration, under the next number.

use app::{
    bots::{self, Content, NewVersion, VersionError},
    strategies::SetupError,
};
use prisma::bot;
use rspc::{ErrorCode, RawInput, Transformer};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    context::TenantCtx,
    dto::{BotId, BotSetupInput, BotStateDto, spoken_for},
    error::{ApiError, Refused},
};

/// Characters that a configuration may have as JSON.
const LONGEST: usize = 64 * 1024;

/// Which bot, and what it is to follow.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// The number that it comes after: somebody else's is not written over unseen. 0 for the first.
    #[garde(range(min = 0))]
    after: i32,
    /// What the bot reads, in whatever names it has; of a bot that follows a built-in strategy, a `BotSetupInput`.
    content: Map<String, Value>,
}

/// Why a configuration is not saved.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub(crate) enum SaveVersionError {
    /// The tenant has no such bot, or the key speaks for another one.
    #[error("there is no such bot")]
    UnknownBot,
    /// Another one was saved meanwhile: look at it first.
    #[error("version {current} was saved meanwhile: look at it first")]
    Outdated {
        /// Its number.
        current: i32,
    },
    /// It is longer than 64 KiB.
    #[error("content: at most 64 KiB as JSON")]
    TooLong,
    /// The bot follows a built-in strategy, and there is no such instrument to follow.
    #[error("there is no such instrument")]
    UnknownInstrument,
    /// The bot follows a built-in strategy, and a field of its content makes no sense.
    #[error("{field}: {message}")]
    InvalidField {
        /// Its name, or `content` where it is not of the right shape.
        field: &'static str,
        /// What it must be.
        message: String,
    },
}

#[rspc::codes]
impl rspc::Error for SaveVersionError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot | Self::UnknownInstrument => ErrorCode::NotFound,
            Self::Outdated { .. } => ErrorCode::Conflict,
            Self::TooLong | Self::InvalidField { .. } => ErrorCode::BadRequest,
        }
    }
}

impl From<VersionError> for Refused<SaveVersionError> {
    fn from(error: VersionError) -> Self {
        match error {
            VersionError::Outdated { current } => Self::Own(SaveVersionError::Outdated { current }),
            VersionError::Bot(bots::BotError::UnknownBot) => Self::Own(SaveVersionError::UnknownBot),
            VersionError::Setup(SetupError::UnknownInstrument) => {
                Self::Own(SaveVersionError::UnknownInstrument)
            }
            VersionError::Setup(SetupError::Field { field, message }) => {
                Self::Own(SaveVersionError::InvalidField { field, message })
            }
            VersionError::Bot(bots::BotError::Failed(error))
            | VersionError::Setup(SetupError::Failed(error)) => Self::Api(ApiError::from(error)),
        }
    }
}

/// What a bot of a built-in strategy follows, if that is what the text says.
fn setup(text: String) -> Result<Content, SaveVersionError> {
    let raw = RawInput { bytes: Some(text.into()), last_event_id: None };
    match raw.decode::<BotSetupInput>(Transformer::Plain) {
        Ok(setup) => Ok(Content::BuiltIn(setup.into())),
        Err(failure) => {
            Err(SaveVersionError::InvalidField { field: "content", message: failure.message().to_owned() })
        }
    }
}

/// Gives a bot another configuration, under the next number; the one that it has is not saved twice.
#[rspc::procedure]
pub(super) async fn save_version(
    ctx: TenantCtx,
    input: Input,
) -> Result<BotStateDto, Refused<SaveVersionError>> {
    let Input { id, after, content } = input;
    let bot = spoken_for(&ctx, id).ok_or(Refused::Own(SaveVersionError::UnknownBot))?;
    let content = Value::Object(content);
    let text = content.to_string();
    if text.len() > LONGEST {
        return Err(Refused::Own(SaveVersionError::TooLong));
    }
    let row = ctx.db.bot().find_unique(bot::id::equals(bot)).exec().await;
    let row = row.map_err(|error| ApiError::from(app::Error::from(error)))?;
    let content = match row.ok_or(Refused::Own(SaveVersionError::UnknownBot))?.strategy {
        // A bot of a program stays one.
        None => Content::Own(content),
        Some(_) => setup(text).map_err(Refused::Own)?,
    };
    let new = NewVersion { bot, after, content };
    Ok(bots::save_version(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, new).await?.into())
}
