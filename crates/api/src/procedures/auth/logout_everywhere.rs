//! `auth.logoutEverywhere`: ends all sessions of the person.

use app::auth;

use crate::{context::PersonCtx, error::ApiError};

/// Ends all sessions of the person, this one too, and takes its cookie back.
#[rspc::procedure]
pub(super) async fn logout_everywhere(ctx: PersonCtx) -> Result<(), ApiError> {
    auth::logout_everywhere(&ctx.api.api.app, ctx.person.user).await?;
    ctx.api.set_cookie(ctx.api.api.cookies.clear());
    Ok(())
}
