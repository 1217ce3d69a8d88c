//! Providers that people sign in with: OpenID Connect by authorization code, with PKCE, state and nonce.

use std::time::Duration;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, TokenResponse,
    core::{
        CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
        CoreProviderMetadata, CoreTokenResponse,
    },
};
use serde::{Deserialize, Serialize};
use tokio::{sync::Mutex, time::Instant};
use url::Url;

use super::{FetchError, Fetcher, IssuerError, is_safe, sign_in::SignInError};
use crate::Ambient;

/// How long what a provider says of itself is believed.
const FRESH: Duration = Duration::from_mins(10);
/// So long passes before it is asked again because of a key that nobody knows.
const PAUSE: Duration = Duration::from_secs(5);
/// How far two clocks may be apart.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// What an ID token may be signed by: with a key that only the provider has.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// A provider, as it is configured.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProviderConfig {
    /// Its name in addresses: small letters, digits and hyphens.
    pub id: String,
    /// What the login page calls it.
    pub name: String,
    /// Its issuer, to the letter.
    pub issuer: String,
    /// What we are called there.
    pub client_id: String,
    /// What we prove that by.
    pub client_secret: Option<String>,
    /// What is asked for beside `openid`.
    #[serde(default = "scopes")]
    pub scopes: Vec<String>,
    /// Whether it is believed about addresses: a person of ours with a verified one of its is the same person.
    #[serde(default)]
    pub link_by_email: bool,
    /// Whether its word that it has asked for a second factor itself (`mfa` in `amr`) does in place of ours.
    #[serde(default)]
    pub trust_mfa: bool,
}

/// What a browser keeps, sealed, while its person is at the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Expected {
    pub(super) provider: String,
    state: String,
    nonce: String,
    verifier: String,
}

/// What the provider's page sends back.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Returned {
    /// The code; none where the provider refused.
    pub code: Option<String>,
    /// What we had sent along.
    pub state: Option<String>,
    /// The issuer, where it says so (RFC 9207).
    pub iss: Option<String>,
    /// Why it refused.
    pub error: Option<String>,
}

#[derive(Debug)]
pub(super) struct Provider {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) issuer: String,
    pub(super) link_by_email: bool,
    pub(super) trust_mfa: bool,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    scopes: Vec<String>,
    held: Mutex<Option<(CoreProviderMetadata, Instant)>>,
}

fn scopes() -> Vec<String> {
    vec!["email".to_owned(), "profile".to_owned()]
}

impl Provider {
    pub(super) fn new(config: ProviderConfig) -> Result<Self, IssuerError> {
        let ProviderConfig { id, name, issuer, client_id, client_secret, scopes, link_by_email, trust_mfa } =
            config;
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(is_plain) {
            return Err(IssuerError::Id(id));
        }
        if Url::parse(&issuer).ok().as_ref().is_none_or(|url| !is_safe(url)) {
            return Err(IssuerError::Name(issuer));
        }
        let (client_id, client_secret) = (ClientId::new(client_id), client_secret.map(ClientSecret::new));
        let held = Mutex::default();
        Ok(Self { id, name, issuer, link_by_email, trust_mfa, client_id, client_secret, scopes, held })
    }

