//! `auth.confirm`: proves again who one is, before something dangerous.

use app::auth::{self, Proof};

use crate::{context::PersonCtx, dto::ProofRefused, error::Refused};

/// The password; and a code, for whoever has a second factor.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(chars, min = 1, max = 256))]
    password: String,
    /// Six digits of the second factor, or a recovery code.
    #[garde(inner(length(chars, min = 6, max = 64)))]
    code: Option<String>,
}

/// Makes the session as good as new for ten minutes, and sets another cookie in place of the one before.
#[rspc::procedure]
pub(super) async fn confirm(ctx: PersonCtx, input: Input) -> Result<(), Refused<ProofRefused>> {
    let session = ctx.session().map_err(Refused::Api)?;
    ctx.api.can_set_cookie().map_err(Refused::Api)?;
    let proof = Proof { password: Some(input.password), code: input.code };
    let api = &ctx.api.api;
    let renewed = auth::confirm(&api.app, &ctx.person, session, &ctx.actor, proof).await?;
    ctx.api.set_cookie(api.cookies.set(&renewed.token, renewed.expires_at));
    Ok(())
}
