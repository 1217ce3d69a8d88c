//! What a link offers: looked up before any tenant is known, by the token that its reader has.

use chrono::{DateTime, Utc};
use prisma::{Role, invitation, tenant, user};

use crate::{App, Error, Result, auth::digest};

/// Why a link offers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Over {
    /// It was never sent, or another one was sent since.
    #[error("there is no such invitation")]
    Unknown,
    /// It stood too long.
    #[error("this invitation has expired")]
    Expired,
    /// It was taken back.
    #[error("this invitation was taken back")]
    Revoked,
    /// It was accepted.
    #[error("this invitation was accepted already")]
    Accepted,
}

/// What a link offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The tenant's name.
    pub tenant: String,
    /// Whom it is offered to.
    pub email: String,
    /// What they are to be.
    pub role: Role,
    /// Who invites, by address.
    pub invited_by: String,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
    /// Whether the address has an account already.
    pub has_account: bool,
}

/// What the link with that token offers.
pub async fn find(app: &App, token: &str) -> Result<Result<Offer, Over>> {
    let row = match standing(app, token).await? {
        Ok(row) => row,
        Err(over) => return Ok(Err(over)),
    };
    let tenant = team(app, &row).await?;
    let has_account = person(app, &row.email).await?.is_some();
    let invitation::Data { email, role, invited_by, expires_at, .. } = row;
    Ok(Ok(Offer { tenant: tenant.name, email, role, invited_by, expires_at, has_account }))
}

/// The invitation with that token, while it stands.
pub(super) async fn standing(app: &App, token: &str) -> Result<Result<invitation::Data, Over>> {
    let row =
        app.system.invitation().find_unique(invitation::token_hash::equals(digest(token))).exec().await?;
    Ok(match row {
        None => Err(Over::Unknown),
        Some(row) if row.accepted_at.is_some() => Err(Over::Accepted),
        Some(row) if row.revoked_at.is_some() => Err(Over::Revoked),
        Some(row) if row.expires_at <= app.ambient.now() => Err(Over::Expired),
        Some(row) => Ok(row),
    })
}

/// Whose invitation it is.
pub(super) async fn team(app: &App, row: &invitation::Data) -> Result<tenant::Data> {
    let tenant = app.system.tenant().find_unique(tenant::id::equals(row.tenant_id)).exec().await?;
    tenant.ok_or_else(|| Error::row(row.tenant_id, "the tenant is missing"))
}

/// Whoever has that address.
pub(super) async fn person(app: &App, email: &str) -> Result<Option<user::Data>> {
    Ok(app.system.user().find_unique(user::email::equals(email.to_owned())).exec().await?)
}
