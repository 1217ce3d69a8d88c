//! `secondFactor.*`, and the authenticator that the tests hold.

mod begin;
mod confirm;
mod disable;
mod get;
mod regenerate_codes;

use std::time::Duration;

use app::{ambient::SystemAmbient, auth::Passwords};
use prisma::{Role, user};
use prisma_client_rust::{Source, SystemSource};
use reqwest::header::SET_COOKIE;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

use crate::harness::{Answer, Api, Person, Tenant};

/// The password of everybody here.
pub(super) const PASSWORD: &str = "correct horse battery";
const STEP: u64 = 30;

/// What a person's phone holds.
pub(super) struct Authenticator(Totp);

impl Authenticator {
    /// One that was told a secret in base32.
    pub(super) fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// What it shows so many steps from now. Not in a step's last seconds, when the server might be in the next one.
    pub(super) async fn shows(&self, steps: i64) -> String {
        let left = STEP - now() % STEP;
        if left < 6 {
            tokio::time::sleep(Duration::from_secs(left)).await;
        }
        let at = i64::try_from(now()).unwrap() + steps * i64::try_from(STEP).unwrap();
        self.0.generate(at.unsigned_abs()).to_string()
    }
}

fn now() -> u64 {
    SystemSource.now().timestamp().unsigned_abs()
}

/// A person who can log in by [`PASSWORD`].
pub(super) async fn with_password(tenant: &Tenant) -> Person {
    let person = tenant.person(Role::Trader).await;
    let passwords = Passwords::new(&SystemAmbient).unwrap();
    let hash = passwords.hash(&SystemAmbient, PASSWORD.to_owned()).await.unwrap();
    let users = tenant.system.user();
    users.update(user::id::equals(person.id), [user::password_hash::set(Some(hash))]).exec().await.unwrap();
    person
}

/// The same with a second factor, the authenticator that it is, and the recovery codes. The code of this step, and of
/// the one before, is used up.
pub(super) async fn enrolled(tenant: &Tenant) -> (Person, Authenticator, Vec<String>) {
    let person = with_password(tenant).await;
    let made = person.api.mutate("secondFactor.begin", json!({ "password": PASSWORD })).await.data();
    let authenticator = Authenticator::new(made["secret"].as_str().unwrap());
    let code = authenticator.shows(0).await;
    let codes = person.api.mutate("secondFactor.confirm", json!({ "code": code })).await.data();
    let codes: Vec<String> = serde_json::from_value(codes["recoveryCodes"].clone()).unwrap();
    (person, authenticator, codes)
}

/// Logs in, with a code or without.
pub(super) async fn log_in(api: &Api, person: &Person, code: Option<&str>) -> Answer {
    let mut input = json!({ "email": person.email, "password": PASSWORD });
    if let Some(code) = code {
        input["code"] = Value::from(code);
    }
    api.mutate("auth.login", input).await
}

/// The session's token in the cookie that was set.
pub(super) fn token_of(answer: &Answer) -> String {
    let cookies = answer.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let pairs = cookies.filter_map(|cookie| cookie.split("; ").next()?.split_once('='));
    let mut named = pairs.filter(|(name, _)| *name == "tickwire");
    named.next().expect("a session's cookie").1.to_owned()
}

/// Asserts that it was refused as that.
#[track_caller]
pub(super) fn assert_type(error: &Value, name: &str) {
    assert_eq!(error["data"]["error"]["type"], name, "{error}");
}
