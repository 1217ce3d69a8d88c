//! `auth.resetPassword`: chooses another password, for whoever has the link.

use app::auth;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    ApiCtx,
    dto::WeakPassword,
    error::{ApiError, Refused},
};

/// What the link said, and the password to be.
#[rspc::input]
pub(crate) struct Input {
    /// The link's token.
    #[garde(length(chars, min = 1, max = 128))]
    token: String,
    #[garde(length(chars, min = 8, max = 256))]
    password: String,
}

/// Why the password stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ResetPasswordError {
    /// The link was used, is too old, or was never sent.
    #[error("this link was used before, or is too old; ask for another one")]
    InvalidLink,
    /// The password is too easily guessed.
    #[error("this password is too easily guessed")]
    WeakPassword(WeakPassword),
}

#[rspc::codes]
impl rspc::Error for ResetPasswordError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidLink => ErrorCode::NotFound,
            Self::WeakPassword(_) => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<auth::ResetError> for Refused<ResetPasswordError> {
    fn from(error: auth::ResetError) -> Self {
        Self::Own(match error {
            auth::ResetError::Link => ResetPasswordError::InvalidLink,
            auth::ResetError::Weak(weakness) => ResetPasswordError::WeakPassword(weakness.into()),
            auth::ResetError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Gives the person whose link it is another password, and ends all of their sessions.
#[rspc::procedure]
pub(super) async fn reset_password(ctx: ApiCtx, input: Input) -> Result<(), Refused<ResetPasswordError>> {
    let Input { token, password } = input;
    Ok(auth::reset_password(&ctx.api.app, &token, password, ctx.ip()).await?)
}
