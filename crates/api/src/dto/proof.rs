//! Why a proof of who one is does not do.

use app::auth::{CodeError, ProofError};
use rspc::ErrorCode;
use serde::Serialize;

use crate::error::{ApiError, Refused};

/// Why a proof of who one is does not do.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ProofRefused {
    /// Another password.
    #[error("this password is wrong")]
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
}

#[rspc::codes]
impl rspc::Error for ProofRefused {
    fn code(&self) -> ErrorCode {
        ErrorCode::Forbidden
    }
}

impl From<ProofError> for Refused<ProofRefused> {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Password => Self::Own(ProofRefused::WrongPassword),
            ProofError::TooLongAgo => Self::Own(ProofRefused::SignInAgain),
            ProofError::Code(CodeError::Missing) => Self::Own(ProofRefused::SecondFactorRequired),
            ProofError::Code(CodeError::Wrong) => Self::Own(ProofRefused::WrongCode),
            ProofError::Code(CodeError::TooMany(wait)) => Self::Api(ApiError::too_many(wait)),
            ProofError::Code(CodeError::Failed(error)) | ProofError::Failed(error) => {
                Self::Api(ApiError::from(error))
            }
        }
    }
}
