//! `auth.completeRegistration`: makes the person whose link it is, their team, and a session.

use app::auth::{self, Registration, RegistrationError};
use rspc::ErrorCode;
use serde::Serialize;

use super::me::Me;
use crate::{
    ApiCtx,
    dto::{Name, WeakPassword},
    error::{ApiError, Refused},
};

/// What the link said, and what a person is made of.
#[rspc::input]
pub(crate) struct Input {
    /// The link's token.
    #[garde(length(chars, min = 1, max = 128))]
    token: String,
    /// How the person is called.
    #[garde(dive)]
    name: Name,
    #[garde(length(chars, min = 8, max = 256))]
    password: String,
    /// How the person's team is called.
    #[garde(dive)]
    team_name: Name,
}

/// Why nobody is made.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CompleteRegistrationError {
    /// The link was used, is too old, or was never sent.
    #[error("this link was used before, or is too old; ask for another one")]
    InvalidLink,
    /// The address has become somebody's since the link was sent.
    #[error("this address has an account already: log in")]
    AlreadyRegistered,
    /// The password is too easily guessed.
    #[error("this password is too easily guessed")]
    WeakPassword(WeakPassword),
}

#[rspc::codes]
impl rspc::Error for CompleteRegistrationError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidLink => ErrorCode::NotFound,
            Self::AlreadyRegistered => ErrorCode::Conflict,
            Self::WeakPassword(_) => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<RegistrationError> for Refused<CompleteRegistrationError> {
    fn from(error: RegistrationError) -> Self {
        Self::Own(match error {
            RegistrationError::Link => CompleteRegistrationError::InvalidLink,
            RegistrationError::Known => CompleteRegistrationError::AlreadyRegistered,
            RegistrationError::Weak(weakness) => CompleteRegistrationError::WeakPassword(weakness.into()),
            RegistrationError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Makes the person and the team that they own, opens a session there, and sets its cookie.
#[rspc::procedure]
pub(super) async fn complete_registration(
    ctx: ApiCtx,
    input: Input,
) -> Result<Me, Refused<CompleteRegistrationError>> {
    ctx.can_set_cookie().map_err(Refused::Api)?;
    let Input { token, name, password, team_name } = input;
    let registration = Registration { token, name: name.into(), password, team_name: team_name.into() };
    let opened = auth::complete_registration(&ctx.api.app, registration, &ctx.browser()).await?;
    ctx.admit(&opened);
    Ok(opened.person.into())
}
