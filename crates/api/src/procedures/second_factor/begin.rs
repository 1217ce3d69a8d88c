//! `secondFactor.begin`: a secret for the person's authenticator.

use app::auth::second_factor;
use serde::Serialize;

use crate::{context::PersonCtx, dto::SecondFactorRefused, error::Refused};

/// The password.
#[rspc::input]
pub(crate) struct Input {
    /// Left out by a person without one, who has to have signed in within ten minutes.
    #[garde(inner(length(chars, min = 1, max = 256)))]
    password: Option<String>,
}

/// What the authenticator is to be told.
#[derive(Serialize, specta::Type)]
pub(crate) struct Enrolment {
    /// The `otpauth` address, for a picture to be scanned.
    uri: String,
    /// The secret in base32, to be typed.
    secret: String,
}

/// Makes a secret. It counts once `secondFactor.confirm` was given a code of it.
#[rspc::procedure]
pub(super) async fn begin(ctx: PersonCtx, input: Input) -> Result<Enrolment, Refused<SecondFactorRefused>> {
    let made = second_factor::begin(&ctx.api.api.app, &ctx.person, input.password).await?;
    Ok(Enrolment { uri: made.uri, secret: made.secret })
}
