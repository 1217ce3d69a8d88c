//! Logging in by password: a new session, its token known to the browser alone.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use prisma::{membership, session, tenant, user};

use super::{Person, TenantInfo, digest, session::lifetime};
use crate::{App, Error};

/// Longer passwords are refused before they are hashed.
const MAX_PASSWORD: usize = 256;

/// What a login form sends, and from where.
#[derive(Clone)]
pub struct LoginRequest {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The browser's name for itself.
    pub user_agent: Option<String>,
}

/// A new session.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// Who logged in, and where.
    pub person: Person,
    /// The cookie's value; not stored.
    pub token: String,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

/// Why a login fails. A wrong password and an unknown person look the same.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// No such person, or another password.
    #[error("this e-mail address and password do not belong together")]
    Credentials,
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

/// Opens a session in the tenant that the person joined first.
pub async fn login(app: &App, request: LoginRequest) -> Result<OpenedSession, LoginError> {
    if request.password.len() > MAX_PASSWORD {
        return Err(LoginError::Credentials);
    }
    let user = app.system.user().find_unique(user::email::equals(request.email)).exec().await?;
    let stored = user.as_ref().map(|user| user.password_hash.clone());
    let matches = app.passwords.verify(request.password, stored).await?;
    let user = user.filter(|_| matches).ok_or(LoginError::Credentials)?;

    let first = app.system.membership().find_first([membership::user_id::equals(user.id)]);
    let membership =
        first.order_by(membership::created_at::asc()).exec().await?.ok_or(LoginError::NoTenant)?;
    let tenant = app.system.tenant().find_unique(tenant::id::equals(membership.tenant_id)).exec().await?;
    let tenant = tenant.ok_or_else(|| Error::row(membership.tenant_id, "the tenant is missing"))?;

    let token = BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret());
    let (expires_at, idle_expires_at) = lifetime(app.ambient.now());
    let optional = vec![session::user_agent::set(request.user_agent)];
    let opened = app
        .system
        .session()
        .create(user.id, tenant.id, digest(&token), expires_at, idle_expires_at, optional)
        .exec()
        .await?;
    let person = Person {
        user: user.id,
        email: user.email,
        session: opened.id,
        tenant: TenantInfo { id: tenant.id, slug: tenant.slug, name: tenant.name },
        role: membership.role,
    };
    Ok(OpenedSession { person, token, expires_at })
}
