//! People who came in by the front door: by a link in an e-mail.

use prisma_client_rust::{Source, SystemSource};
use reqwest::{
    Method,
    header::{ACCEPT, SET_COOKIE},
};
use serde_json::{Value, json};

use super::{Answer, Api};

/// A password that does.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Somebody who has registered.
pub(crate) struct Newcomer {
    pub(crate) email: String,
    /// What `auth.me` answered at the end.
    pub(crate) me: Value,
    /// The browser that the person registered by, logged in.
    pub(crate) api: Api,
    /// The same browser's cookies: the session's, and what it is known by.
    pub(crate) cookies: [String; 2],
}

impl Newcomer {
    /// Registers, by that caller who is nobody known.
    pub(crate) async fn register(stranger: &Api) -> Self {
        let email = fresh_email();
        let token = registration_token(stranger, &email).await;
        let answer = stranger.mutate("auth.completeRegistration", registration(&token)).await;
        let me = answer.data();
        let cookies = ["tickwire", "tickwire-device"].map(|name| cookie(&answer, name).expect("a cookie"));
        Self { email, me, api: stranger.with_session(&cookies[0]), cookies }
    }

    /// What logs the person in.
    pub(crate) fn login(&self) -> Value {
        json!({ "email": self.email, "password": PASSWORD })
    }
}

/// An address that nobody has.
pub(crate) fn fresh_email() -> String {
    format!("{}@example.com", SystemSource.uuid_v7().simple())
}

/// Asks for a link to that address. Answers its token.
pub(crate) async fn registration_token(stranger: &Api, email: &str) -> String {
    stranger.mutate("auth.register", json!({ "email": email })).await.data();
    token_in(&letters(stranger, email).await[0])
}

/// What makes a person of whoever has the link.
pub(crate) fn registration(token: &str) -> Value {
    json!({ "token": token, "name": "Ada Lovelace", "password": PASSWORD, "teamName": "Analytical Engines" })
}

/// The mails to an address in the mailbox of development, newest first.
pub(crate) async fn letters(api: &Api, to: &str) -> Vec<Value> {
    let address = format!("/dev/mail?to={}", super::escaped(to));
    let mut answer =
        api.send(api.request(Method::GET, &address).header(ACCEPT, "application/json")).await.json();
    answer.as_array_mut().expect("a list").drain(..).collect()
}

/// The token in the link of a mail.
#[track_caller]
pub(crate) fn token_in(letter: &Value) -> String {
    let text = letter["text"].as_str().expect("a text");
    let (_, rest) = text.split_once("?token=").unwrap_or_else(|| panic!("no link: {text}"));
    rest.split_whitespace().next().expect("a token").to_owned()
}

/// The value of a cookie that an answer sets.
pub(crate) fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let set = answer.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = set.filter_map(|line| line.split(';').next()?.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}
