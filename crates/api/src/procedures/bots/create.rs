//! `bots.create`: makes a bot, which stands still until it is started.

use app::{
    bots::{self, CreateError, NameError},
    once::once,
    strategies::{Setup, SetupError},
};
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotSetupInput, BotStateDto, Name},
    error::{ApiError, Refused},
};

/// What the bot is called, and what it follows.
#[rspc::input]
pub(crate) struct Input {
    /// Unique in the tenant.
    #[garde(dive)]
    name: Name,
    /// A built-in strategy that it follows, from its first version on; left out for a program or a hook.
    #[garde(dive)]
    setup: Option<BotSetupInput>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why a bot is not made.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CreateBotError {
    /// Another bot of the tenant has this name.
    #[error("name: another bot has it")]
    NameTaken,
    /// The key speaks for one bot, and makes no others.
    #[error("this key speaks for one bot: it makes no others")]
    BoundKey,
    /// There is no such instrument to follow.
    #[error("there is no such instrument")]
    UnknownInstrument,
    /// A field of what it is to follow makes no sense.
    #[error("{field}: {message}")]
    InvalidField {
        /// Its name.
        field: &'static str,
        /// What it must be.
        message: String,
    },
}

#[rspc::codes]
impl rspc::Error for CreateBotError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NameTaken => ErrorCode::Conflict,
            Self::BoundKey => ErrorCode::Forbidden,
            Self::UnknownInstrument => ErrorCode::NotFound,
            Self::InvalidField { .. } => ErrorCode::BadRequest,
        }
    }
}

impl From<CreateError> for Refused<CreateBotError> {
    fn from(error: CreateError) -> Self {
        Self::Own(match error {
            CreateError::Name(NameError::Taken) => CreateBotError::NameTaken,
            CreateError::Setup(SetupError::UnknownInstrument) => CreateBotError::UnknownInstrument,
            CreateError::Setup(SetupError::Field { field, message }) => {
                CreateBotError::InvalidField { field, message }
            }
            CreateError::Name(NameError::Failed(error)) | CreateError::Setup(SetupError::Failed(error)) => {
                return Self::Api(ApiError::from(error));
            }
        })
    }
}

/// Makes a bot, which stands still until it is started.
#[rspc::procedure]
pub(super) async fn create(ctx: TenantCtx, input: Input) -> Result<BotStateDto, Refused<CreateBotError>> {
    let Input { name, setup, idempotency_key } = input;
    let setup = setup.map(Setup::from);
    if ctx.bot.is_some() {
        return Err(Refused::Own(CreateBotError::BoundKey));
    }
    let make = async |tx: &_| bots::create(&ctx.app, tx, ctx.tenant, &ctx.actor, name.into(), setup).await;
    let made = once(&ctx.app, &ctx.db, ctx.tenant, ctx.once(idempotency_key), make).await?;
    Ok(made.into_inner().into())
}
