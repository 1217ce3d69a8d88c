//! Who calls: people by password and session, bots by key. Tokens and keys are stored as hashes alone.

mod api_key;
mod hook;
mod login;
mod password;
mod session;

use prisma::{ApiKeyScope, Role};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use api_key::{KeyError, authenticate_key};
pub use hook::{HookTarget, find_hook};
pub use login::{LoginError, LoginRequest, OpenedSession, login};
pub use password::Passwords;
pub use session::{authenticate_session, logout};

/// A person in a tenant.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub user: Uuid,
    /// The address that the person logs in with.
    pub email: String,
    /// The session, by which it is ended.
    pub session: Uuid,
    /// The tenant that the person works in.
    pub tenant: TenantInfo,
    /// What the person is there.
    pub role: Role,
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
