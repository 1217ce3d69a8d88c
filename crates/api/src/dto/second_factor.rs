//! Why the second factor stays as it is, and what is answered when it does not.

use app::auth::second_factor::SecondFactorError;
use rspc::ErrorCode;
use serde::Serialize;

use super::ProofRefused;
use crate::error::Refused;

/// Codes that are shown once.
#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IssuedRecoveryCodes {
    /// Each replaces a code of the authenticator, once. They are not shown again.
    pub(crate) recovery_codes: Vec<String>,
}

/// Why the second factor stays as it is.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum SecondFactorRefused {
    /// Another password.
    #[error("this password is wrong")]
    WrongPassword,
    /// There is no password to ask for: sign in once more where you always do.
    #[error("sign in again first: you have no password here that could be asked for")]
    SignInAgain,
    /// The code is wrong, too old, or was used before.
    #[error("this code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// There is a second factor already.
    #[error("your second factor is enabled already; disable it first to use another authenticator")]
    AlreadyEnabled,
    /// There is none.
    #[error("you have no second factor")]
    NotEnabled,
    /// There is no secret that a code could be of.
    #[error("begin first: secondFactor.begin")]
    NotBegun,
}

#[rspc::codes]
impl rspc::Error for SecondFactorRefused {
    fn code(&self) -> ErrorCode {
        match self {
            Self::WrongPassword | Self::SignInAgain | Self::WrongCode => ErrorCode::Forbidden,
            Self::AlreadyEnabled | Self::NotEnabled | Self::NotBegun => ErrorCode::Conflict,
        }
    }
}

impl From<SecondFactorError> for Refused<SecondFactorRefused> {
    fn from(error: SecondFactorError) -> Self {
        let error = match error {
            SecondFactorError::Proof(error) => error,
            SecondFactorError::Enabled => return Self::Own(SecondFactorRefused::AlreadyEnabled),
            SecondFactorError::NotEnabled => return Self::Own(SecondFactorRefused::NotEnabled),
            SecondFactorError::NotBegun => return Self::Own(SecondFactorRefused::NotBegun),
        };
        match error.into() {
            Refused::Api(error) => Self::Api(error),
            Refused::Own(ProofRefused::WrongPassword) => Self::Own(SecondFactorRefused::WrongPassword),
            Refused::Own(ProofRefused::SignInAgain) => Self::Own(SecondFactorRefused::SignInAgain),
            Refused::Own(ProofRefused::SecondFactorRequired | ProofRefused::WrongCode) => {
                Self::Own(SecondFactorRefused::WrongCode)
            }
        }
    }
}
