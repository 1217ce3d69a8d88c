//! Sessions of Auth.js, and of next-auth 4 as it was called before: the token in its cookie, which it encrypts with a key
//! that follows from the secret that it shares with us.

mod token;

use std::{collections::BTreeMap, fmt};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::Value;
use token::Key;

use super::{
    Refusal,
    claims::Claims,
    issuer::{ClaimNames, IssuerError, Rules, roles},
};

/// What Auth.js 5 and next-auth 4 call their cookies where the page is served over HTTPS, and where it is not.
const SECURE_COOKIES: [&str; 2] = ["__Secure-authjs.session-token", "__Secure-next-auth.session-token"];
const PLAIN_COOKIES: [&str; 2] = ["authjs.session-token", "next-auth.session-token"];
/// By which name the people of Auth.js are remembered.
const ISSUER: &str = "authjs";
/// How far two clocks may be apart, as Auth.js has it.
const LEEWAY: TimeDelta = TimeDelta::seconds(15);

/// How far the sessions of Auth.js are believed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct AuthjsConfig {
    /// Which claims say what.
    pub claims: AuthjsClaims,
    /// What roles are called there, and which of ours they are. Left out, they are called as ours.
    pub roles: BTreeMap<String, String>,
    /// The tenants that it may speak of, by slug. Left out, all.
    pub tenants: Option<Vec<String>>,
    /// Whether people and their places in tenants are made as sessions speak of them.
    pub provision: bool,
    /// Whether a person of ours with the same address is the same person.
    pub link_by_email: bool,
}

/// Which claims say what: as [`ClaimNames`], but that Auth.js does not say whether an address was verified.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct AuthjsClaims {
    /// The person's address.
    pub email: String,
    /// Whether it was verified, where a callback adds that; else every address is taken for verified.
    pub email_verified: Option<String>,
    /// The slug of the tenant that the person works in.
    pub tenant: String,
    /// What the person is there.
    pub role: String,
}

impl Default for AuthjsClaims {
    fn default() -> Self {
        let ClaimNames { email, tenant, role, .. } = ClaimNames::default();
        Self { email, email_verified: None, tenant, role }
    }
}

impl From<AuthjsClaims> for ClaimNames {
    fn from(claims: AuthjsClaims) -> Self {
        let AuthjsClaims { email, email_verified, tenant, role } = claims;
        Self { email, email_verified, tenant, role }
    }
}

impl Default for AuthjsConfig {
    fn default() -> Self {
        Self {
            claims: AuthjsClaims::default(),
            roles: BTreeMap::new(),
            tenants: None,
            provision: false,
            link_by_email: true,
        }
    }
}

/// The keys of Auth.js, and how far it is believed.
pub(super) struct Authjs {
    /// Each cookie, and the keys that may have sealed what it holds.
    cookies: [(&'static str, Vec<Key>); 2],
    pub(super) rules: Rules,
}

impl Authjs {
    /// `secrets` are what Auth.js has as `AUTH_SECRET`, and next-auth as `NEXTAUTH_SECRET`; any of them may have sealed
    /// a token.
    pub(super) fn new(
        secrets: &[String],
        is_secure: bool,
        config: AuthjsConfig,
    ) -> Result<Self, IssuerError> {
        let [five, four] = if is_secure { SECURE_COOKIES } else { PLAIN_COOKIES };
        let keys_of_five = secrets.iter().map(|secret| Key::of_authjs(secret, five)).collect();
        let keys_of_four = secrets.iter().map(|secret| Key::of_next_auth(secret)).collect();
        let cookies = [(five, keys_of_five), (four, keys_of_four)];
        let rules = Rules {
            issuer: ISSUER.to_owned(),
            audience: Vec::new(),
            authorized_parties: Vec::new(),
            claims: config.claims.into(),
            roles: roles(ISSUER, config.roles)?,
            tenants: config.tenants,
            provision: config.provision,
            link_by_email: config.link_by_email,
        };
        Ok(Self { cookies, rules })
    }

    /// The names of the cookies that hold the token, or parts of it under that name with a number each.
    pub(super) fn cookies(&self) -> impl Iterator<Item = &'static str> {
        self.cookies.iter().map(|(name, _)| *name)
    }

    /// What the token in that cookie says.
    pub(super) fn open(&self, now: DateTime<Utc>, cookie: &str, token: &str) -> Result<Claims, Refusal> {
        let mut keys = self.cookies.iter().filter(|(name, _)| *name == cookie).flat_map(|(_, keys)| keys);
        let opened = keys.find_map(|key| key.open(token));
        let claims: Option<Value> = opened.and_then(|text| serde_json::from_slice(&text).ok());
        let claims = claims.ok_or("this session was not opened by the sign-in that is believed here")?;
        let expiry = claims["exp"].as_i64().and_then(|at| DateTime::from_timestamp(at, 0));
        if expiry.is_none_or(|expiry| expiry + LEEWAY <= now) {
            return Err("your session has ended; log in again".into());
        }
        Claims::read(&claims, &self.rules).ok_or_else(|| "this session names nobody".into())
    }
}

impl fmt::Debug for Authjs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authjs").finish_non_exhaustive()
    }
}