    /// The address at the provider, and what the browser is to keep until it is back.
    pub(super) async fn begin(
        &self,
        ambient: &dyn Ambient,
        fetcher: &Fetcher,
        redirect: &str,
        again: bool,
    ) -> Result<(Url, Expected), SignInError> {
        let metadata = self.metadata(fetcher, FRESH).await?;
        if !is_safe(metadata.authorization_endpoint().url()) {
            return Err(SignInError::Provider);
        }
        let random = || BASE64_URL_SAFE_NO_PAD.encode(ambient.secret());
        let expected =
            Expected { provider: self.id.clone(), state: random(), nonce: random(), verifier: random() };
        let client = self.client(metadata, redirect)?;
        let verifier = PkceCodeVerifier::new(expected.verifier.clone());
        let (state, nonce) = (CsrfToken::new(expected.state.clone()), Nonce::new(expected.nonce.clone()));
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            .add_scopes(self.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        if again {
            request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        }
        Ok((request.url().0, expected))
    }

    /// What the provider says of the person, once all that came back is what was expected.
    pub(super) async fn finish(
        &self,
        ambient: &dyn Ambient,
        fetcher: &Fetcher,
        redirect: &str,
        expected: Expected,
        returned: Returned,
    ) -> Result<CoreIdTokenClaims, SignInError> {
        if returned.state.as_deref() != Some(&*expected.state) || expected.provider != self.id {
            return Err(SignInError::State);
        }
        if returned.iss.is_some_and(|issuer| issuer != self.issuer) {
            return Err(SignInError::State);
        }
        if returned.error.is_some() {
            return Err(SignInError::Denied);
        }
        let code = AuthorizationCode::new(returned.code.ok_or(SignInError::Denied)?);
        let metadata = self.metadata(fetcher, FRESH).await?;
        let client = self.client(metadata, redirect)?;
        let exchange = client.exchange_code(code).map_err(|_| SignInError::Provider)?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(expected.verifier));
        let answer = exchange.request_async(&asking(fetcher)).await.map_err(|error| {
            tracing::warn!(provider = self.id, %error, "a code was not exchanged");
            SignInError::Token
        })?;
        let nonce = Nonce::new(expected.nonce);
        match verify(ambient, &client, &answer, &nonce) {
            Ok(claims) => Ok(claims),
            // A key that is newer than what is known of the provider.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let client = self.client(self.metadata(fetcher, PAUSE).await?, redirect)?;
                verify(ambient, &client, &answer, &nonce).map_err(|error| self.disbelieved(&error))
            }
            Err(error) => Err(self.disbelieved(&error)),
        }
    }

    fn disbelieved(&self, error: &ClaimsVerificationError) -> SignInError {
        tracing::warn!(provider = self.id, %error, "an ID token is not believed");
        SignInError::Token
    }

    /// What the provider says of itself, not older than that.
    async fn metadata(&self, fetcher: &Fetcher, age: Duration) -> Result<CoreProviderMetadata, SignInError> {
        let mut held = self.held.lock().await;
        if let Some((metadata, read)) = &*held
            && read.elapsed() < age
        {
            return Ok(metadata.clone());
        }
        let issuer = IssuerUrl::new(self.issuer.clone()).map_err(|_| SignInError::Provider)?;
        match CoreProviderMetadata::discover_async(issuer, &asking(fetcher)).await {
            Ok(metadata) => {
                *held = Some((metadata.clone(), Instant::now()));
                Ok(metadata)
            }
            Err(error) => {
                tracing::warn!(provider = self.id, %error, "a provider does not say how it is used");
                Err(SignInError::Provider)
            }
        }
    }

    fn client(&self, metadata: CoreProviderMetadata, redirect: &str) -> Result<Client, SignInError> {
        let redirect = RedirectUrl::new(redirect.to_owned()).map_err(|_| SignInError::Provider)?;
        let client =
            CoreClient::from_provider_metadata(metadata, self.client_id.clone(), self.client_secret.clone());
        Ok(client.set_redirect_uri(redirect))
    }
}

/// The claims of an ID token that is what it has to be.
fn verify(
    ambient: &dyn Ambient,
    client: &Client,
    answer: &CoreTokenResponse,
    nonce: &Nonce,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    let now = ambient.now();
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now - LEEWAY)
        .set_issue_time_verifier_fn(move |issued| {
            if issued <= now + LEEWAY { Ok(()) } else { Err("it is of the future".to_owned()) }
        });
    let other = |message: &str| ClaimsVerificationError::Other(message.to_owned());
    let token = answer.id_token().ok_or_else(|| other("there is no ID token"))?;
    let claims = token.claims(&verifier, nonce)?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| other(&error.to_string()))?;
        let key = token.signing_key(&verifier).map_err(ClaimsVerificationError::SignatureVerification)?;
        let actual = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
        if actual.ok().as_ref() != Some(expected) {
            return Err(other("the access token is another one"));
        }
    }
    Ok(claims.clone())
}

type Client = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

/// Asks for the library, at safe addresses alone.
fn asking(
    fetcher: &Fetcher,
) -> impl Fn(HttpRequest) -> futures::future::BoxFuture<'static, Result<HttpResponse, FetchError>> + use<> {
    let fetcher = fetcher.clone();
    move |request| {
        let fetcher = fetcher.clone();
        Box::pin(async move {
            let url = Url::parse(&request.uri().to_string());
            if url.ok().as_ref().is_none_or(|url| !is_safe(url)) {
                return Err(FetchError::Unreachable("its address is not safe".to_owned()));
            }
            fetcher.send(request).await
        })
    }
}
