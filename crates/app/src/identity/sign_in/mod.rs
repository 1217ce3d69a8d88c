//! Signing in with a provider: from the login page there and back, to a session of ours.

mod join;
mod pending;
mod whom;

use openidconnect::{AuthenticationMethodReference as Method, core::CoreIdTokenClaims};
use prisma::user;
use url::Url;
use uuid::Uuid;

use super::{
    Fetcher, Returned,
    link::{self, LinkError, Named},
    provider::Provider,
};
use crate::{
    App, Error,
    auth::{self, Browser, CodeError, OpenedSession, Person},
};
pub use join::Join;
use pending::{Awaiting, Begun};

/// A provider, for the login page.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its name in addresses.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether somebody new may register by it: whether it is believed about addresses.
    pub registers: bool,
}

/// What somebody wants who sets out.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Where to go afterwards, on the page.
    pub return_to: String,
    /// Whether the provider is to ask again who it is.
    pub again: bool,
    /// Whom the identity is to be linked with, where somebody is logged in and asks for that.
    pub link: Option<Uuid>,
    /// What somebody new wants to become, or somebody known to join.
    pub join: Option<Join>,
}

/// The way to the provider.
pub struct SetOut {
    /// Where the browser goes.
    pub url: Url,
    /// What it keeps until it is back: sealed.
    pub pending: String,
}

