//! Contexts as authority: what a handler is given says what its caller may do.

use std::{fmt, sync::Arc};

use app::{
    App,
    auth::{self, Key, KeyError, Person},
};
use axum::http::{HeaderMap, HeaderValue, header};
use prisma::TenantDb;
use rspc::Failure;
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

/// The context of every call: who calls, with no authority yet.
#[derive(Clone)]
pub struct ApiCtx {
    pub(crate) app: App,
    pub(crate) caller: Caller,
    pub(crate) cookies: CookiePolicy,
    pub(crate) user_agent: Option<String>,
    set_cookie: Arc<dyn Fn(HeaderValue) + Send + Sync>,
}

impl ApiCtx {
    /// Finds out who calls. A bearer token goes before a cookie; a bad one is nobody, with the reason.
    pub async fn new(app: App, cookies: CookiePolicy, incoming: Incoming) -> Result<Self, Failure> {
        let Incoming { headers, token, set_cookie } = incoming;
        let bearer = bearer(&headers).map(str::to_owned).or(token);
        let caller = match (bearer, cookies.read(&headers)) {
            (Some(key), _) => caller_of_key(&app, &key).await.map_err(ApiError::from)?,
            (None, Some(session)) => {
                match Box::pin(auth::authenticate_session(&app, &session)).await.map_err(ApiError::from)? {
                    Some(person) => Caller::Person(Box::new(person)),
                    None => Caller::Anonymous(Some("your session has ended; log in again".to_owned())),
                }
            }
            (None, None) => Caller::Anonymous(None),
        };
        let user_agent =
            headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Self { app, caller, cookies, user_agent, set_cookie })
    }

    /// Leaves a cookie for the response.
    pub(crate) fn set_cookie(&self, value: HeaderValue) {
        (self.set_cookie)(value);
    }

    /// A person, or a refusal.
    pub(crate) fn into_person(self) -> Result<PersonCtx, ApiError> {
        match self.caller {
            Caller::Person(person) => Ok(PersonCtx { person: *person }),
            Caller::Key(_) => Err(ApiError::PeopleOnly),
            Caller::Anonymous(reason) => Err(ApiError::unauthorized(reason)),
        }
    }

    /// A tenant's database, for a caller with that permission in it.
    pub(crate) fn into_tenant(self, permission: Permission) -> Result<TenantCtx, ApiError> {
        let (tenant, bot, allowed) = match &self.caller {
            Caller::Person(person) => (person.tenant.id, None, permission.of_role(person.role)),
            Caller::Key(key) => (key.tenant, key.bot, key.scopes.contains(&permission.scope())),
            Caller::Anonymous(reason) => return Err(ApiError::unauthorized(reason.clone())),
        };
        if !allowed {
            return Err(ApiError::Forbidden { permission });
        }
        Ok(TenantCtx { db: self.app.client.tenant(tenant), app: self.app, tenant, bot })
    }
}

impl fmt::Debug for ApiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiCtx").field("caller", &self.caller).finish_non_exhaustive()
    }
}

async fn caller_of_key(app: &App, key: &str) -> Result<Caller, app::Error> {
    match auth::authenticate_key(app, key).await {
        Ok(key) => Ok(Caller::Key(Box::new(key))),
        Err(KeyError::Failed(error)) => Err(error),
        Err(refusal) => Ok(Caller::Anonymous(Some(refusal.to_string()))),
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
