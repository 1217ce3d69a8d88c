//! A browser at the door: what it shows, how often it may guess, and what it is given.

use app::auth::{self, Browser, OpenedSession, fingerprint};
use axum::http::HeaderValue;

use crate::{Api, ApiCtx, error::ApiError};

/// How much of a browser's name for itself is kept.
const USER_AGENT: usize = 256;

impl ApiCtx {
    /// From where it is called.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            ip: self.ip(),
            user_agent: self.user_agent.as_ref().map(|agent| agent.chars().take(USER_AGENT).collect()),
            session: self.credentials.session.clone(),
            device: self.credentials.device.clone(),
        }
    }

    /// The caller's address, as far as that can be known.
    pub(crate) fn ip(&self) -> Option<String> {
        self.address.map(|address| address.to_string())
    }

    /// Counts a guess at an account's password. A browser that the account knows has guesses of its own, so that
    /// strangers cannot use up its owner's. Answers whose count it was.
    pub(crate) async fn pass_guess(&self, email: &str) -> Result<String, ApiError> {
        let mut account = email.to_owned();
        if let Some(device) = &self.credentials.device
            && auth::is_known_device(&self.api.app, email, device).await?
        {
            account = format!("{email} {}", fingerprint(device));
        }
        self.api.rates.pass_account(&account).map_err(ApiError::too_many)?;
        Ok(account)
    }

    /// The guess was right: those before it are forgotten.
    pub(crate) fn forget_guesses(&self, account: &str) {
        self.api.rates.forget_guesses(account);
    }

    /// Gives the browser the cookies of a new session.
    pub(crate) fn admit(&self, opened: &OpenedSession) {
        self.api.admission(opened).for_each(|cookie| self.set_cookie(cookie));
    }
}

impl Api {
    /// The cookies of a new session: its token, and what the browser is known by from now on.
    pub(crate) fn admission(&self, opened: &OpenedSession) -> impl Iterator<Item = HeaderValue> {
        let session = self.cookies.set(&opened.token, opened.expires_at);
        let now = self.app.ambient.now();
        let device = opened.device.as_ref().map(|device| self.cookies.set_device(device, now));
        [session].into_iter().chain(device)
    }
}
