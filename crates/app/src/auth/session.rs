//! Sessions: found by the hash of their token, ended by time or by hand.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{membership, session, tenant, user};
use prisma_client_rust::Error as Database;
use uuid::Uuid;

use super::{Person, TenantInfo, digest};
use crate::{App, Result};

/// A session ends this long after login, whatever happens.
const ABSOLUTE: TimeDelta = TimeDelta::days(14);
/// A session ends when it was not used for so long.
const IDLE: TimeDelta = TimeDelta::hours(12);
/// How exactly the last use is kept: a write a minute, not one a request.
const GRAIN: TimeDelta = TimeDelta::minutes(1);

pub(super) fn lifetime(now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    (now + ABSOLUTE, now + IDLE)
}

/// The person behind a session's token; none where it is unknown, over, or the membership is gone.
pub async fn authenticate_session(app: &App, token: &str) -> Result<Option<Person>> {
    let now = app.ambient.now();
    let found = app.system.session().find_unique(session::token_hash::equals(digest(token))).exec().await?;
    let Some(session) = found.filter(|session| session.expires_at > now && session.idle_expires_at > now)
    else {
        return Ok(None);
    };
    let member =
        [membership::user_id::equals(session.user_id), membership::tenant_id::equals(session.tenant_id)];
    let (user, tenant, membership) = tokio::try_join!(
        app.system.user().find_unique(user::id::equals(session.user_id)).exec(),
        app.system.tenant().find_unique(tenant::id::equals(session.tenant_id)).exec(),
        app.system.membership().find_first(member).exec(),
    )?;
    let (Some(user), Some(tenant), Some(membership)) = (user, tenant, membership) else { return Ok(None) };
    if session.idle_expires_at < now + IDLE - GRAIN {
        let used = [session::idle_expires_at::set(now + IDLE)];
        app.system.session().update_many([session::id::equals(session.id)], used).exec().await?;
    }
    Ok(Some(Person {
        user: user.id,
        email: user.email,
        session: session.id,
        tenant: TenantInfo { id: tenant.id, slug: tenant.slug, name: tenant.name },
        role: membership.role,
    }))
}

/// Ends a session; one that is over already stays so.
pub async fn logout(app: &App, session: Uuid) -> Result<()> {
    match app.system.session().delete(session::id::equals(session)).exec().await {
        Ok(_) | Err(Database::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
