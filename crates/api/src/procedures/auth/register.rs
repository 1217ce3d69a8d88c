//! `auth.register`: sends a link to somebody who wants an account.

use app::auth;

use crate::{ApiCtx, error::ApiError};

/// An address.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(min = 3, max = 254), email)]
    email: String,
}

/// Sends a link by which a person is made, or says by e-mail that there is one. The answer is the same.
#[rspc::procedure]
pub(super) async fn register(ctx: ApiCtx, input: Input) -> Result<(), ApiError> {
    ctx.api.rates.pass_recipient(&input.email).map_err(ApiError::too_many)?;
    Ok(auth::register(&ctx.api.app, &input.email).await?)
}
