//! Inviting somebody.

use chrono::TimeDelta;
use prisma::{Role, TenantDb, invitation};
use prisma_client_rust::Error as Database;
use uuid::Uuid;

use super::{Invitation, LIFETIME, find, send, token};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    auth::digest,
    members,
};

/// Invitations that a tenant may send in a day: they reach strangers.
const MOST: i64 = 200;

/// Why nobody is invited.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Owners are made by owners.
    #[error("only an owner may invite an owner")]
    OwnersOnly,
    /// Whoever has the address is a member already.
    #[error("this address is a member's")]
    Member,
    /// There is an invitation to the address that still stands.
    #[error("this address is invited already")]
    Invited(Uuid),
    /// The tenant has sent as many as it may in a day.
    #[error("{MOST} invitations were sent within a day")]
    TooMany,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for CreateError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Invites whoever has the address, in the caller's transaction. `by_owner` says whether the caller may make owners.
pub async fn create(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    by_owner: bool,
    email: String,
    role: Role,
) -> Result<Invitation, CreateError> {
    if role == Role::Owner && !by_owner {
        return Err(CreateError::OwnersOnly);
    }
    members::take_turn(tx, tenant).await?;
    if let Some(person) = find::person(app, &email).await?
        && members::place(tx, tenant, person.id).await?.is_some()
    {
        return Err(CreateError::Member);
    }
    let now = app.ambient.now();
    let standing = [
        invitation::email::equals(email.clone()),
        invitation::accepted_at::is_null(),
        invitation::revoked_at::is_null(),
        invitation::expires_at::gt(now),
    ];
    if let Some(standing) = tx.invitation().find_first(standing).exec().await? {
        return Err(CreateError::Invited(standing.id));
    }
    let recent = [invitation::created_at::gt(now - TimeDelta::days(1))];
    if tx.invitation().count(recent).exec().await? >= MOST {
        return Err(CreateError::TooMany);
    }
    let (token, expiry) = (token(app), now + LIFETIME);
    let row = tx.invitation().create(email, role, digest(&token), actor.name.clone(), expiry, []);
    let invitation = Invitation::from(row.exec().await?);
    send(app, tx, tenant, actor, &invitation, &token).await?;
    let (target, after) = (invitation.id.to_string(), Some(invitation.noted()));
    let deed = Deed { action: "invitation.create", target, before: None, after };
    audit::record(tx, tenant, now, actor, deed).await?;
    Ok(invitation)
}
