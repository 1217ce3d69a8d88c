//! `invitations.accept`: takes the place that a link offers.

use app::invitations::{self, Accepted, NewPerson};
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    ApiCtx, Caller,
    dto::{InvitationOver, Name, WeakPassword},
    error::{ApiError, Refused},
    procedures::auth::Me,
};

/// What the link said; and, of somebody new, who they are.
#[rspc::input]
pub(crate) struct Input {
    /// The link's token.
    #[garde(length(chars, min = 1, max = 128))]
    token: String,
    /// How somebody new is called.
    #[garde(dive)]
    name: Option<Name>,
    /// The password that somebody new chooses.
    #[garde(inner(length(chars, min = 8, max = 256)))]
    password: Option<String>,
}

/// Why a place is not taken.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum AcceptError {
    /// The link offers nothing.
    #[error("{why}")]
    InvitationOver {
        /// Why.
        why: InvitationOver,
    },
    /// Whoever is logged in has another address.
    #[error("this invitation is for another address: log out, and open its link again")]
    OtherAddress,
    /// The address has an account.
    #[error("this address has an account: log in, and open the link again")]
    LogInFirst,
    /// Somebody new has a name and a password.
    #[error("say how you are called, and choose a password")]
    NewPersonNeeded,
    /// The password is too easily guessed.
    #[error("this password is too easily guessed")]
    WeakPassword(WeakPassword),
}

#[rspc::codes]
impl rspc::Error for AcceptError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::InvitationOver { .. } | Self::LogInFirst => ErrorCode::PreconditionFailed,
            Self::OtherAddress => ErrorCode::Forbidden,
            Self::NewPersonNeeded => ErrorCode::BadRequest,
            Self::WeakPassword(_) => ErrorCode::UnprocessableContent,
        }
    }
}

impl From<invitations::AcceptError> for Refused<AcceptError> {
    fn from(error: invitations::AcceptError) -> Self {
        use invitations::AcceptError as Refusal;
        Self::Own(match error {
            Refusal::Over(over) => AcceptError::InvitationOver { why: over.into() },
            Refusal::OtherAddress => AcceptError::OtherAddress,
            Refusal::LogInFirst => AcceptError::LogInFirst,
            Refusal::NewPersonNeeded => AcceptError::NewPersonNeeded,
            Refusal::Weak(weakness) => AcceptError::WeakPassword(weakness.into()),
            Refusal::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Takes the place that a link offers: as somebody new, who is logged in by that; or as the person who is logged in with
/// the address, whose session goes on in the tenant. Null where the person has to log in now.
#[rspc::procedure]
pub(super) async fn accept(ctx: ApiCtx, input: Input) -> Result<Option<Me>, Refused<AcceptError>> {
    ctx.can_set_cookie()?;
    let Input { token, name, password } = input;
    let app = &ctx.api.app;
    match &*ctx.caller().await {
        Caller::Person(_) => {
            let here = ctx.person().await?;
            let session = here.session()?;
            let accepted = invitations::accept_here(app, &here.person, session, &here.actor, &token).await?;
            let (person, renewed) = accepted;
            ctx.set_cookie(ctx.api.cookies.set(&renewed.token, renewed.expires_at));
            Ok(Some(person.into()))
        }
        Caller::Key(_) => Err(ApiError::PeopleOnly.into()),
        Caller::Anonymous(_) => {
            let new = name.zip(password).map(|(name, password)| NewPerson { name: name.into(), password });
            match invitations::accept_anew(app, &token, new, &ctx.browser()).await? {
                Accepted::New(opened) => {
                    ctx.admit(&opened);
                    Ok(Some(opened.person.into()))
                }
                Accepted::LogIn => Ok(None),
            }
        }
    }
}
