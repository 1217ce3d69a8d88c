//! `auth.completeSignIn`: the second factor's code, after a provider's sign-in.

use app::{
    auth::CodeError,
    identity::sign_in::{self, SignInError},
};
use rspc::ErrorCode;
use serde::Serialize;

use super::me::Me;
use crate::{
    ApiCtx,
    error::{ApiError, Refused},
};

/// What the authenticator shows.
#[rspc::input]
pub(crate) struct Input {
    /// Six digits of the second factor, or a recovery code.
    #[garde(length(chars, min = 6, max = 64))]
    code: String,
}

/// Why nobody is signed in.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CompleteSignInError {
    /// This browser has not just come from a provider.
    #[error("sign in with the provider once more: it was too long ago")]
    NotBegun,
    /// The code is wrong, too old, or was used before.
    #[error("this code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// The identity has become another person's meanwhile.
    #[error("this identity is linked with another account")]
    Taken,
    /// The invitation that was to be accepted offers nothing any more, or not to this address.
    #[error("this invitation was accepted, taken back, or is for another address")]
    InvitationOver,
    /// A person without a tenant.
    #[error("you are not a member of any team yet; ask for an invitation")]
    NoTenant,
}

#[rspc::codes]
impl rspc::Error for CompleteSignInError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotBegun | Self::InvitationOver => ErrorCode::PreconditionFailed,
            Self::WrongCode => ErrorCode::Unauthorized,
            Self::Taken => ErrorCode::Conflict,
            Self::NoTenant => ErrorCode::Forbidden,
        }
    }
}

impl From<SignInError> for Refused<CompleteSignInError> {
    fn from(error: SignInError) -> Self {
        Self::Own(match error {
            SignInError::Code(CodeError::Missing | CodeError::Wrong) => CompleteSignInError::WrongCode,
            SignInError::Code(CodeError::TooMany(wait)) => return Self::Api(ApiError::too_many(wait)),
            SignInError::Taken => CompleteSignInError::Taken,
            SignInError::InvitationOver | SignInError::OtherAddress => CompleteSignInError::InvitationOver,
            SignInError::NoTenant => CompleteSignInError::NoTenant,
            SignInError::Code(CodeError::Failed(error)) | SignInError::Failed(error) => {
                return Self::Api(ApiError::from(error));
            }
            // What else there is has been looked at before the code is asked for.
            _ => CompleteSignInError::NotBegun,
        })
    }
}

/// Opens the session that the provider's sign-in was for, and sets its cookie.
#[rspc::procedure]
pub(super) async fn complete_sign_in(ctx: ApiCtx, input: Input) -> Result<Me, Refused<CompleteSignInError>> {
    ctx.can_set_cookie()?;
    let pending = ctx.credentials.sign_in.as_deref().unwrap_or_default();
    let opened = sign_in::complete(&ctx.api.app, pending, &input.code, &ctx.browser()).await?;
    ctx.admit(&opened);
    ctx.set_cookie(ctx.api.cookies.clear_sign_in());
    Ok(opened.person.into())
}