/// The way back: where the browser goes on the page, and what it has then.
pub struct Arrived {
    /// A path of the page.
    pub return_to: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a sign-in.
pub enum Outcome {
    /// A new session.
    In(Box<OpenedSession>),
    /// The identity was linked with the person of the session that there was.
    Linked,
    /// The second factor's code is missing: what the browser keeps until it comes, sealed.
    CodeNeeded(String),
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such provider.
    #[error("there is no such provider")]
    Unknown,
    /// The provider is away, or makes no sense.
    #[error("the provider cannot be used at the moment")]
    Provider,
    /// It was begun nowhere, elsewhere, too long ago, or with another provider.
    #[error("this sign-in was not begun here, or too long ago")]
    State,
    /// The person, or the provider, said no.
    #[error("the provider did not sign you in")]
    Denied,
    /// What the provider says is not believed.
    #[error("the provider's answer is not valid")]
    Token,
    /// It names no address that it has verified.
    #[error("the provider has not verified your e-mail address")]
    Unverified,
    /// Somebody has the address here: whoever that is has to log in, and link it then.
    #[error("you have an account; log in, and link this provider then")]
    LogInFirst,
    /// Nobody here has the address.
    #[error("you have no account yet; ask for an invitation, or register")]
    NoAccount,
    /// The identity is another person's.
    #[error("this identity is linked with another account")]
    Taken,
    /// The invitation offers nothing any more.
    #[error("this invitation offers nothing")]
    InvitationOver,
    /// The invitation is for another address than the provider's.
    #[error("this invitation is for another address")]
    OtherAddress,
    /// The person is in no team.
    #[error("you are not a member of any team yet")]
    NoTenant,
    /// The second factor's code.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for SignInError {
    fn from(error: prisma_client_rust::Error) -> Self {
        // Of two who come at once as somebody new, one is known by then.
        if error.is_unique_violation("users_email_key") {
            Self::LogInFirst
        } else {
            Self::Failed(error.into())
        }
    }
}

impl From<LinkError> for SignInError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Taken => Self::Taken,
            LinkError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Which providers there are.
pub fn offers(app: &App) -> Vec<Offer> {
    let offer = |provider: &Provider| Offer {
        id: provider.id.clone(),
        name: provider.name.clone(),
        registers: provider.link_by_email,
    };
    app.identity.providers.iter().map(offer).collect()
}

/// Sets out for a provider.
pub async fn set_out(app: &App, provider: &str, wish: Wish) -> Result<SetOut, SignInError> {
    let (provider, fetcher) = found(app, provider)?;
    let redirect = redirect(app, provider);
    let (url, expected) = provider.begin(&*app.ambient, fetcher, &redirect, wish.again).await?;
    let begun = Begun { expected, return_to: wish.return_to, link: wish.link, join: wish.join };
    Ok(SetOut { url, pending: pending::seal(app, begun)? })
}

/// Comes back from a provider. `logged_in` is who has a session in this browser.
pub async fn arrive(
    app: &App,
    provider: &str,
    pending: &str,
    returned: Returned,
    logged_in: Option<&Person>,
    browser: &Browser,
) -> Result<Arrived, SignInError> {
    let (provider, fetcher) = found(app, provider)?;
    let Begun { expected, return_to, link, join } =
        pending::unseal(app, pending).ok_or(SignInError::State)?;
    let redirect = redirect(app, provider);
    let claims = provider.finish(&*app.ambient, fetcher, &redirect, expected, returned).await?;
    let named = Named { issuer: provider.issuer.clone(), subject: claims.subject().to_string() };
    if let Some(link_with) = link {
        let person = logged_in.filter(|person| person.user == link_with).ok_or(SignInError::State)?;
        link::link(app, person.user, &person.email, &named, browser.ip.clone()).await?;
        return Ok(Arrived { return_to, outcome: Outcome::Linked });
    }
    let at = claims.auth_time().unwrap_or_else(|| app.ambient.now());
    let outcome = if let Some(user) = whom::known(app, provider, &claims, &named).await? {
        let awaiting = Awaiting { user: user.id, named, join, at, return_to: return_to.clone() };
        if user.totp_enabled_at.is_some() && !has_proved_more(provider, &claims) {
            Outcome::CodeNeeded(pending::seal(app, awaiting)?)
        } else {
            Outcome::In(Box::new(enter(app, user, awaiting, browser).await?))
        }
    } else {
        let join = join.ok_or(SignInError::NoAccount)?;
        let newcomer = whom::newcomer(provider, &claims, named, &join)?;
        Outcome::In(Box::new(join::join_anew(app, newcomer, join, browser).await?))
    };
    Ok(Arrived { return_to, outcome })
}

/// Shows the second factor's code after a provider's sign-in.
pub async fn complete(
    app: &App,
    pending: &str,
    code: &str,
    browser: &Browser,
) -> Result<OpenedSession, SignInError> {
    let awaiting: Awaiting = pending::unseal(app, pending).ok_or(SignInError::State)?;
    let user = app.system.user().find_unique(user::id::equals(awaiting.user)).exec().await?;
    let user = user.ok_or(SignInError::State)?;
    auth::require_code(app, &app.system, &user, Some(code)).await?;
    enter(app, user, awaiting, browser).await
}

/// Lets a person in who has proved all that is asked for.
async fn enter(
    app: &App,
    user: user::Data,
    awaiting: Awaiting,
    browser: &Browser,
) -> Result<OpenedSession, SignInError> {
    let Awaiting { named, join, at, .. } = awaiting;
    // Not before: who has not shown the code has not become the person.
    link::link(app, user.id, &user.email, &named, browser.ip.clone()).await?;
    match join {
        Some(Join::Invitation(token)) => join::take_place(app, user, &token, at, browser).await,
        // Whoever has an account registers by signing in.
        Some(Join::Team(_)) | None => {
            auth::sign_in(app, user, at, browser).await?.ok_or(SignInError::NoTenant)
        }
    }
}

/// Whether the provider says that it has asked for a second factor itself, and is believed about that.
fn has_proved_more(provider: &Provider, claims: &CoreIdTokenClaims) -> bool {
    let several = Method::new("mfa".to_owned());
    provider.trust_mfa && claims.auth_method_refs().is_some_and(|methods| methods.contains(&several))
}

fn found<'a>(app: &'a App, id: &str) -> Result<(&'a Provider, &'a Fetcher), SignInError> {
    let provider = app.identity.providers.iter().find(|provider| provider.id == id);
    provider.zip(app.identity.fetcher.as_ref()).ok_or(SignInError::Unknown)
}

fn redirect(app: &App, provider: &Provider) -> String {
    format!("{}/auth/oidc/{}/callback", app.public_url.trim_end_matches('/'), provider.id)
}
