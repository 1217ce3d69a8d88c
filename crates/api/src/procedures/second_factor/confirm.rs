//! `secondFactor.confirm`: enables the second factor, for a code of its secret.

use app::auth::second_factor;

use crate::{
    context::PersonCtx,
    dto::{IssuedRecoveryCodes, SecondFactorRefused},
    error::Refused,
};

/// What the authenticator shows.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(chars, min = 6, max = 8))]
    code: String,
}

/// From here on logging in asks for a code. Ends the person's other sessions; answers recovery codes, once.
#[rspc::procedure]
pub(super) async fn confirm(
    ctx: PersonCtx,
    input: Input,
) -> Result<IssuedRecoveryCodes, Refused<SecondFactorRefused>> {
    let app = &ctx.api.api.app;
    let recovery_codes = second_factor::confirm(app, &ctx.person, &ctx.actor, &input.code).await?;
    Ok(IssuedRecoveryCodes { recovery_codes })
}
