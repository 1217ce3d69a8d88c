//! Making a tenant.

use prisma::{Role, SystemDb};
use serde_json::json;
use uuid::Uuid;

use super::OwnTenant;
use crate::{
    App, Result,
    audit::{self, Actor, Deed},
    auth::found,
};

/// Makes a tenant whose owner the person is, in the caller's transaction.
pub async fn create(app: &App, tx: &SystemDb, actor: &Actor, user: Uuid, name: &str) -> Result<OwnTenant> {
    let tenant = found(app, tx, name).await?;
    tx.membership().create(tenant.id, user, Role::Owner, []).exec().await?;
    let after = Some(json!({ "slug": tenant.slug, "name": tenant.name }));
    let deed = Deed { action: "tenant.create", target: tenant.id.to_string(), before: None, after };
    audit::record_for(tx, tenant.id, app.ambient.now(), actor, deed).await?;
    Ok(OwnTenant { id: tenant.id, slug: tenant.slug, name: tenant.name, role: Role::Owner })
}
