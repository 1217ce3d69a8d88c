//! What a person changes about themselves.

mod email;
mod password;
mod profile;

use prisma::{SystemDb, membership};
use uuid::Uuid;

use crate::{
    App, Result,
    audit::{self, Actor, Deed},
};

pub use email::{EmailError, change_email, confirm_email};
pub use password::{PasswordError, change_password};
pub use profile::rename;

/// Writes what happened to a person into the logs of all their teams, which are locked in one order.
pub(crate) async fn tell_tenants(
    app: &App,
    tx: &SystemDb,
    user: Uuid,
    actor: &Actor,
    deed: &Deed,
) -> Result<()> {
    let places = tx.membership().find_many([membership::user_id::equals(user)]);
    for place in places.order_by(membership::tenant_id::asc()).exec().await? {
        audit::record_for(tx, place.tenant_id, app.ambient.now(), actor, deed.clone()).await?;
    }
    Ok(())
}
