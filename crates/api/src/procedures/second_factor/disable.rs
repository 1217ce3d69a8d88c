//! `secondFactor.disable`: removes the second factor.

use app::auth::{Proof, second_factor};

use crate::{context::PersonCtx, dto::SecondFactorRefused, error::Refused};

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

/// Logging in asks for the password alone again. Every recovery code is void.
#[rspc::procedure]
pub(super) async fn disable(ctx: PersonCtx, input: Input) -> Result<(), Refused<SecondFactorRefused>> {
    let app = &ctx.api.api.app;
    let proof = Proof { password: input.password, code: Some(input.code) };
    second_factor::disable(app, &ctx.person, &ctx.actor, proof).await?;
    Ok(())
}
