//! Logging in by password: a new session, its token known to the browser alone.

use prisma::{membership, tenant, user};

use super::{Browser, CodeError, OpenedSession, Place, code, open::open};
use crate::{App, Error};

/// Longer passwords are refused before they are hashed.
const MAX_PASSWORD: usize = 256;

/// What a login form sends.
#[derive(Clone)]
pub struct LoginRequest {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
    /// A code of the second factor, or a recovery code.
    pub code: Option<String>,
}

/// Why a login fails. A wrong password and an unknown person look the same.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// No such person, or another password.
    #[error("this e-mail address and password do not belong together")]
    Credentials,
    /// The second factor: it is asked for after the right password alone.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// A person without a tenant.
    #[error("you are not a member of any team yet")]
    NoTenant,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for LoginError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Opens a session in the tenant that the person joined first. The `place` in the queue is asked for before anything is
/// looked up: what a flood of logins is shed from costs the others nothing, and says nothing of who is known.
pub async fn login(
    app: &App,
    place: Place,
    request: LoginRequest,
    browser: &Browser,
) -> Result<OpenedSession, LoginError> {
    let LoginRequest { email, password, code } = request;
    if password.chars().count() > MAX_PASSWORD {
        return Err(LoginError::Credentials);
    }
    let user = app.system.user().find_unique(user::email::equals(email)).exec().await?;
    let stored = user.as_ref().and_then(|user| user.password_hash.clone());
    let matches = app.passwords.verify(place, password.clone(), stored).await?;
    let user = user.filter(|_| matches).ok_or(LoginError::Credentials)?;
    code::require(app, &app.system, &user, code.as_deref()).await?;
    rehash(app, &user, password).await?;

    let first = app.system.membership().find_first([membership::user_id::equals(user.id)]);
    let membership =
        first.order_by(membership::created_at::asc()).exec().await?.ok_or(LoginError::NoTenant)?;
    let tenant = app.system.tenant().find_unique(tenant::id::equals(membership.tenant_id)).exec().await?;
    let tenant = tenant.ok_or_else(|| Error::row(membership.tenant_id, "the tenant is missing"))?;
    let tx = app.system.begin().await?;
    let opened = open(app, &tx, user, tenant, membership.role, browser).await?;
    tx.commit().await?;
    app.known.forget_session_of(browser);
    Ok(opened)
}

/// Hashes the password anew where it was hashed with other parameters than today's.
async fn rehash(app: &App, user: &user::Data, password: String) -> Result<(), Error> {
    let Some(stored) = user.password_hash.clone().filter(|stored| app.passwords.is_outdated(stored)) else {
        return Ok(());
    };
    let hash = app.passwords.hash(&*app.ambient, password).await?;
    // Not where the password was changed meanwhile.
    let unchanged = [user::id::equals(user.id), user::password_hash::equals(Some(stored))];
    app.system.user().update_many(unchanged, [user::password_hash::set(Some(hash))]).exec().await?;
    Ok(())
}
