//! Whom we believe about people.

use std::fs;

use anyhow::{Context, bail};
use app::identity::{AuthjsConfig, Identity, IssuerConfig};
use clap::Args;
use serde::de::DeserializeOwned;

use super::PublicUrl;

/// Outside issuers of tokens.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Outside {
    /// Issuers whose bearer tokens are taken, such as Clerk or Auth0: a JSON list, or the path of a file that holds one:
    /// `[{"issuer":"https://…","audience":["tickwire"],"linkByEmail":true}]`
    #[arg(long, env = "TICKWIRE_ISSUERS", value_name = "TICKWIRE_ISSUERS")]
    issuers: Option<String>,
    /// The secret of an Auth.js whose sessions are taken, as it has it in `AUTH_SECRET`, or next-auth 4 in
    /// `NEXTAUTH_SECRET`; several are separated by commas.
    #[arg(
        long,
        env = "TICKWIRE_AUTHJS_SECRET",
        value_name = "TICKWIRE_AUTHJS_SECRET",
        hide_env_values = true
    )]
    authjs_secret: Option<String>,
    /// How far those sessions are believed, as JSON: `{"provision":true,"claims":{"tenant":"team"}}`
    #[arg(long, env = "TICKWIRE_AUTHJS", value_name = "TICKWIRE_AUTHJS")]
    authjs: Option<String>,
    /// OpenID Connect providers that people sign in with: a JSON list, or the path of a file that holds one:
    /// `[{"id":"google","name":"Google","issuer":"https://accounts.google.com","clientId":"…","clientSecret":"…"}]`
    #[arg(
        long,
        env = "TICKWIRE_OIDC_PROVIDERS",
        value_name = "TICKWIRE_OIDC_PROVIDERS",
        hide_env_values = true
    )]
    oidc_providers: Option<String>,
}

/// Shorter secrets could be guessed.
const SECRET_LENGTH: usize = 32;

impl Outside {
    /// What is configured, checked.
    pub(crate) fn identity(&self, public_url: &PublicUrl) -> anyhow::Result<Identity> {
        let issuers: Vec<IssuerConfig> = list("TICKWIRE_ISSUERS", self.issuers.as_deref())?;
        let identity = Identity::new(issuers).context("TICKWIRE_ISSUERS is wrong")?;
        let providers = list("TICKWIRE_OIDC_PROVIDERS", self.oidc_providers.as_deref())?;
        let identity = identity.with_providers(providers).context("TICKWIRE_OIDC_PROVIDERS is wrong")?;
        let config = self.authjs.as_deref().filter(|config| !config.is_empty());
        let Some(secrets) = self.authjs_secret.as_deref().filter(|secrets| !secrets.is_empty()) else {
            if config.is_some() {
                bail!(
                    "TICKWIRE_AUTHJS says how far sessions are believed, and TICKWIRE_AUTHJS_SECRET is not set"
                );
            }
            return Ok(identity);
        };
        let secrets: Vec<String> = secrets.split(',').map(|secret| secret.trim().to_owned()).collect();
        if secrets.iter().any(|secret| secret.len() < SECRET_LENGTH) {
            bail!(
                "TICKWIRE_AUTHJS_SECRET is too short: it takes {SECRET_LENGTH} characters, as `npx auth secret` makes"
            );
        }
        let config = config.map_or(Ok(AuthjsConfig::default()), serde_json::from_str);
        let config = config.context("TICKWIRE_AUTHJS is no JSON as it has to be")?;
        identity.with_authjs(&secrets, public_url.is_secure(), config).context("TICKWIRE_AUTHJS is wrong")
    }
}

/// A JSON list, in the variable itself or in the file that it names.
fn list<T: DeserializeOwned>(variable: &str, given: Option<&str>) -> anyhow::Result<Vec<T>> {
    let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) else { return Ok(Vec::new()) };
    let text = if given.starts_with('[') {
        given.to_owned()
    } else {
        fs::read_to_string(given).with_context(|| format!("{variable} names a file that cannot be read"))?
    };
    serde_json::from_str(&text).with_context(|| format!("{variable} is no JSON list as it has to be"))
}
