//! `secondFactor.regenerateCodes`: other recovery codes.

use app::auth::{Proof, second_factor};

use crate::{
    context::PersonCtx,
    dto::{IssuedRecoveryCodes, SecondFactorRefused},
    error::Refused,
};

/// The password and a code.
#[rspc::input]
pub(crate) struct Input {
    /// Left out by a person without one, who has to have signed in within ten minutes.
    #[garde(inner(length(chars, min = 1, max = 256)))]
    password: Option<String>,
    /// Six digits of the second factor, or a recovery code.
    #[garde(length(chars, min = 6, max = 64))]
    code: String,
}

/// Answers other recovery codes, once. Those that were there are void.
#[rspc::procedure]
pub(super) async fn regenerate_codes(
    ctx: PersonCtx,
    input: Input,
) -> Result<IssuedRecoveryCodes, Refused<SecondFactorRefused>> {
    let app = &ctx.api.api.app;
    let proof = Proof { password: input.password, code: Some(input.code) };
    let recovery_codes = second_factor::regenerate_codes(app, &ctx.person, &ctx.actor, proof).await?;
    Ok(IssuedRecoveryCodes { recovery_codes })
}
