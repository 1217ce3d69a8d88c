//! An issuer's keys: read when they are needed, read anew when they are old or a token names another one.

use std::time::Duration;

use jsonwebtoken::{
    Algorithm, DecodingKey,
    jwk::{AlgorithmParameters, Jwk, PublicKeyUse},
};
use serde::Deserialize;
use serde_json::Value;
use tokio::{sync::Mutex, time::Instant};
use url::Url;

use super::{FetchError, Fetcher, is_safe};

/// Younger keys are not read anew for a token whose key is among them.
const FRESH: Duration = Duration::from_mins(10);
/// Older keys are not used, even while the issuer is away.
const STALE: Duration = Duration::from_hours(1);
/// So long passes between two readings, whatever tokens name: whoever makes names up does not make us ask.
const PAUSE: Duration = Duration::from_secs(5);
/// No issuer has so many.
const KEYS: usize = 64;
/// RSA moduli in base64url, of 2048 bits at least.
const RSA_MODULUS: usize = 342;

/// The keys of an issuer.
#[derive(Debug)]
pub(super) struct Jwks {
    source: Source,
    held: Mutex<Held>,
}

#[derive(Debug)]
enum Source {
    At(Url),
    /// The discovery document of an issuer of that name says it.
    Discovered(Url, String),
}

#[derive(Debug, Default)]
struct Held {
    keys: Vec<Jwk>,
    read: Option<Instant>,
    tried: Option<Instant>,
}

/// Why there is no key.
#[derive(Debug)]
pub(super) enum KeyError {
    /// The issuer has none of that name, or it is for something else.
    Unknown,
    /// The issuer cannot be asked.
    Away,
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: Url,
}

impl Jwks {
    pub(super) fn at(url: Url) -> Self {
        Self { source: Source::At(url), held: Mutex::default() }
    }

    pub(super) fn discovered(issuer: &Url, name: &str) -> Self {
        let mut document = issuer.clone();
        let path = format!("{}/.well-known/openid-configuration", issuer.path().trim_end_matches('/'));
        document.set_path(&path);
        Self { source: Source::Discovered(document, name.to_owned()), held: Mutex::default() }
    }

    /// The key of that name, for that algorithm. Without a name it has to be the only one.
    pub(super) async fn key(
        &self,
        fetcher: &Fetcher,
        name: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<DecodingKey, KeyError> {
        let mut held = self.held.lock().await;
        if held.is_within(FRESH)
            && let Some(key) = held.find(name, algorithm)
        {
            return Ok(key);
        }
        if held.tried.is_none_or(|tried| tried.elapsed() >= PAUSE) {
            held.tried = Some(Instant::now());
            match self.read(fetcher).await {
                Ok(keys) => (held.keys, held.read) = (keys, Some(Instant::now())),
                Err(error) => {
                    tracing::warn!(%error, source = ?self.source, "an issuer's keys cannot be read");
                }
            }
        }
        if !held.is_within(STALE) {
            return Err(KeyError::Away);
        }
        held.find(name, algorithm).ok_or(KeyError::Unknown)
    }

    async fn read(&self, fetcher: &Fetcher) -> Result<Vec<Jwk>, FetchError> {
        let url = match &self.source {
            Source::At(url) => url.clone(),
            Source::Discovered(document, name) => {
                let said: Discovery = fetcher.json(document).await?;
                if said.issuer != *name || !is_safe(&said.jwks_uri) {
                    return Err(FetchError::Unreachable("its discovery document is another issuer's".into()));
                }
                said.jwks_uri
            }
        };
        let set: Set = fetcher.json(&url).await?;
        // A kind of key that nobody here knows is left out.
        Ok(set.keys.into_iter().take(KEYS).filter_map(|key| serde_json::from_value(key).ok()).collect())
    }
}

impl Held {
    fn is_within(&self, age: Duration) -> bool {
        self.read.is_some_and(|read| read.elapsed() < age)
    }

    fn find(&self, name: Option<&str>, algorithm: Algorithm) -> Option<DecodingKey> {
        let mut named = self.keys.iter().filter(|key| match name {
            Some(name) => key.common.key_id.as_deref() == Some(name),
            None => self.keys.len() == 1,
        });
        named.find_map(|key| usable(key, algorithm))
    }
}

/// The key, where it is one for signatures of that algorithm.
fn usable(key: &Jwk, algorithm: Algorithm) -> Option<DecodingKey> {
    let signs = matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature));
    let named = key.common.key_algorithm.map(|named| named.to_string());
    let is_its = named.is_none_or(|named| named.parse() == Ok(algorithm));
    let is_long = match &key.algorithm {
        AlgorithmParameters::RSA(rsa) => rsa.n.len() >= RSA_MODULUS,
        AlgorithmParameters::OctetKey(_) => false,
        _ => true,
    };
    let key = DecodingKey::from_jwk(key).ok().filter(|_| signs && is_its && is_long)?;
    (key.family() == algorithm.family()).then_some(key)
}
