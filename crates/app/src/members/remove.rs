//! Taking a member's place away.

use prisma::{Role, TenantDb, membership};
use prisma_client_rust::Error as Database;
use serde_json::json;
use uuid::Uuid;

use super::{is_last_owner, people, place, take_turn};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why a member stays.
#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// The tenant has no such member.
    #[error("no such member")]
    UnknownMember,
    /// It is the caller, who may leave instead.
    #[error("nobody removes themselves")]
    Yourself,
    /// Owners are removed by owners.
    #[error("only an owner may remove an owner")]
    OwnersOnly,
    /// The tenant would have no owner.
    #[error("the last owner has to stay")]
    LastOwner,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for RemoveError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes a member's place away and ends their sessions here. `by_owner` says whether the caller may do that to owners.
pub async fn remove(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    by_owner: bool,
    user: Uuid,
) -> Result<(), RemoveError> {
    if actor.id == Some(user) {
        return Err(RemoveError::Yourself);
    }
    let tx = db.begin().await?;
    take_turn(&tx, tenant).await?;
    let place = place(&tx, tenant, user).await?.ok_or(RemoveError::UnknownMember)?;
    if place.role == Role::Owner && !by_owner {
        return Err(RemoveError::OwnersOnly);
    }
    if is_last_owner(&tx, &place).await? {
        return Err(RemoveError::LastOwner);
    }
    tx.membership().delete(membership::id::equals(place.id)).exec().await?;
    let before = Some(json!({ "role": place.role }));
    let deed = Deed { action: "member.remove", target: user.to_string(), before, after: None };
    audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
    tx.commit().await?;
    Ok(people::end_sessions(app, tenant, user).await?)
}
