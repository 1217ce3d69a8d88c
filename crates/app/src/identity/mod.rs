//! People as others know them: tokens of outside issuers, mapped to people, tenants and roles of ours.

mod admit;
mod authjs;
mod bearer;
mod claims;
mod fetch;
mod issuer;
mod jwks;
pub mod link;
mod provider;
pub mod sign_in;

use std::sync::Arc;

use url::Url;

pub use authjs::{AuthjsClaims, AuthjsConfig};
pub use bearer::looks_like_token;
pub use fetch::{FetchError, Fetcher};
pub use issuer::{ClaimNames, IssuerConfig, IssuerError};
pub use provider::{ProviderConfig, Returned};

use crate::{
    App, Result,
    auth::{Person, Shown},
};
use authjs::Authjs;
use bearer::Verified;
use issuer::Issuer;
use provider::Provider;

/// Whom we believe about people.
#[derive(Debug, Default)]
pub struct Identity {
    fetcher: Option<Fetcher>,
    issuers: Vec<Issuer>,
    authjs: Option<Authjs>,
    providers: Vec<Provider>,
}

/// Why somebody's token opens nothing: a sentence for whoever shows it.
pub type Refusal = std::borrow::Cow<'static, str>;

impl Identity {
    /// Those issuers, and nobody else. Nothing is asked of them yet.
    pub fn new(issuers: Vec<IssuerConfig>) -> Result<Self, IssuerError> {
        let issuers = issuers.into_iter().map(Issuer::new).collect::<Result<Vec<_>, _>>()?;
        let fetcher = if issuers.is_empty() { None } else { Some(Fetcher::new()?) };
        let mut names: Vec<_> = issuers.iter().map(|issuer| issuer.rules.issuer.as_str()).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(IssuerError::Twice(pair[0].to_owned()));
        }
        Ok(Self { fetcher, issuers, ..Self::default() })
    }

    /// And the providers that people sign in with.
    pub fn with_providers(mut self, providers: Vec<ProviderConfig>) -> Result<Self, IssuerError> {
        for config in providers {
            let provider = Provider::new(config)?;
            if self.providers.iter().any(|known| known.id == provider.id || known.issuer == provider.issuer) {
                return Err(IssuerError::Twice(provider.id));
            }
            self.providers.push(provider);
        }
        if !self.providers.is_empty() && self.fetcher.is_none() {
            self.fetcher = Some(Fetcher::new()?);
        }
        Ok(self)
    }

    /// And the sessions of an Auth.js that has one of those secrets.
    pub fn with_authjs(
        mut self,
        secrets: &[String],
        is_secure: bool,
        config: AuthjsConfig,
    ) -> Result<Self, IssuerError> {
        self.authjs = Some(Authjs::new(secrets, is_secure, config)?);
        Ok(self)
    }

    /// The cookies that hold a session of Auth.js, where one is believed: the first that is there counts.
    pub fn authjs_cookies(&self) -> impl Iterator<Item = &'static str> {
        self.authjs.iter().flat_map(Authjs::cookies)
    }
}

/// The person that a bearer token speaks for, as of a moment ago, or why it speaks for nobody.
pub async fn authenticate_bearer(app: &App, token: &str) -> Result<Result<Arc<Person>, Refusal>> {
    let look_up = async |_| match bearer::verify(&app.identity, app.ambient.now(), token).await? {
        Ok(Verified { rules, claims }) => admit::admit(app, rules, &claims).await,
        Err(refusal) => Ok(Err(refusal)),
    };
    app.known.person(Shown::Bearer, token, look_up).await
}

/// The person that a session of Auth.js in that cookie speaks for, as of a moment ago, or why it speaks for nobody.
pub async fn authenticate_authjs(
    app: &App,
    cookie: &'static str,
    token: &str,
) -> Result<Result<Arc<Person>, Refusal>> {
    let Some(authjs) = &app.identity.authjs else { return Ok(Err("no such sign-in is configured".into())) };
    let look_up = async |_| match authjs.open(app.ambient.now(), cookie, token) {
        Ok(claims) => admit::admit(app, &authjs.rules, &claims).await,
        Err(refusal) => Ok(Err(refusal)),
    };
    app.known.person(Shown::Authjs(cookie), token, look_up).await
}

/// Whether an address may be asked: by TLS, or on this machine.
fn is_safe(url: &Url) -> bool {
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}
