//! Who calls: a bearer token is a session, a session is of a tenant.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::AtomicU64},
};

use axum::http::header;
use chrono::{DateTime, Utc};
use deadpool_postgres::Pool;
use rspc::{Builder, ErrorCode};
use serde::Serialize;
use superjson::Date;
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::procedures::Event;

/// What all calls share.
pub(crate) struct Service {
    pub(crate) sessions: HashMap<String, Session>,
    pub(crate) pool: Pool,
    pub(crate) events: broadcast::Sender<rspc::Shared<Event>>,
    pub(crate) next_event: AtomicU64,
}

#[derive(Clone, Copy)]
pub(crate) struct Session {
    tenant: Uuid,
    expires_at: DateTime<Utc>,
}

/// `token-0000` to `token-0999`, in a hundred tenants.
pub(crate) fn sessions() -> HashMap<String, Session> {
    let session = |index: u128| Session {
        tenant: Uuid::from_u128(0x4000_8000_0000_0000_0000 + index % 100 + 1),
        expires_at: DateTime::from_timestamp(4_000_000_000, 0).unwrap_or_default(),
    };
    (0..1000).map(|index| (format!("token-{index:04}"), session(index))).collect()
}

/// The context of every call.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub(crate) service: Arc<Service>,
    tenant: Option<Uuid>,
}

impl Ctx {
    pub(crate) fn new(service: Arc<Service>, request: &rspc_axum::Request) -> Self {
        let header = request.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = header.and_then(|value| value.strip_prefix("Bearer "));
        let token = bearer.or_else(|| request.connection_params.get("token").map(String::as_str));
        let session = token.and_then(|token| service.sessions.get(token));
        let tenant = session.filter(|session| session.expires_at > now().0).map(|session| session.tenant);
        Self { service, tenant }
    }
}

/// A caller with a tenant.
pub(crate) struct TenantCtx {
    pub(crate) service: Arc<Service>,
    pub(crate) tenant: Uuid,
}

/// What a call may be refused with.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum Refusal {
    #[error("no session")]
    Unauthorized,
    #[error("the database failed")]
    Database,
}

impl rspc::Error for Refusal {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Unauthorized => ErrorCode::Unauthorized,
            Self::Database => ErrorCode::InternalServerError,
        }
    }
}

impl From<tokio_postgres::Error> for Refusal {
    fn from(error: tokio_postgres::Error) -> Self {
        tracing::error!(%error, "a statement failed");
        Self::Database
    }
}

impl From<deadpool_postgres::PoolError> for Refusal {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        tracing::error!(%error, "no connection");
        Self::Database
    }
}

/// For everybody.
pub(crate) fn public() -> Builder<Ctx, Ctx, ()> {
    Builder::new(())
}

/// For callers with a session.
pub(crate) fn tenant() -> Builder<Ctx, TenantCtx, ()> {
    public().switch(|ctx: Ctx| {
        let tenant = ctx.tenant.ok_or(Refusal::Unauthorized)?;
        Ok::<_, Refusal>(TenantCtx { service: ctx.service, tenant })
    })
}

/// The machine's clock.
#[expect(clippy::disallowed_methods, reason = "a benchmark has no other clock than the machine's")]
pub(crate) fn now() -> Date {
    Date(Utc::now())
}
