//! Joining by a provider's sign-in: a first team, or the place that an invitation offers.

use chrono::{DateTime, Utc};
use prisma::user;
use serde::{Deserialize, Serialize};

use super::SignInError;
use crate::{
    App,
    auth::{self, Browser, OpenedSession},
    identity::link::{self, Named},
    invitations::{self, AcceptError},
};

/// What somebody new wants to become, or somebody known to join.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Join {
    /// The owner of a first team, of that name where one was chosen.
    Team(Option<String>),
    /// A member, by the token of an invitation's link.
    Invitation(String),
}

/// Somebody new.
pub(super) struct Newcomer {
    /// The address, which the provider has verified.
    pub(super) email: String,
    /// How the person is called; empty where the provider does not say.
    pub(super) name: String,
    pub(super) named: Named,
}

impl From<AcceptError> for SignInError {
    fn from(error: AcceptError) -> Self {
        match error {
            AcceptError::Over(_) => Self::InvitationOver,
            AcceptError::OtherAddress => Self::OtherAddress,
            AcceptError::Failed(error) => Self::Failed(error),
            // Of two who come at once as somebody new, one is known by then; and nobody is asked for a password here.
            AcceptError::LogInFirst | AcceptError::NewPersonNeeded | AcceptError::Weak(_) => Self::LogInFirst,
        }
    }
}

/// Makes the person, and the team that they own or the place that they were offered.
pub(super) async fn join_anew(
    app: &App,
    newcomer: Newcomer,
    join: Join,
    browser: &Browser,
) -> Result<OpenedSession, SignInError> {
    let Newcomer { email, name, named } = newcomer;
    let team = match join {
        Join::Invitation(token) => {
            let offer = invitations::offered(app, &token, &email).await?;
            let tx = app.system.begin().await?;
            let person = tx.user().create(email, [user::name::set(name)]).exec().await?;
            let opened = invitations::enter_as(app, &tx, offer, person.clone(), browser).await?;
            link::remember(app, &tx, &person, &named, browser).await?;
            tx.commit().await?;
            app.known.forget_session_of(browser);
            return Ok(opened);
        }
        Join::Team(Some(team)) => team,
        Join::Team(None) if name.is_empty() => email.split('@').next().unwrap_or_default().to_owned(),
        Join::Team(None) => name.clone(),
    };
    let tx = app.system.begin().await?;
    let person = tx.user().create(email, [user::name::set(name)]).exec().await?;
    let opened = auth::open_first_team(app, &tx, person.clone(), &team, browser).await?;
    link::remember(app, &tx, &person, &named, browser).await?;
    tx.commit().await?;
    app.known.forget_session_of(browser);
    Ok(opened)
}

/// Gives a person who is known the place that an invitation offers, and a session there.
pub(super) async fn take_place(
    app: &App,
    user: user::Data,
    token: &str,
    at: DateTime<Utc>,
    browser: &Browser,
) -> Result<OpenedSession, SignInError> {
    let offer = invitations::offered(app, token, &user.email).await?;
    let tx = app.system.begin().await?;
    let mut opened = invitations::enter_as(app, &tx, offer, user, browser).await?;
    auth::authenticated(&tx, &mut opened, at.min(app.ambient.now())).await?;
    tx.commit().await?;
    app.known.forget_session_of(browser);
    Ok(opened)
}
