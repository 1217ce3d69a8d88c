//! `account.updateProfile`: how the person is called.

use app::account;

use crate::{context::PersonCtx, dto::Name, error::ApiError, procedures::auth::Me};

/// What is to be another.
#[rspc::input]
pub(crate) struct Input {
    /// How the person is called.
    #[garde(dive)]
    name: Name,
}

/// Gives the person another name.
#[rspc::procedure]
pub(super) async fn update_profile(ctx: PersonCtx, input: Input) -> Result<Me, ApiError> {
    Ok(account::rename(&ctx.api.api.app, ctx.person, input.name.into()).await?.into())
}
