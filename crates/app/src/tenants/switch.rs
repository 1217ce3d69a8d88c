//! Working in another tenant: the session moves there, and its token is replaced.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use prisma::{SystemDb, membership, session, tenant};
use prisma_client_rust::Error as Database;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    auth::{Person, Renewed, TenantInfo, digest},
};

/// Why a session stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum SwitchError {
    /// The person has no such tenant.
    #[error("no such tenant")]
    UnknownTenant,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for SwitchError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Moves a session into a tenant of the person's. The token before is worth nothing from here on.
pub async fn switch(
    app: &App,
    person: &Person,
    session: Uuid,
    tenant: Uuid,
) -> Result<(Person, Renewed), SwitchError> {
    let tx = app.system.begin().await?;
    let place = membership::tenant_id_user_id::equals(tenant, person.user);
    let place = tx.membership().find_unique(place).exec().await?.ok_or(SwitchError::UnknownTenant)?;
    let tenant = tx.tenant().find_unique(tenant::id::equals(tenant)).exec().await?;
    let tenant = tenant.ok_or(SwitchError::UnknownTenant)?;
    let renewed = enter(app, &tx, session, tenant.id).await?;
    tx.commit().await?;
    app.known.forget_people(move |person| person.session == Some(session));
    let there = TenantInfo { id: tenant.id, slug: tenant.slug, name: tenant.name };
    Ok((Person { tenant: there, role: place.role, ..person.clone() }, renewed))
}

/// Moves a session into a tenant, in a transaction that knows that its person has a place there.
pub(crate) async fn enter(app: &App, tx: &SystemDb, session: Uuid, tenant: Uuid) -> Result<Renewed> {
    let token = BASE64_URL_SAFE_NO_PAD.encode(app.ambient.secret());
    let moved = [session::tenant_id::set(tenant), session::token_hash::set(digest(&token))];
    let row = tx.session().update(session::id::equals(session), moved).exec().await?;
    Ok(Renewed { token, expires_at: row.expires_at })
}
