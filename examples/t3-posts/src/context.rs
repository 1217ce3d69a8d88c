//! Who calls: the cookie `session` says which user.

use std::sync::Arc;

use axum::http::HeaderMap;
use rspc::{Builder, ErrorCode};
use serde::Serialize;

use crate::{
    blog::{Blog, Press},
    cookie,
    error::Fault,
    prisma::{Client, session, user},
    views::User,
};

/// The context of every call.
#[derive(Clone, Debug)]
pub struct Ctx {
    pub(crate) db: Client,
    pub(crate) press: Arc<Press>,
    /// Nobody, without a session.
    pub(crate) user: Option<User>,
}

impl Ctx {
    /// Finds out who calls.
    pub(crate) async fn new(blog: Blog, headers: &HeaderMap) -> Result<Self, Fault> {
        let Blog { db, press } = blog;
        let user = match cookie::read(headers, "session") {
            Some(token) => user_of_session(&db, token).await?,
            None => None,
        };
        Ok(Self { db, press, user })
    }
}

async fn user_of_session(db: &Client, token: &str) -> crate::prisma::Result<Option<User>> {
    let now = db.pool().source().now();
    let open = [session::session_token::equals(token.to_owned()), session::expires::gt(now)];
    db.user().find_first([user::sessions::some(open)]).select(User::selection()).exec().await
}

/// The context of a call by a known user.
pub(crate) struct UserCtx {
    pub(crate) db: Client,
    pub(crate) press: Arc<Press>,
    pub(crate) user: User,
}

/// A call that only a known user may make.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum SessionError {
    /// There is no session, or it has ended.
    #[error("log in first")]
    Unauthorized,
}

impl rspc::Error for SessionError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Unauthorized => ErrorCode::Unauthorized,
        }
    }
}

/// For everybody, as `publicProcedure` of a T3 back end.
pub(crate) fn public() -> Builder<Ctx, Ctx, ()> {
    Builder::new(())
}

/// For known users, as `protectedProcedure` of a T3 back end.
pub(crate) fn protected() -> Builder<Ctx, UserCtx, ()> {
    public().context(|Ctx { db, press, user }: Ctx| async move {
        let user = user.ok_or(SessionError::Unauthorized)?;
        Ok::<_, SessionError>(UserCtx { db, press, user })
    })
}
