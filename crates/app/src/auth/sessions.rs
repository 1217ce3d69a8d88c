//! A person's sessions: seen, and ended one by one or all at once.

use chrono::{DateTime, Utc};
use prisma::session;
use uuid::Uuid;

use super::session::last_seen;
use crate::{App, Result};

/// Sessions that are shown: a person has no more.
const MOST: i64 = 50;

/// A session as its person sees it.
#[derive(Clone, Debug)]
pub struct SessionInfo {
    /// By which it is ended.
    pub id: Uuid,
    /// The address that it was opened from.
    pub ip: Option<String>,
    /// The browser that it was opened by.
    pub user_agent: Option<String>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

/// A person's sessions that are not over, newest first.
pub async fn list_sessions(app: &App, user: Uuid) -> Result<Vec<SessionInfo>> {
    let now = app.ambient.now();
    let open =
        [session::user_id::equals(user), session::expires_at::gt(now), session::idle_expires_at::gt(now)];
    let rows = app.system.session().find_many(open).order_by(session::id::desc()).take(MOST);
    let sessions = rows.exec().await?.into_iter().map(|row| SessionInfo {
        id: row.id,
        ip: row.ip,
        user_agent: row.user_agent,
        created_at: row.created_at,
        last_seen_at: last_seen(row.idle_expires_at),
        expires_at: row.expires_at,
    });
    Ok(sessions.collect())
}

/// Ends a session of the person; answers whether there was one.
pub async fn revoke_session(app: &App, user: Uuid, session: Uuid) -> Result<bool> {
    let its = [session::id::equals(session), session::user_id::equals(user)];
    let ended = app.system.session().delete_many(its).exec().await? > 0;
    app.known.forget_people(move |person| person.session == Some(session));
    Ok(ended)
}

/// Ends all sessions of the person; answers how many there were.
pub async fn logout_everywhere(app: &App, user: Uuid) -> Result<u64> {
    let ended = app.system.session().delete_many([session::user_id::equals(user)]).exec().await?;
    app.known.forget_people(move |person| person.user == user);
    Ok(ended)
}
