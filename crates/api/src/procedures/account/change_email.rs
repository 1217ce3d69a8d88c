//! `account.changeEmail`: sends a link to the address that the person wants to take.

use app::{
    account::{self, EmailError},
    auth::Proof,
};

use crate::{
    context::PersonCtx,
    dto::ProofRefused,
    error::{ApiError, Refused},
};

/// The address to be, the password, and a code, for whoever has a second factor.
#[rspc::input]
pub(crate) struct Input {
    #[garde(length(min = 3, max = 254), email)]
    email: String,
    /// May be left out by somebody who has none and signed in a short while ago.
    #[garde(inner(length(chars, min = 1, max = 256)))]
    password: Option<String>,
    /// Six digits of the second factor, or a recovery code.
    #[garde(inner(length(chars, min = 6, max = 64)))]
    code: Option<String>,
}

impl From<EmailError> for Refused<ProofRefused> {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::Proof(error) => error.into(),
            EmailError::Failed(error) => Self::Api(ApiError::from(error)),
            // Neither link nor address is looked at before the link is opened.
            EmailError::Link | EmailError::Taken => Self::Api(ApiError::Internal),
        }
    }
}

/// Sends a link to the new address, and the news to the old one. Until the link is opened nothing changes.
#[rspc::procedure]
pub(super) async fn change_email(ctx: PersonCtx, input: Input) -> Result<(), Refused<ProofRefused>> {
    let Input { email, password, code } = input;
    let api = &ctx.api.api;
    api.rates.pass_recipient(&email).map_err(|wait| Refused::Api(ApiError::too_many(wait)))?;
    Ok(account::change_email(&api.app, &ctx.person, &ctx.actor, Proof { password, code }, &email).await?)
}
