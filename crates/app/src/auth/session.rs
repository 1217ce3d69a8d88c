//! Sessions: found by the hash of their token, ended by time or by hand.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{Role, session};
use uuid::Uuid;

use super::{Person, Shown, TenantInfo};
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

/// When a session was last used, as exactly as that is kept.
pub(super) fn last_seen(idle_expires_at: DateTime<Utc>) -> DateTime<Utc> {
    idle_expires_at - IDLE
}

prisma_client_rust::row! {
    /// A session with all that it leads to.
    struct Found {
        session_id: Uuid,
        idle_expires_at: DateTime<Utc>,
        authenticated_at: DateTime<Utc>,
        user_id: Uuid,
        email: String,
        user_name: String,
        tenant_id: Uuid,
        slug: String,
        tenant_name: String,
        role: Role,
    }
}

/// The person behind a session's token, as of a moment ago; none where it is unknown, over, or the membership is gone.
pub async fn authenticate_session(app: &App, token: &str) -> Result<Option<Arc<Person>>> {
    let look_up = async |hash: Vec<u8>| Ok(look_up(app, hash).await?.ok_or(()));
    Ok(app.known.person(Shown::Session, token, look_up).await?.ok())
}

async fn look_up(app: &App, token_hash: Vec<u8>) -> Result<Option<Person>> {
    let now = app.ambient.now();
    // By hand: one statement in place of four, for every call begins with it.
    let sql = prisma_client_rust::raw!(
        "SELECT s.id AS session_id, s.idle_expires_at, s.authenticated_at, \
           u.id AS user_id, u.email, u.name AS user_name, \
           t.id AS tenant_id, t.slug, t.name AS tenant_name, m.role \
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN tenants t ON t.id = s.tenant_id \
         JOIN memberships m ON m.user_id = s.user_id AND m.tenant_id = s.tenant_id \
         WHERE s.token_hash = {} AND s.expires_at > {} AND s.idle_expires_at > {}",
        token_hash,
        now,
        now
    );
    let Some(found) = app.system._query_raw::<Found>(sql).exec().await?.pop() else { return Ok(None) };
    if found.idle_expires_at < now + IDLE - GRAIN {
        let used = [session::idle_expires_at::set(now + IDLE)];
        app.system.session().update_many([session::id::equals(found.session_id)], used).exec().await?;
    }
    Ok(Some(Person {
        user: found.user_id,
        email: found.email,
        name: found.user_name,
        session: Some(found.session_id),
        authenticated_at: Some(found.authenticated_at),
        tenant: TenantInfo { id: found.tenant_id, slug: found.slug, name: found.tenant_name },
        role: found.role,
    }))
}

/// Ends a session; one that is over already stays so.
pub async fn logout(app: &App, session: Uuid) -> Result<()> {
    app.system.session().delete_many([session::id::equals(session)]).exec().await?;
    app.known.forget_people(move |person| person.session == Some(session));
    Ok(())
}
