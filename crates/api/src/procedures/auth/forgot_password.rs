//! `auth.forgotPassword`: sends a link to somebody who has forgotten the password.

use app::auth;

use crate::{ApiCtx, error::ApiError};

/// An address.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(min = 3, max = 254), email)]
    email: String,
}

/// Sends a link by which another password is chosen, where the address has an account. The answer is the same.
#[rspc::procedure]
pub(super) async fn forgot_password(ctx: ApiCtx, input: Input) -> Result<(), ApiError> {
    ctx.api.rates.pass_recipient(&input.email).map_err(ApiError::too_many)?;
    Ok(auth::forgot_password(&ctx.api.app, &input.email).await?)
}
