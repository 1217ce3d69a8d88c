//! `sessions.list`: the person's sessions, newest first.

use app::auth::{self, SessionInfo};
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use crate::{context::PersonCtx, dto::SessionId, error::ApiError};

/// A browser that the person is logged in by.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "Session", rename_all = "camelCase")]
pub(crate) struct SessionDto {
    id: SessionId,
    /// Whether it is the one that asks.
    current: bool,
    /// The address that it was opened from, as far as that was known.
    ip: Option<String>,
    /// What the browser called itself.
    user_agent: Option<String>,
    created_at: Date,
    /// To the minute.
    last_seen_at: Date,
    /// When it ends at the latest.
    expires_at: Date,
}

impl SessionDto {
    fn new(session: SessionInfo, current: Option<Uuid>) -> Self {
        Self {
            current: current == Some(session.id),
            id: session.id.into(),
            ip: session.ip,
            user_agent: session.user_agent,
            created_at: Date(session.created_at),
            last_seen_at: Date(session.last_seen_at),
            expires_at: Date(session.expires_at),
        }
    }
}

/// All sessions of the person that are not over: there are fifty at most.
#[rspc::procedure]
pub(super) async fn list(ctx: PersonCtx) -> Result<Vec<SessionDto>, ApiError> {
    let sessions = auth::list_sessions(&ctx.api.api.app, ctx.person.user).await?;
    Ok(sessions.into_iter().map(|session| SessionDto::new(session, ctx.person.session)).collect())
}
