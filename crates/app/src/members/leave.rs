//! Giving one's own place up.

use prisma::membership;
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
pub enum LeaveError {
    /// The tenant would have no owner.
    #[error("the last owner has to stay")]
    LastOwner,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for LeaveError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Gives a person's place up and ends their sessions here; without a place there is nothing to give up.
pub async fn leave(app: &App, tenant: Uuid, actor: &Actor, user: Uuid) -> Result<(), LeaveError> {
    let tx = app.client.tenant(tenant).begin().await?;
    take_turn(&tx, tenant).await?;
    if let Some(place) = place(&tx, tenant, user).await? {
        if is_last_owner(&tx, &place).await? {
            return Err(LeaveError::LastOwner);
        }
        tx.membership().delete(membership::id::equals(place.id)).exec().await?;
        let before = Some(json!({ "role": place.role }));
        let deed = Deed { action: "member.leave", target: user.to_string(), before, after: None };
        audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
        tx.commit().await?;
    }
    Ok(people::end_sessions(app, tenant, user).await?)
}
