//! Contexts as authority: what a handler is given says what its caller may do.

use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use app::{
    App,
    audit::Actor,
    auth::{self, Key, KeyError, Person},
    identity,
    once::Once,
};
use axum::http::{HeaderMap, HeaderValue, header};
use prisma::{ApiKeyScope, TenantDb};
use rspc::{Failure, FieldErrors};
use tokio::{sync::Mutex, time::Instant};
use uuid::Uuid;

use crate::{
    Access, Api, Permission, cookie,
    declaration::Edge,
    error::{ApiError, Barred},
    rate::Rate,
    request::Request,
};

/// What a transport knows of a request.
pub struct Incoming {
    /// The headers. An `Origin` among them is one of ours: others are refused before.
    pub headers: HeaderMap,
    /// Whether it opens a socket.
    pub is_socket: bool,
    /// The client's address, as far as that can be known.
    pub address: Option<IpAddr>,
    /// A bearer token that came otherwise than by header, as on a socket.
    pub token: Option<String>,
    /// The header `Idempotency-Key`, where the request is a single call.
    pub key_header: Option<String>,
    /// The slug of the tenant that is meant, where the caller says so: a page's, whose session may have left it.
    pub tenant: Option<String>,
    /// Takes a `set-cookie` header for the response.
    pub set_cookie: Arc<dyn Fn(HeaderValue) + Send + Sync>,
    /// Whether such a header would arrive: a socket has none.
    pub takes_cookies: Arc<dyn Fn() -> bool + Send + Sync>,
}

/// Who calls.
#[derive(Clone, Debug)]
pub enum Caller {
    /// Nobody known, and why, where there were credentials.
    Anonymous(Option<String>),
    /// A person, by session or by the token of an issuer that is believed.
    Person(Arc<Person>),
    /// A program, by key.
    Key(Arc<Key>),
}

impl Caller {
    /// Whether the caller has that permission in its tenant.
    fn may(&self, permission: Permission) -> bool {
        match self {
            Self::Person(person) => permission.of_role(person.role),
            Self::Key(key) => permission.scope().is_some_and(|scope| key.scopes.contains(&scope)),
            Self::Anonymous(_) => false,
        }
    }
}

/// How often the caller of a subscription is looked at again: what ends a session or a key ends its sockets within a
/// second.
pub(crate) const LOOK: Duration = Duration::from_millis(400);
/// How long nobody is nobody without another look: only who is somebody is one whom [`app::auth::Known`] knows.
const TRUST: Duration = Duration::from_millis(100);

/// The context of every call: who calls, with no authority yet. A socket's is made once and used for long.
#[derive(Clone)]
pub struct ApiCtx {
    pub(crate) api: Api,
    pub(crate) address: Option<IpAddr>,
    pub(crate) user_agent: Option<String>,
    key_header: Option<Uuid>,
    /// The slug of the tenant that is meant.
    meant: Option<Arc<str>>,
    pub(crate) credentials: Arc<Credentials>,
    seen: Arc<Mutex<Seen>>,
    set_cookie: Arc<dyn Fn(HeaderValue) + Send + Sync>,
    takes_cookies: Arc<dyn Fn() -> bool + Send + Sync>,
}

/// What a caller showed.
pub(crate) struct Credentials {
    bearer: Option<String>,
    pub(crate) session: Option<String>,
    /// What a browser is known by, whoever uses it.
    pub(crate) device: Option<String>,
    /// What it keeps of a sign-in that is under way.
    pub(crate) sign_in: Option<String>,
    /// A session of Auth.js, where one is believed, and the cookie that holds it.
    authjs: Option<(&'static str, String)>,
    /// Whether the request says that it is from a page of ours.
    is_of_our_page: bool,
}

/// Who it was when somebody last looked.
struct Seen {
    caller: Arc<Caller>,
    at: Instant,
}

/// A request's name from its header, in quotes or without. A name that is none is refused: whoever gave it relies on it.
fn named_key(header: &str) -> Result<Uuid, Failure> {
    let told = || FieldErrors::default().with("idempotencyKey", "the header Idempotency-Key is not a UUID");
    header.trim().trim_matches('"').parse().map_err(|_| Failure::invalid(told()))
}

impl ApiCtx {
    /// Finds out who calls. A bearer token goes before a cookie; a bad one is nobody, with the reason.
    pub async fn new(api: Api, incoming: Incoming) -> Result<Self, Failure> {
        let Incoming { headers, is_socket, address, token, key_header, tenant, set_cookie, takes_cookies } =
            incoming;
        let key_header = key_header.as_deref().map(named_key).transpose()?;
        let credentials = Credentials {
            bearer: bearer(&headers).map(str::to_owned).or(token),
            session: api.cookies.session(&headers),
            device: api.cookies.device(&headers),
            sign_in: api.cookies.sign_in(&headers),
            authjs: api
                .app
                .identity
                .authjs_cookies()
                .find_map(|name| Some((name, cookie::in_parts(&headers, name)?))),
            is_of_our_page: is_of_our_page(&headers),
        };
        if is_socket && credentials.may_be_forged() && credentials.has_cookie() {
            return Err(Barred::Forgeable.into());
        }
        let at = Instant::now();
        let caller = Arc::new(credentials.caller(&api.app).await.map_err(ApiError::from)?);
        let user_agent =
            headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (credentials, seen) = (Arc::new(credentials), Arc::new(Mutex::new(Seen { caller, at })));
        let meant = tenant.map(Arc::from);
        Ok(Self { api, address, user_agent, key_header, meant, credentials, seen, set_cookie, takes_cookies })
    }

