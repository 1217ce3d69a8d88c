//! An issuer of tokens, as it is configured: what it is believed, and how its claims are read.

use std::collections::BTreeMap;

use prisma::Role;
use serde::Deserialize;
use url::Url;

use super::{FetchError, is_safe, jwks::Jwks};

/// An issuer whose bearer tokens are taken.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssuerConfig {
    /// Its name, as its tokens have it in `iss`, to the letter.
    pub issuer: String,
    /// For whom its tokens have to be, in `aud`: one of these.
    #[serde(default)]
    pub audience: Vec<String>,
    /// To whom its tokens have to be given, in `azp`: one of these. For issuers that name no audience.
    #[serde(default)]
    pub authorized_parties: Vec<String>,
    /// Where its keys are. Left out, its own discovery document says it.
    pub jwks: Option<Url>,
    /// Which claims say what.
    #[serde(default)]
    pub claims: ClaimNames,
    /// What its roles are called, and which of ours they are. Left out, they are called as ours.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    /// The tenants that it may speak of, by slug. Left out, all.
    pub tenants: Option<Vec<String>>,
    /// Whether people and their places in tenants are made as tokens speak of them, and roles follow the tokens. Else
    /// they have to be there.
    #[serde(default)]
    pub provision: bool,
    /// Whether it is believed about addresses: a person of ours with the same one is the same person.
    #[serde(default)]
    pub link_by_email: bool,
}

/// Which claims say what: by name, or by a path such as `/o/slg` into nested ones.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ClaimNames {
    /// The person's address.
    pub email: String,
    /// Whether the issuer has verified it; null for an issuer that has no others.
    pub email_verified: Option<String>,
    /// The slug of the tenant that the person works in.
    pub tenant: String,
    /// What the person is there.
    pub role: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            email: "email".to_owned(),
            email_verified: Some("email_verified".to_owned()),
            tenant: "tenant".to_owned(),
            role: "role".to_owned(),
        }
    }
}

/// What is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// Its name is no address.
    #[error("{0} is no issuer: it has to be an https address, or one on this machine")]
    Name(String),
    /// Its name cannot stand in an address.
    #[error("{0:?} is no id of a provider: it takes small letters, digits and hyphens")]
    Id(String),
    /// Its keys would be read where others could change them.
    #[error("the keys of {0} have to be at an https address")]
    Keys(String),
    /// A token for anybody would be taken.
    #[error("{0} needs an audience, or authorizedParties: tokens for others must not be taken")]
    Audience(String),
    /// A role that we do not have.
    #[error("{issuer}: {role} is no role; there are OWNER, ADMIN, TRADER and VIEWER")]
    Role {
        /// Whose.
        issuer: String,
        /// What it is said to be.
        role: String,
    },
    /// There are two of the name.
    #[error("{0} is configured twice")]
    Twice(String),
    /// Nobody can be asked.
    #[error(transparent)]
    Fetcher(#[from] FetchError),
}

/// An issuer and its keys.
#[derive(Debug)]
pub(super) struct Issuer {
    pub(super) rules: Rules,
    pub(super) jwks: Jwks,
}

/// What is believed of an issuer's tokens.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) issuer: String,
    pub(super) audience: Vec<String>,
    pub(super) authorized_parties: Vec<String>,
    pub(super) claims: ClaimNames,
    pub(super) roles: BTreeMap<String, Role>,
    pub(super) tenants: Option<Vec<String>>,
    pub(super) provision: bool,
    pub(super) link_by_email: bool,
}

impl Issuer {
    pub(super) fn new(config: IssuerConfig) -> Result<Self, IssuerError> {
        let IssuerConfig { issuer, audience, authorized_parties, jwks, claims, roles, .. } = config;
        let name =
            Url::parse(&issuer).ok().filter(is_safe).ok_or_else(|| IssuerError::Name(issuer.clone()))?;
        if jwks.as_ref().is_some_and(|jwks| !is_safe(jwks)) {
            return Err(IssuerError::Keys(issuer));
        }
        if audience.is_empty() && authorized_parties.is_empty() {
            return Err(IssuerError::Audience(issuer));
        }
        let roles = self::roles(&issuer, roles)?;
        let jwks = jwks.map_or_else(|| Jwks::discovered(&name, &issuer), Jwks::at);
        let rules = Rules {
            issuer,
            audience,
            authorized_parties,
            claims,
            roles,
            tenants: config.tenants,
            provision: config.provision,
            link_by_email: config.link_by_email,
        };
        Ok(Self { rules, jwks })
    }
}

impl Rules {
    /// Which role of ours it is.
    pub(super) fn role(&self, name: &str) -> Option<Role> {
        if self.roles.is_empty() { role_named(name) } else { self.roles.get(name).copied() }
    }
}

/// The roles of ours that an issuer's are.
pub(super) fn roles(
    issuer: &str,
    roles: BTreeMap<String, String>,
) -> Result<BTreeMap<String, Role>, IssuerError> {
    let known = |(name, role): (String, String)| match role_named(&role) {
        Some(role) => Ok((name, role)),
        None => Err(IssuerError::Role { issuer: issuer.to_owned(), role }),
    };
    roles.into_iter().map(known).collect()
}

fn role_named(name: &str) -> Option<Role> {
    match name.to_ascii_uppercase().as_str() {
        "OWNER" => Some(Role::Owner),
        "ADMIN" => Some(Role::Admin),
        "TRADER" => Some(Role::Trader),
        "VIEWER" => Some(Role::Viewer),
        _ => None,
    }
}
