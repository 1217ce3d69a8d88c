//! A session of somebody who proved elsewhere who they are.

use chrono::{DateTime, Utc};
use prisma::{SystemDb, membership, session, tenant, user};

use super::{Browser, OpenedSession, open::open};
use crate::{App, Error, Result};

/// Opens a session in the tenant that the person joined first; none where there is no such tenant.
pub(crate) async fn sign_in(
    app: &App,
    user: user::Data,
    authenticated_at: DateTime<Utc>,
    browser: &Browser,
) -> Result<Option<OpenedSession>> {
    let first = app.system.membership().find_first([membership::user_id::equals(user.id)]);
    let Some(membership) = first.order_by(membership::created_at::asc()).exec().await? else {
        return Ok(None);
    };
    let tenant = app.system.tenant().find_unique(tenant::id::equals(membership.tenant_id)).exec().await?;
    let tenant = tenant.ok_or_else(|| Error::row(membership.tenant_id, "the tenant is missing"))?;
    let tx = app.system.begin().await?;
    let mut opened = open(app, &tx, user, tenant, membership.role, browser).await?;
    authenticated(&tx, &mut opened, authenticated_at.min(app.ambient.now())).await?;
    tx.commit().await?;
    app.known.forget_session_of(browser);
    Ok(Some(opened))
}

/// Says of a new session when its person last proved who they are: it may be a while ago that the provider asked.
pub(crate) async fn authenticated(
    tx: &SystemDb,
    opened: &mut OpenedSession,
    at: DateTime<Utc>,
) -> Result<()> {
    let of_session = opened.person.session.map(session::id::equals);
    tx.session().update_many(of_session, [session::authenticated_at::set(at)]).exec().await?;
    opened.person.authenticated_at = Some(at);
    Ok(())
}