    /// Who calls, as of at most [`TRUST`] ago. While the database is away, who it was before.
    pub(crate) async fn caller(&self) -> Arc<Caller> {
        let mut seen = self.seen.lock().await;
        // What changes here is in force at once, on a socket too.
        let is_known = !matches!(&*seen.caller, Caller::Anonymous(_));
        if is_known || seen.at.elapsed() >= TRUST {
            let at = Instant::now();
            match self.credentials.caller(&self.api.app).await {
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

    /// Refuses a call that would change the session's token where the new one would not arrive.
    pub(crate) fn can_set_cookie(&self) -> Result<(), ApiError> {
        if (self.takes_cookies)() { Ok(()) } else { Err(ApiError::NoCookies) }
    }

    /// Lets a call begin: it is counted, and where it changes something it comes from a page of ours or with a key.
    pub(crate) async fn enter(&self, access: Access, edge: Edge) -> Result<(), Barred> {
        let caller = self.caller().await;
        // Whoever is nobody is told so; what is for everybody may make them somebody, as a login does.
        let has_authority = access == Access::Public || !matches!(&*caller, Caller::Anonymous(_));
        if edge.changes() && has_authority && self.credentials.may_be_forged() {
            return Err(Barred::Forgeable);
        }
        let passed = self.api.rates.pass(edge.rate, &caller, self.address);
        Ok(passed.map_err(ApiError::too_many)?)
    }

    /// Counts a call against the caller's quotas.
    pub(crate) async fn pass(&self, rate: Rate) -> Result<(), ApiError> {
        let caller = self.caller().await;
        self.api.rates.pass(rate, &caller, self.address).map_err(ApiError::too_many)
    }

    /// The caller, as the audit log names it.
    pub(crate) fn actor(&self, caller: &Caller) -> Actor {
        let (id, name) = match caller {
            Caller::Person(person) => (Some(person.user), person.email.clone()),
            Caller::Key(key) => (Some(key.id), key.name.clone()),
            Caller::Anonymous(_) => (None, "nobody".to_owned()),
        };
        Actor { id, name, ip: self.ip() }
    }

    /// A person, or a refusal.
    pub(crate) async fn person(&self) -> Result<PersonCtx, ApiError> {
        let caller = self.caller().await;
        match &*caller {
            Caller::Person(person) => {
                let person = (**person).clone();
                let (api, actor) = (self.clone(), self.actor(&caller));
                Ok(PersonCtx { api, actor, person, request: Request::default() })
            }
            Caller::Key(_) => Err(ApiError::PeopleOnly),
            Caller::Anonymous(reason) => Err(ApiError::unauthorized(reason.clone())),
        }
    }

    /// A tenant's database, for a caller with that permission in it.
    pub(crate) async fn tenant(&self, permission: Permission) -> Result<TenantCtx, ApiError> {
        let caller = self.caller().await;
        let actor = self.actor(&caller);
        let (tenant, bot) = match &*caller {
            Caller::Person(person) => {
                self.is_meant(&person.tenant.slug)?;
                (person.tenant.id, None)
            }
            Caller::Key(key) => (key.tenant, key.bot),
            Caller::Anonymous(reason) => return Err(ApiError::unauthorized(reason.clone())),
        };
        if !caller.may(permission) {
            return Err(ApiError::Forbidden { permission });
        }
        let app = self.api.app.clone();
        let recent =
            matches!(&*caller, Caller::Person(person) if person.recently_authenticated(app.ambient.now()));
        Ok(TenantCtx {
            recent,
            db: app.client.tenant(tenant),
            app,
            tenant,
            caller,
            bot,
            actor,
            request: Request::default(),
            key_header: self.key_header,
        })
    }

    /// A refusal, where the call is meant for another tenant. Of a key there is one alone.
    pub(crate) fn is_meant(&self, slug: &str) -> Result<(), ApiError> {
        match &self.meant {
            Some(meant) if **meant != *slug => Err(ApiError::AnotherTenant { slug: slug.to_owned() }),
            _ => Ok(()),
        }
    }
}

impl Credentials {
    /// Whether another site's page could have made a browser send it: cookies go along by themselves, a key does not.
    const fn may_be_forged(&self) -> bool {
        self.bearer.is_none() && !self.is_of_our_page
    }

    const fn has_cookie(&self) -> bool {
        self.session.is_some() || self.authjs.is_some()
    }

    async fn caller(&self, app: &App) -> Result<Caller, app::Error> {
        match (&self.bearer, &self.session) {
            (Some(token), _) if identity::looks_like_token(token) => {
                match Box::pin(identity::authenticate_bearer(app, token)).await? {
                    Ok(person) => Ok(Caller::Person(person)),
                    Err(refusal) => Ok(Caller::Anonymous(Some(refusal.into_owned()))),
                }
            }
            (Some(key), _) => match auth::authenticate_key(app, key).await {
                Ok(key) => Ok(Caller::Key(key)),
                Err(KeyError::Failed(error)) => Err(error),
                Err(refusal) => Ok(Caller::Anonymous(Some(refusal.to_string()))),
            },
            (None, Some(session)) => match Box::pin(auth::authenticate_session(app, session)).await? {
                Some(person) => Ok(Caller::Person(person)),
                None if self.authjs.is_some() => self.of_authjs(app).await,
                None => Ok(Caller::Anonymous(Some("your session has ended; log in again".to_owned()))),
            },
            (None, None) => self.of_authjs(app).await,
        }
    }

    async fn of_authjs(&self, app: &App) -> Result<Caller, app::Error> {
        let Some((cookie, token)) = &self.authjs else { return Ok(Caller::Anonymous(None)) };
        match Box::pin(identity::authenticate_authjs(app, cookie, token)).await? {
            Ok(person) => Ok(Caller::Person(person)),
            Err(refusal) => Ok(Caller::Anonymous(Some(refusal.into_owned()))),
        }
    }
}

impl fmt::Debug for ApiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiCtx").field("user_agent", &self.user_agent).finish_non_exhaustive()
    }
}

/// Whether a browser says that a page of ours has sent it.
fn is_of_our_page(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN)
        || headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A person who is logged in.
pub(crate) struct PersonCtx {
    pub(crate) api: ApiCtx,
    pub(crate) actor: Actor,
    pub(crate) person: Person,
    /// What is asked for, by which a repeated request is known.
    pub(crate) request: Request,
}

/// A caller with a permission in a tenant. No `TenantCtx`, no tenant data.
pub(crate) struct TenantCtx {
    pub(crate) app: App,
    /// The tenant's rows and no others.
    pub(crate) db: TenantDb,
    pub(crate) tenant: Uuid,
    /// Who it is.
    caller: Arc<Caller>,
    /// The same, for the audit log.
    pub(crate) actor: Actor,
    /// What is asked for, by which a repeated request is known.
    pub(crate) request: Request,
    /// The one bot that the caller speaks for, where it is bound to one.
    pub(crate) bot: Option<Uuid>,
    /// Whether the caller is a person who proved a few minutes ago who they are.
    recent: bool,
    key_header: Option<Uuid>,
}

impl PersonCtx {
    /// The request by the name that its caller gave it, in the input or else in the header.
    pub(crate) fn once(&self, key: Option<Uuid>) -> Option<Once> {
        let key = key.or(self.api.key_header)?;
        Some(Once { key, request: self.request.digest(self.actor.id) })
    }

