//! `account.changePassword`: another password, for whoever knows the one before.

use app::{
    account::{self, PasswordError},
    auth::{ChoiceError, Proof},
};
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::PersonCtx,
    dto::{ProofRefused, WeakPassword},
    error::{ApiError, Refused},
};

/// The password before, the one to be, and a code, for whoever has a second factor.
#[rspc::input]
pub(crate) struct Input {
    /// May be left out by somebody who has none and signed in a short while ago.
    #[garde(inner(length(chars, min = 1, max = 256)))]
    current_password: Option<String>,
    #[garde(length(chars, min = 8, max = 256))]
    new_password: String,
    /// Six digits of the second factor, or a recovery code.
    #[garde(inner(length(chars, min = 6, max = 64)))]
    code: Option<String>,
}

/// Why the password stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ChangePasswordError {
    /// The password before is another one.
    #[error("this is not your current password")]
    WrongPassword,
    /// There is no password to ask for: sign in once more where you always do.
    #[error("sign in again first: you have no password here that could be asked for")]
    SignInAgain,
    /// The second factor's code is missing.
    #[error("enter the code that your authenticator shows, or a recovery code")]
    SecondFactorRequired,
    /// The code is wrong, too old, or was used before.
    #[error("this code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// The password to be is too easily guessed.
    #[error("this password is too easily guessed")]
    WeakPassword(WeakPassword),
}

#[rspc::codes]
impl rspc::Error for ChangePasswordError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::WrongPassword | Self::SignInAgain | Self::SecondFactorRequired | Self::WrongCode => {
                ErrorCode::Forbidden
            }
            Self::WeakPassword(_) => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<PasswordError> for Refused<ChangePasswordError> {
    fn from(error: PasswordError) -> Self {
        Self::Own(match error {
            PasswordError::Proof(error) => match error.into() {
                Refused::Own(ProofRefused::WrongPassword) => ChangePasswordError::WrongPassword,
                Refused::Own(ProofRefused::SignInAgain) => ChangePasswordError::SignInAgain,
                Refused::Own(ProofRefused::SecondFactorRequired) => ChangePasswordError::SecondFactorRequired,
                Refused::Own(ProofRefused::WrongCode) => ChangePasswordError::WrongCode,
                Refused::Api(error) => return Self::Api(error),
            },
            PasswordError::Choice(ChoiceError::Weak(weakness)) => {
                ChangePasswordError::WeakPassword(weakness.into())
            }
            PasswordError::Choice(ChoiceError::Failed(error)) | PasswordError::Failed(error) => {
                return Self::Api(ApiError::from(error));
            }
        })
    }
}

/// Changes the password and ends the person's other sessions; this one goes on.
#[rspc::procedure]
pub(super) async fn change_password(
    ctx: PersonCtx,
    input: Input,
) -> Result<(), Refused<ChangePasswordError>> {
    let Input { current_password, new_password, code } = input;
    let (app, proof) = (&ctx.api.api.app, Proof { password: current_password, code });
    Ok(account::change_password(app, &ctx.person, &ctx.actor, proof, new_password).await?)
}
