//! `identities.unlink`: forgets an identity that the person has elsewhere.

use app::{
    auth::Proof,
    identity::link::{self, UnlinkError},
};
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::PersonCtx,
    dto::{IdentityId, ProofRefused},
    error::Refused,
};

/// Which one, the password, and a code, for whoever has a second factor.
#[rspc::input]
pub(crate) struct Input {
    id: IdentityId,
    /// Left out by a person without one, who has to have signed in within ten minutes.
    #[garde(inner(length(chars, min = 1, max = 256)))]
    password: Option<String>,
    /// Six digits of the second factor, or a recovery code.
    #[garde(inner(length(chars, min = 6, max = 64)))]
    code: Option<String>,
}

/// Why an identity stays.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum UnlinkIdentityError {
    /// The person has no such identity.
    #[error("you have no such identity, or it is unlinked already")]
    UnknownIdentity,
    /// The person has no password, and no other identity that lets in.
    #[error("this is your last way in: choose a password first, or link another provider")]
    LastWayIn,
    /// Another password.
    #[error("this password is wrong")]
    WrongPassword,
    /// There is no password to ask for: sign in once more where you always do.
    #[error("sign in again first: you have no password here that could be asked for")]
    SignInAgain,
    /// The second factor's code is missing.
    #[error("enter the code that your authenticator shows, or a recovery code")]
    SecondFactorRequired,
    /// The code is wrong, too old, or was used before.
    #[error("this code is wrong, or was used before; wait for the next one")]
    WrongCode,
}

#[rspc::codes]
impl rspc::Error for UnlinkIdentityError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownIdentity => ErrorCode::NotFound,
            Self::LastWayIn => ErrorCode::Conflict,
            Self::WrongPassword | Self::SignInAgain | Self::SecondFactorRequired | Self::WrongCode => {
                ErrorCode::Forbidden
            }
        }
    }
}

impl From<UnlinkError> for Refused<UnlinkIdentityError> {
    fn from(error: UnlinkError) -> Self {
        Self::Own(match error {
            UnlinkError::Unknown => UnlinkIdentityError::UnknownIdentity,
            UnlinkError::LastWayIn => UnlinkIdentityError::LastWayIn,
            UnlinkError::Proof(error) => match error.into() {
                Refused::Own(ProofRefused::WrongPassword) => UnlinkIdentityError::WrongPassword,
                Refused::Own(ProofRefused::SignInAgain) => UnlinkIdentityError::SignInAgain,
                Refused::Own(ProofRefused::SecondFactorRequired) => UnlinkIdentityError::SecondFactorRequired,
                Refused::Own(ProofRefused::WrongCode) => UnlinkIdentityError::WrongCode,
                Refused::Api(error) => return Self::Api(error),
            },
        })
    }
}

/// From then on whoever has the identity elsewhere does not come in by it. Sessions go on.
#[rspc::procedure]
pub(super) async fn unlink(ctx: PersonCtx, input: Input) -> Result<(), Refused<UnlinkIdentityError>> {
    let Input { id, password, code } = input;
    let (app, proof) = (&ctx.api.api.app, Proof { password, code });
    Ok(link::unlink(app, &ctx.person, &ctx.actor, id.into(), proof).await?)
}
