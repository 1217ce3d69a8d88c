//! `auth.logout`: ends the session and takes its cookie back.

use app::auth;

use crate::{ApiCtx, Caller, error::ApiError};

/// Ends the session; without one there is nothing to end, and that is fine.
#[rspc::procedure]
pub(super) async fn logout(ctx: ApiCtx) -> Result<(), ApiError> {
    if let Caller::Person(person) = &*ctx.caller().await
        && let Some(session) = person.session
    {
        auth::logout(&ctx.api.app, session).await?;
    }
    ctx.set_cookie(ctx.api.cookies.clear());
    Ok(())
}