    /// The session that the person is here by, or a refusal where it is another token.
    pub(crate) fn session(&self) -> Result<Uuid, ApiError> {
        self.person.session.ok_or(ApiError::no_session())
    }
}

impl TenantCtx {
    /// Refuses a caller who did not prove a few minutes ago who they are. Keys cannot.
    pub(crate) fn recently_authenticated(&self) -> Result<(), ApiError> {
        if self.recent { Ok(()) } else { Err(ApiError::confirm_first()) }
    }

    /// A refusal, where the caller does not have that permission too.
    pub(crate) fn require(&self, permission: Permission) -> Result<(), ApiError> {
        if self.caller.may(permission) { Ok(()) } else { Err(ApiError::Forbidden { permission }) }
    }

    /// A refusal, where a key of that scope could do more than the caller.
    pub(crate) fn require_scope(&self, scope: ApiKeyScope) -> Result<(), ApiError> {
        let mut granted = Permission::all().filter(|permission| permission.scope() == Some(scope));
        granted.try_for_each(|permission| self.require(permission))
    }

    /// The request by the name that its caller gave it, in the input or else in the header.
    pub(crate) fn once(&self, key: Option<Uuid>) -> Option<Once> {
        let key = key.or(self.key_header)?;
        Some(Once { key, request: self.request.digest(self.actor.id) })
    }
}
