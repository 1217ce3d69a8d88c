//! Bearer tokens of outside issuers: JSON Web Tokens, verified by the keys that the issuer publishes, and by nothing
//! that they say of themselves.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation, dangerous};
use serde_json::Value;

use super::{
    Identity, Refusal,
    claims::Claims,
    issuer::{Issuer, Rules},
    jwks::KeyError,
};
use crate::{Error, Result};

/// How far two clocks may be apart.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// Longer tokens are not looked at.
const LENGTH: usize = 8 * 1024;
/// What a signature may be made by: with a key that only the issuer has.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];
/// What a token may say that it is.
const TYPES: [&str; 3] = ["jwt", "at+jwt", "application/at+jwt"];

/// A token's claims, and how far its issuer is believed.
pub(super) struct Verified<'a> {
    pub(super) rules: &'a Rules,
    pub(super) claims: Claims,
}

/// Whether a bearer token is one of an issuer: our own keys have no dots.
pub fn looks_like_token(token: &str) -> bool {
    token.bytes().filter(|byte| *byte == b'.').count() == 2
}

/// What a token says, if it is believed.
pub(super) async fn verify<'a>(
    identity: &'a Identity,
    now: DateTime<Utc>,
    token: &str,
) -> Result<Result<Verified<'a>, Refusal>> {
    let refuse = |sentence: &'static str| Ok(Err(sentence.into()));
    let Some(fetcher) = &identity.fetcher else { return refuse("no issuer of tokens is configured") };
    let (issuer, header) = match begin(identity, token) {
        Ok(begun) => begun,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let key = match issuer.jwks.key(fetcher, header.kid.as_deref(), header.alg).await {
        Ok(key) => key,
        Err(KeyError::Unknown) => return refuse("this token's key is none of its issuer's"),
        Err(KeyError::Away) => return Err(Error::Busy("an issuer's keys cannot be read")),
    };
    let mut validation = Validation::new(header.alg);
    // Time is looked at below, by the clock that was handed in; so is for whom the token is.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.set_required_spec_claims::<&str>(&[]);
    let Ok(token) = jsonwebtoken::decode::<Value>(token, &key, &validation) else {
        return refuse("this token's signature is wrong");
    };
    if let Err(refusal) = check(&token.claims, &issuer.rules, now) {
        return Ok(Err(refusal));
    }
    match Claims::read(&token.claims, &issuer.rules) {
        Some(claims) => Ok(Ok(Verified { rules: &issuer.rules, claims })),
        None => refuse("this token names nobody"),
    }
}

/// Before anything is believed: which issuer it says that it is of, and how it is signed.
fn begin<'a>(identity: &'a Identity, token: &str) -> Result<(&'a Issuer, Header), Refusal> {
    if token.len() > LENGTH {
        return Err("this token is too long".into());
    }
    let header =
        jsonwebtoken::decode_header(token).map_err(|_| "this is no token that is signed as it has to be")?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err("this token is signed by an algorithm that is not accepted".into());
    }
    let brings_its_key =
        header.jwk.is_some() || header.jku.is_some() || header.x5u.is_some() || header.x5c.is_some();
    if brings_its_key || header.crit.is_some() || header.enc.is_some() || header.zip.is_some() {
        return Err("this token's header says what is not its to say".into());
    }
    if header.typ.as_ref().is_some_and(|typ| !TYPES.contains(&typ.to_ascii_lowercase().as_str())) {
        return Err("this is another kind of token".into());
    }
    let claims: Value =
        dangerous::insecure_decode(token).map_err(|_| "this token's claims cannot be read")?.claims;
    let named = claims["iss"].as_str().unwrap_or_default();
    let issuer = identity.issuers.iter().find(|issuer| issuer.rules.issuer == named);
    Ok((issuer.ok_or("this token's issuer is not known here")?, header))
}

/// For whom, and for when, the token is.
fn check(claims: &Value, rules: &Rules, now: DateTime<Utc>) -> Result<(), Refusal> {
    let time = |name: &str| seconds(&claims[name]).map(|at| DateTime::from_timestamp(at, 0));
    match time("exp") {
        Some(Some(expiry)) if now < expiry + LEEWAY => {}
        Some(Some(_)) => return Err("this token has expired".into()),
        _ => return Err("this token does not say when it expires".into()),
    }
    for name in ["nbf", "iat"] {
        match time(name) {
            None if claims[name].is_null() => {}
            Some(Some(start)) if start - LEEWAY <= now => {}
            _ => return Err("this token is not valid yet".into()),
        }
    }
    let audience = match &claims["aud"] {
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        one => Vec::from_iter(one.as_str()),
    };
    let for_us =
        rules.audience.is_empty() || audience.iter().any(|aud| rules.audience.iter().any(|us| us == aud));
    let party = claims["azp"].as_str().unwrap_or_default();
    let by_us = rules.authorized_parties.is_empty() || rules.authorized_parties.iter().any(|us| us == party);
    if for_us && by_us { Ok(()) } else { Err("this token is for somebody else".into()) }
}

/// Whole seconds: some issuers write fractions.
fn seconds(value: &Value) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "a time that far away is no time")]
    value.as_i64().or_else(|| value.as_f64().map(|at| at as i64))
}
