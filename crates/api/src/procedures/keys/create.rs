//! `keys.create`: makes an API key, and shows it this once.

use app::{
    keys::{self, NewKey},
    once::once,
};
use prisma::ApiKeyScope;
use rspc::ErrorCode;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{BotId, IssuedKeyDto, Moment, Name},
    error::{ApiError, Refused},
};

/// What the key is for.
#[rspc::input]
pub(crate) struct Input {
    #[garde(dive)]
    name: Name,
    /// What it may do; no more than its maker.
    #[garde(length(min = 1, max = 3))]
    scopes: Vec<ApiKeyScope>,
    /// The one bot that it is to speak for; any, if left out.
    bot_id: Option<BotId>,
    /// When it ends by itself; never, if left out.
    expires_at: Option<Moment>,
    /// The caller's name for this request: asked for again, it is answered and not done.
    idempotency_key: Option<Uuid>,
}

/// Why a key is not made.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CreateKeyError {
    /// The tenant has no such bot.
    #[error("there is no such bot")]
    UnknownBot,
    /// `expiresAt` is not in the future.
    #[error("expiresAt: it has to be in the future")]
    PastExpiry,
}

#[rspc::codes]
impl rspc::Error for CreateKeyError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownBot => ErrorCode::NotFound,
            Self::PastExpiry => ErrorCode::BadRequest,
        }
    }
}

impl From<keys::CreateError> for Refused<CreateKeyError> {
    fn from(error: keys::CreateError) -> Self {
        use keys::CreateError as Refusal;
        Self::Own(match error {
            Refusal::UnknownBot => CreateKeyError::UnknownBot,
            Refusal::PastExpiry => CreateKeyError::PastExpiry,
            Refusal::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Makes an API key. What it is, is told in this answer and never again.
#[rspc::procedure]
pub(super) async fn create(ctx: TenantCtx, input: Input) -> Result<IssuedKeyDto, Refused<CreateKeyError>> {
    let Input { name, scopes, bot_id, expires_at, idempotency_key } = input;
    ctx.recently_authenticated()?;
    scopes.iter().try_for_each(|scope| ctx.require_scope(*scope))?;
    let new = NewKey {
        name: name.into(),
        scopes,
        bot: bot_id.map(Uuid::from),
        expires_at: expires_at.map(|moment| moment.0),
    };
    let make = async |tx: &_| keys::create(&ctx.app, tx, ctx.tenant, &ctx.actor, new).await;
    let made = once(&ctx.app, &ctx.db, ctx.tenant, ctx.once(idempotency_key), make).await?;
    Ok(made.into_inner().into())
}
