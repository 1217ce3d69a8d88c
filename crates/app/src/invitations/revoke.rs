//! Taking an invitation back.

use prisma::{TenantDb, invitation};
use prisma_client_rust::{Error as Database, Lock};
use uuid::Uuid;

use super::Invitation;
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why an invitation is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum RevokeError {
    /// The tenant has no such invitation.
    #[error("no such invitation")]
    UnknownInvitation,
    /// It was accepted: the member can be removed.
    #[error("the invitation was accepted")]
    Accepted,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for RevokeError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes an invitation back; one that was taken back already stays as it is.
pub async fn revoke(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
) -> Result<Invitation, RevokeError> {
    let tx = db.begin().await?;
    let of_id = || invitation::id::equals(id);
    let row = tx.invitation().find_unique(of_id()).lock(Lock::ForNoKeyUpdate).exec().await?;
    let before = Invitation::from(row.ok_or(RevokeError::UnknownInvitation)?);
    if before.accepted_at.is_some() {
        return Err(RevokeError::Accepted);
    }
    if before.revoked_at.is_some() {
        return Ok(before);
    }
    let now = app.ambient.now();
    let over = [invitation::revoked_at::set(Some(now))];
    let invitation = Invitation::from(tx.invitation().update(of_id(), over).exec().await?);
    let before = Some(before.noted());
    let deed = Deed { action: "invitation.revoke", target: id.to_string(), before, after: None };
    audit::record(&tx, tenant, now, actor, deed).await?;
    tx.commit().await?;
    Ok(invitation)
}
