//! `sessions.revoke`: ends one of the person's sessions.

use app::auth;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::PersonCtx,
    dto::SessionId,
    error::{ApiError, Refused},
};

/// Which one.
#[rspc::input]
pub(crate) struct Input {
    id: SessionId,
}

/// Why none is ended.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RevokeSessionError {
    /// The person has no such session.
    #[error("you have no such session, or it is over already")]
    UnknownSession,
}

#[rspc::codes]
impl rspc::Error for RevokeSessionError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownSession => ErrorCode::NotFound,
        }
    }
}

/// Ends a session of the person; its sockets are closed within a second.
#[rspc::procedure]
pub(super) async fn revoke(ctx: PersonCtx, input: Input) -> Result<(), Refused<RevokeSessionError>> {
    let ended = auth::revoke_session(&ctx.api.api.app, ctx.person.user, input.id.into()).await;
    let ended = ended.map_err(|error| Refused::Api(ApiError::from(error)))?;
    if ended { Ok(()) } else { Err(Refused::Own(RevokeSessionError::UnknownSession)) }
}
