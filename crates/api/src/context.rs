//! Contexts as authority: what a handler is given says what its caller may do.

use std::{fmt, sync::Arc, time::Duration};

use app::{
    App,
    auth::{self, Key, KeyError, Person},
};
use axum::http::{HeaderMap, HeaderValue, header};
use prisma::TenantDb;
use rspc::Failure;
use tokio::{sync::Mutex, time::Instant};
use uuid::Uuid;

use crate::{CookiePolicy, Permission, error::ApiError};

/// What a transport knows of a request.
pub struct Incoming {
    /// The headers.
    pub headers: HeaderMap,
    /// A bearer token that came otherwise than by header, as on a socket.
    pub token: Option<String>,
    /// Takes a `set-cookie` header for the response.
    pub set_cookie: Arc<dyn Fn(HeaderValue) + Send + Sync>,
}

/// Who calls.
#[derive(Clone, Debug)]
pub enum Caller {
    /// Nobody known, and why, where there were credentials.
    Anonymous(Option<String>),
    /// A person, by session.
    Person(Box<Person>),
    /// A program, by key.
    Key(Box<Key>),
}

/// How long a caller is trusted without another look: what ends a session or a key ends its sockets within it.
pub(crate) const TRUST: Duration = Duration::from_secs(1);

/// The context of every call: who calls, with no authority yet. A socket's is made once and used for long.
#[derive(Clone)]
pub struct ApiCtx {
    pub(crate) app: App,
    pub(crate) cookies: CookiePolicy,
    pub(crate) user_agent: Option<String>,
    credentials: Arc<Credentials>,
    seen: Arc<Mutex<Seen>>,
    set_cookie: Arc<dyn Fn(HeaderValue) + Send + Sync>,
}

/// What a caller showed.
struct Credentials {
    bearer: Option<String>,
    session: Option<String>,
}

/// Who it was when somebody last looked.
struct Seen {
    caller: Arc<Caller>,
    at: Instant,
}

impl ApiCtx {
    /// Finds out who calls. A bearer token goes before a cookie; a bad one is nobody, with the reason.
    pub async fn new(app: App, cookies: CookiePolicy, incoming: Incoming) -> Result<Self, Failure> {
        let Incoming { headers, token, set_cookie } = incoming;
        let credentials = Credentials {
            bearer: bearer(&headers).map(str::to_owned).or(token),
            session: cookies.read(&headers),
        };
        let at = Instant::now();
        let caller = Arc::new(credentials.caller(&app).await.map_err(ApiError::from)?);
        let user_agent =
            headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (credentials, seen) = (Arc::new(credentials), Arc::new(Mutex::new(Seen { caller, at })));
        Ok(Self { app, cookies, user_agent, credentials, seen, set_cookie })
    }

    /// Who calls, as of at most [`TRUST`] ago. While the database is away, who it was before.
    pub(crate) async fn caller(&self) -> Arc<Caller> {
        let mut seen = self.seen.lock().await;
        if seen.at.elapsed() >= TRUST {
            let at = Instant::now();
            match self.credentials.caller(&self.app).await {
                Ok(caller) => *seen = Seen { caller: Arc::new(caller), at },
                Err(error) => tracing::warn!(%error, "a caller could not be looked at again"),
            }
        }
        seen.caller.clone()
    }

    /// Leaves a cookie for the response.
    pub(crate) fn set_cookie(&self, value: HeaderValue) {
        (self.set_cookie)(value);
    }

    /// A person, or a refusal.
    pub(crate) async fn person(&self) -> Result<PersonCtx, ApiError> {
        match &*self.caller().await {
            Caller::Person(person) => Ok(PersonCtx { person: (**person).clone() }),
            Caller::Key(_) => Err(ApiError::PeopleOnly),
            Caller::Anonymous(reason) => Err(ApiError::unauthorized(reason.clone())),
        }
    }

    /// A tenant's database, for a caller with that permission in it.
    pub(crate) async fn tenant(&self, permission: Permission) -> Result<TenantCtx, ApiError> {
        let (tenant, bot, allowed) = match &*self.caller().await {
            Caller::Person(person) => (person.tenant.id, None, permission.of_role(person.role)),
            Caller::Key(key) => (key.tenant, key.bot, key.scopes.contains(&permission.scope())),
            Caller::Anonymous(reason) => return Err(ApiError::unauthorized(reason.clone())),
        };
        if !allowed {
            return Err(ApiError::Forbidden { permission });
        }
        Ok(TenantCtx { db: self.app.client.tenant(tenant), app: self.app.clone(), tenant, bot })
    }
}

impl Credentials {
    async fn caller(&self, app: &App) -> Result<Caller, app::Error> {
        match (&self.bearer, &self.session) {
            (Some(key), _) => match auth::authenticate_key(app, key).await {
                Ok(key) => Ok(Caller::Key(Box::new(key))),
                Err(KeyError::Failed(error)) => Err(error),
                Err(refusal) => Ok(Caller::Anonymous(Some(refusal.to_string()))),
            },
            (None, Some(session)) => match Box::pin(auth::authenticate_session(app, session)).await? {
                Some(person) => Ok(Caller::Person(Box::new(person))),
                None => Ok(Caller::Anonymous(Some("your session has ended; log in again".to_owned()))),
            },
            (None, None) => Ok(Caller::Anonymous(None)),
        }
    }
}

impl fmt::Debug for ApiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiCtx").field("user_agent", &self.user_agent).finish_non_exhaustive()
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A person who is logged in.
pub(crate) struct PersonCtx {
    pub(crate) person: Person,
}

/// A caller with a permission in a tenant. No `TenantCtx`, no tenant data.
pub(crate) struct TenantCtx {
    pub(crate) app: App,
    /// The tenant's rows and no others.
    pub(crate) db: TenantDb,
    pub(crate) tenant: Uuid,
    /// The one bot that the caller speaks for, where it is bound to one.
    pub(crate) bot: Option<Uuid>,
}
