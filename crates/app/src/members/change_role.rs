//! Making a member something else.

use prisma::{Role, TenantDb, membership};
use prisma_client_rust::Error as Database;
use serde_json::json;
use uuid::Uuid;

use super::{Member, is_last_owner, people, place, take_turn};
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why a member stays what they are.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRoleError {
    /// The tenant has no such member.
    #[error("no such member")]
    UnknownMember,
    /// Owners are made, and unmade, by owners.
    #[error("only an owner may do this to an owner, or make one")]
    OwnersOnly,
    /// The tenant would have no owner.
    #[error("the last owner has to stay one")]
    LastOwner,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for ChangeRoleError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes a member something else. `by_owner` says whether the caller may do that to owners.
pub async fn change_role(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    by_owner: bool,
    user: Uuid,
    role: Role,
) -> Result<Member, ChangeRoleError> {
    let tx = db.begin().await?;
    take_turn(&tx, tenant).await?;
    let mut place = place(&tx, tenant, user).await?.ok_or(ChangeRoleError::UnknownMember)?;
    if [place.role, role].contains(&Role::Owner) && !by_owner {
        return Err(ChangeRoleError::OwnersOnly);
    }
    if place.role != role {
        if is_last_owner(&tx, &place).await? {
            return Err(ChangeRoleError::LastOwner);
        }
        let before = json!({ "role": place.role });
        let changed = [membership::role::set(role)];
        place = tx.membership().update(membership::id::equals(place.id), changed).exec().await?;
        let (before, after) = (Some(before), Some(json!({ "role": role })));
        let deed = Deed { action: "member.changeRole", target: user.to_string(), before, after };
        audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
        tx.commit().await?;
        app.known.forget_people(move |person| person.user == user);
    }
    let member = people::joined(app, vec![place]).await?.pop();
    Ok(member.ok_or_else(|| Error::row(user, "the member is missing"))?)
}
