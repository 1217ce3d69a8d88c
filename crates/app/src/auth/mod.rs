//! Who calls: people by password and session, bots by key. Tokens and keys are stored as hashes alone.

mod api_key;
mod code;
mod confirm;
mod device;
pub(crate) mod email_token;
mod hashing;
mod hook;
mod known;
mod login;
mod open;
mod password;
pub(crate) mod proof;
mod register;
mod reset;
pub mod second_factor;
mod session;
mod sessions;
mod sign_in;
mod strength;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{ApiKeyScope, Role};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use api_key::{KeyError, authenticate_key};
pub(crate) use code::require as require_code;
pub use code::{CodeError, guesses};
pub use confirm::{Renewed, confirm};
pub use device::is_known_device;
pub use hook::{HookTarget, find_hook};
pub use known::Known;
pub(crate) use known::Shown;
pub use login::{LoginError, LoginRequest, login};
pub(crate) use open::open;
pub use open::{Browser, OpenedSession};
pub use password::{ChoiceError, Passwords, Place};
pub use proof::{Proof, ProofError};
pub use register::{Registration, RegistrationError, complete_registration, register};
pub(crate) use register::{found, open_first_team};
pub use reset::{ResetError, forgot_password, reset_password};
pub use session::{authenticate_session, logout};
pub use sessions::{SessionInfo, list_sessions, logout_everywhere, revoke_session};
pub(crate) use sign_in::{authenticated, sign_in};
pub use strength::Weakness;

/// A person in a tenant.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub user: Uuid,
    /// The address that the person logs in with.
    pub email: String,
    /// How the person is called; empty until it is said.
    pub name: String,
    /// The session, by which it is ended; none where the person is known by somebody else's token.
    pub session: Option<Uuid>,
    /// When the person last proved who they are; none where nobody says.
    pub authenticated_at: Option<DateTime<Utc>>,
    /// The tenant that the person works in.
    pub tenant: TenantInfo,
    /// What the person is there.
    pub role: Role,
}

/// How long a proof counts as recent: what is dangerous asks for one that is.
pub const RECENTLY: TimeDelta = TimeDelta::minutes(10);

impl Person {
    /// Whether the person proved who they are a short while ago.
    pub fn recently_authenticated(&self, now: DateTime<Utc>) -> bool {
        self.authenticated_at.is_some_and(|at| at > now - RECENTLY)
    }
}

/// A tenant as its members see it.
#[derive(Clone, Debug)]
pub struct TenantInfo {
    /// Its id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A program with a key.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key.
    pub id: Uuid,
    /// What its maker called it.
    pub name: String,
    /// The tenant that it belongs to.
    pub tenant: Uuid,
    /// The bot that it speaks for, where it is bound to one.
    pub bot: Option<Uuid>,
    /// What it may do.
    pub scopes: Vec<ApiKeyScope>,
}

/// How a token is stored: 256 random bits need no slow hash.
pub(crate) fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// A short name for a text: equal texts have equal ones.
pub fn fingerprint(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
