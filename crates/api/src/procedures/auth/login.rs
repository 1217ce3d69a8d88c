//! `auth.login`: opens a session and gives the browser its cookie.

use app::auth::{self, LoginRequest};
use rspc::ErrorCode;
use serde::Serialize;

use super::me::Me;
use crate::{
    ApiCtx,
    error::{ApiError, Refused},
};

/// An address and a password.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(min = 3, max = 254), email)]
    email: String,
    #[garde(length(bytes, min = 1, max = 256))]
    password: String,
}

/// Why a login is refused.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum LoginError {
    /// No such person, or another password: which of the two is not said.
    #[error("this e-mail address and password do not belong together")]
    WrongCredentials,
    /// A person without a tenant.
    #[error("you are not a member of any team yet; ask for an invitation")]
    NoTenant,
}

impl rspc::Error for LoginError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::WrongCredentials => ErrorCode::Unauthorized,
            Self::NoTenant => ErrorCode::Forbidden,
        }
    }
}

impl From<auth::LoginError> for Refused<LoginError> {
    fn from(error: auth::LoginError) -> Self {
        match error {
            auth::LoginError::Credentials => Self::Own(LoginError::WrongCredentials),
            auth::LoginError::NoTenant => Self::Own(LoginError::NoTenant),
            auth::LoginError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Opens a session in the tenant that the person joined first, and sets the session's cookie.
#[rspc::procedure]
pub(super) async fn login(ctx: ApiCtx, input: Input) -> Result<Me, Refused<LoginError>> {
    let Input { email, password } = input;
    let request = LoginRequest { email, password, user_agent: ctx.user_agent.clone() };
    let opened = auth::login(&ctx.app, request).await?;
    ctx.set_cookie(ctx.cookies.set(&opened.token, opened.expires_at));
    Ok(opened.person.into())
}
