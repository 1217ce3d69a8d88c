//! `auth.login`: opens a session and gives the browser its cookie.

use app::auth::{self, CodeError, LoginRequest};
use rspc::ErrorCode;
use serde::Serialize;

use super::me::Me;
use crate::{
    ApiCtx,
    error::{ApiError, Refused},
};

/// An address and a password; and a code, for whoever has a second factor.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(min = 3, max = 254), email)]
    email: String,
    #[garde(length(chars, min = 1, max = 256))]
    password: String,
    /// Six digits of the second factor, or a recovery code.
    #[garde(inner(length(chars, min = 6, max = 64)))]
    code: Option<String>,
}

/// Why a login is refused.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum LoginError {
    /// No such person, or another password: which of the two is not said.
    #[error("this e-mail address and password do not belong together")]
    WrongCredentials,
    /// The password is right; the second factor's code is missing.
    #[error("enter the code that your authenticator shows, or a recovery code")]
    SecondFactorRequired,
    /// The password is right; the code is wrong, too old, or was used before.
    #[error("this code is wrong, or was used before; wait for the next one")]
    WrongCode,
    /// A person without a tenant.
    #[error("you are not a member of any team yet; ask for an invitation")]
    NoTenant,
}

#[rspc::codes]
impl rspc::Error for LoginError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::WrongCredentials | Self::SecondFactorRequired | Self::WrongCode => ErrorCode::Unauthorized,
            Self::NoTenant => ErrorCode::Forbidden,
        }
    }
}

impl From<auth::LoginError> for Refused<LoginError> {
    fn from(error: auth::LoginError) -> Self {
        match error {
            auth::LoginError::Credentials => Self::Own(LoginError::WrongCredentials),
            auth::LoginError::Code(CodeError::Missing) => Self::Own(LoginError::SecondFactorRequired),
            auth::LoginError::Code(CodeError::Wrong) => Self::Own(LoginError::WrongCode),
            auth::LoginError::Code(CodeError::TooMany(wait)) => Self::Api(ApiError::too_many(wait)),
            auth::LoginError::NoTenant => Self::Own(LoginError::NoTenant),
            auth::LoginError::Code(CodeError::Failed(error)) | auth::LoginError::Failed(error) => {
                Self::Api(ApiError::from(error))
            }
        }
    }
}

/// Opens a session in the tenant that the person joined first, and sets the session's cookie.
#[rspc::procedure]
pub(super) async fn login(ctx: ApiCtx, input: Input) -> Result<Me, Refused<LoginError>> {
    ctx.can_set_cookie().map_err(Refused::Api)?;
    let Input { email, password, code } = input;
    let place = ctx.api.app.passwords.queue().map_err(auth::LoginError::from)?;
    let account = ctx.pass_guess(&email).await.map_err(Refused::Api)?;
    let request = LoginRequest { email, password, code };
    let opened = auth::login(&ctx.api.app, place, request, &ctx.browser()).await?;
    ctx.forget_guesses(&account);
    ctx.admit(&opened);
    Ok(opened.person.into())
}
