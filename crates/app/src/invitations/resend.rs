//! Sending an invitation again: with a link of its own, which alone is good from then on.

use prisma::{Role, TenantDb, invitation};
use prisma_client_rust::{Error as Database, Lock};
use uuid::Uuid;

use super::{Invitation, LIFETIME, send, token};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
    auth::digest,
};

/// Why an invitation is not sent again.
#[derive(Debug, thiserror::Error)]
pub enum ResendError {
    /// The tenant has no such invitation.
    #[error("no such invitation")]
    UnknownInvitation,
    /// It was accepted, or taken back.
    #[error("the invitation is over")]
    Over,
    /// Owners are made by owners.
    #[error("only an owner may invite an owner")]
    OwnersOnly,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for ResendError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Sends an invitation again and lets it stand anew. `by_owner` says whether the caller may make owners.
pub async fn resend(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    by_owner: bool,
    id: Uuid,
) -> Result<Invitation, ResendError> {
    let tx = db.begin().await?;
    let of_id = || invitation::id::equals(id);
    let row = tx.invitation().find_unique(of_id()).lock(Lock::ForNoKeyUpdate).exec().await?;
    let before = Invitation::from(row.ok_or(ResendError::UnknownInvitation)?);
    if before.accepted_at.is_some() || before.revoked_at.is_some() {
        return Err(ResendError::Over);
    }
    if before.role == Role::Owner && !by_owner {
        return Err(ResendError::OwnersOnly);
    }
    let (token, now) = (token(app), app.ambient.now());
    let renewed = [invitation::token_hash::set(digest(&token)), invitation::expires_at::set(now + LIFETIME)];
    let invitation = Invitation::from(tx.invitation().update(of_id(), renewed).exec().await?);
    send(app, &tx, tenant, actor, &invitation, &token).await?;
    let (before, after) = (Some(before.noted()), Some(invitation.noted()));
    let deed = Deed { action: "invitation.resend", target: id.to_string(), before, after };
    audit::record(&tx, tenant, now, actor, deed).await?;
    tx.commit().await?;
    Ok(invitation)
}
