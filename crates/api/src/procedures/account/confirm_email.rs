//! `account.confirmEmail`: moves the person whose link it is to the address that it was sent to.

use app::account::{self, EmailError};
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    ApiCtx,
    error::{ApiError, Refused},
};

/// What the link said.
#[rspc::input]
pub(crate) struct Input {
    /// The link's token.
    #[garde(length(chars, min = 1, max = 128))]
    token: String,
}

/// Why the address stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum ConfirmEmailError {
    /// The link was used, is too old, or was never sent.
    #[error("this link was used before, or is too old; ask for another one")]
    InvalidLink,
    /// The address has become somebody else's since the link was sent.
    #[error("this address has an account of its own by now")]
    AddressTaken,
}

#[rspc::codes]
impl rspc::Error for ConfirmEmailError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidLink => ErrorCode::NotFound,
            Self::AddressTaken => ErrorCode::Conflict,
        }
    }
}

impl From<EmailError> for Refused<ConfirmEmailError> {
    fn from(error: EmailError) -> Self {
        Self::Own(match error {
            EmailError::Link => ConfirmEmailError::InvalidLink,
            EmailError::Taken => ConfirmEmailError::AddressTaken,
            EmailError::Failed(error) => return Self::Api(ApiError::from(error)),
            // The link is the proof.
            EmailError::Proof(_) => return Self::Api(ApiError::Internal),
        })
    }
}

/// Makes the address the one that the person logs in with. Whoever opens the link need not be logged in.
#[rspc::procedure]
pub(super) async fn confirm_email(ctx: ApiCtx, input: Input) -> Result<(), Refused<ConfirmEmailError>> {
    Ok(account::confirm_email(&ctx.api.app, &input.token, ctx.ip()).await?)
}
