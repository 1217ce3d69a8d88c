//! Giving a tenant another name.

use prisma::{TenantDb, tenant};
use prisma_client_rust::Lock;
use serde_json::json;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    audit::{self, Actor, Deed},
    auth::TenantInfo,
};

/// Gives a tenant another name; its slug stays, for addresses hold it.
pub async fn rename(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    name: String,
) -> Result<TenantInfo> {
    let tx = db.begin().await?;
    let of_id = || tenant::id::equals(tenant);
    let row = tx.tenant().find_unique(of_id()).lock(Lock::ForNoKeyUpdate).exec().await?;
    let mut row = row.ok_or_else(|| Error::row(tenant, "the tenant is missing"))?;
    if row.name != name {
        let before = Some(json!({ "name": row.name }));
        row = tx.tenant().update(of_id(), [tenant::name::set(name)]).exec().await?;
        let after = Some(json!({ "name": row.name }));
        let deed = Deed { action: "tenant.rename", target: tenant.to_string(), before, after };
        audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
        tx.commit().await?;
        app.known.forget_people(move |person| person.tenant.id == tenant);
    }
    Ok(TenantInfo { id: row.id, slug: row.slug, name: row.name })
}
