//! Signing in with a provider: where a browser sets out, and where it comes back.

use std::{net::IpAddr, sync::Arc};

use app::{
    auth::Person,
    identity::{
        Returned,
        sign_in::{self, Arrived, Join, Outcome, SignInError, Wish},
    },
};
use axum::{
    Router,
    extract::{Path, Query, State},
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::get,
};
use garde::Validate;
use percent_encoding::NON_ALPHANUMERIC;
use serde::Deserialize;

use crate::{Api, ApiCtx, Caller, Incoming, Rate, dto::Name, error::ApiError};

/// Longer paths are none of the page's.
const PATH: usize = 512;
/// Longer tokens are no invitation's.
const TOKEN: usize = 128;
/// Where the page asks for the second factor's code.
const CODE_PAGE: &str = "/login/code";
/// Where it asks who it is once more, before the provider of that name is linked.
const CONFIRM_PAGE: &str = "/account/security?open=connect-";

type Address = Arc<dyn Fn(&HeaderMap, &Extensions) -> Option<IpAddr> + Send + Sync>;

#[derive(Clone)]
struct SignIn {
    api: Api,
    address: Address,
}

/// The routes below `/auth/oidc`. `address` says from where a request comes, as far as that can be known.
pub fn router(
    api: Api,
    address: impl Fn(&HeaderMap, &Extensions) -> Option<IpAddr> + Send + Sync + 'static,
) -> Router {
    Router::new()
        .route("/auth/oidc/{provider}/start", get(start))
        .route("/auth/oidc/{provider}/callback", get(callback))
        .with_state(SignIn { api, address: Arc::new(address) })
}

/// What the page asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Asked {
    return_to: String,
    again: Option<String>,
    link: Option<String>,
    register: Option<String>,
    team_name: Option<Name>,
    invitation: Option<String>,
}

impl Asked {
    /// What somebody new wants to become.
    fn join(&mut self) -> Option<Join> {
        let invitation = self.invitation.take().filter(|token| token.len() <= TOKEN).map(Join::Invitation);
        let team_name = self.team_name.take().filter(|name| name.validate().is_ok()).map(String::from);
        invitation.or_else(|| self.register.is_some().then_some(Join::Team(team_name)))
    }
}

async fn start(
    State(state): State<SignIn>,
    Path(provider): Path<String>,
    Query(mut asked): Query<Asked>,
    request: Parts,
) -> Response {
    let begun = async {
        let caller = state.context(&request).await?.caller().await;
        let link = match asked.link {
            Some(_) => Some(state.may_link(&caller, &request.headers)?.user),
            None => None,
        };
        let join = asked.join();
        let return_to = if is_path(&asked.return_to) { asked.return_to } else { "/".to_owned() };
        let wish = Wish { return_to, again: asked.again.is_some(), link, join };
        let way = sign_in::set_out(&state.api.app, &provider, wish).await.map_err(Refused::of)?;
        Ok((way.url, way.pending))
    };
    match begun.await {
        Ok((url, pending)) => see(url.as_str(), [state.keep(&pending)]),
        Err(Refused(CONFIRM)) => {
            let provider = percent_encoding::utf8_percent_encode(&provider, NON_ALPHANUMERIC);
            see(&format!("{}{CONFIRM_PAGE}{provider}", state.page()), [state.forget()])
        }
        Err(refused) => state.refuse(refused),
    }
}

async fn callback(
    State(state): State<SignIn>,
    Path(provider): Path<String>,
    Query(returned): Query<Returned>,
    request: Parts,
) -> Response {
    let arrived = async {
        let ctx = state.context(&request).await?;
        let (caller, browser) = (ctx.caller().await, ctx.browser());
        let logged_in = if let Caller::Person(person) = &*caller { Some(&**person) } else { None };
        let pending = state.api.cookies.sign_in(&request.headers).unwrap_or_default();
        let app = &state.api.app;
        sign_in::arrive(app, &provider, &pending, returned, logged_in, &browser).await.map_err(Refused::of)
    };
    match arrived.await {
        Ok(Arrived { return_to, outcome }) => match outcome {
            Outcome::In(opened) => {
                let cookies = state.api.admission(&opened).chain([state.forget()]);
                see(&format!("{}{return_to}", state.page()), cookies)
            }
            Outcome::Linked => see(&format!("{}{return_to}", state.page()), [state.forget()]),
            Outcome::CodeNeeded(pending) => {
                let next = percent_encoding::utf8_percent_encode(&return_to, NON_ALPHANUMERIC);
                see(&format!("{}{CODE_PAGE}?next={next}", state.page()), [state.keep(&pending)])
            }
        },
        Err(refused) => state.refuse(refused),
    }
}

/// Somebody has to prove once more who they are.
const CONFIRM: &str = "confirm";

/// Why nobody is signed in, as the login page is told.
struct Refused(&'static str);

impl Refused {
    fn of(error: SignInError) -> Self {
        Self(match error {
            SignInError::Unknown => "unknown_provider",
            SignInError::Provider => "provider_away",
            SignInError::State => "state",
            SignInError::Denied => "denied",
            SignInError::Token => "token",
            SignInError::Unverified => "unverified",
            SignInError::LogInFirst => "log_in_first",
            SignInError::NoAccount => "no_account",
            SignInError::Taken => "taken",
            SignInError::InvitationOver => "invitation_over",
            SignInError::OtherAddress => "other_address",
            SignInError::NoTenant => "no_team",
            // No code is looked at on the way back.
            SignInError::Code(_) => "internal",
            SignInError::Failed(error) => match ApiError::from(error) {
                ApiError::Unavailable => "busy",
                _ => "internal",
            },
        })
    }
}

impl SignIn {
    /// Who asks, and whether not too often.
    async fn context(&self, request: &Parts) -> Result<ApiCtx, Refused> {
        let incoming = Incoming {
            headers: request.headers.clone(),
            is_socket: false,
            address: (self.address)(&request.headers, &request.extensions),
            token: None,
            key_header: None,
            tenant: None,
            set_cookie: Arc::new(|_| ()),
            takes_cookies: Arc::new(|| false),
        };
        let ctx = ApiCtx::new(self.api.clone(), incoming).await.map_err(|_| Refused("busy"))?;
        ctx.pass(Rate::Credential).await.map_err(|_| Refused("too_many"))?;
        Ok(ctx)
    }

    /// Somebody who is here, and who has just proved it, may add a way in: but not because another page says so.
    fn may_link<'a>(&self, caller: &'a Caller, headers: &HeaderMap) -> Result<&'a Person, Refused> {
        let Caller::Person(person) = caller else { return Err(Refused("log_in_first")) };
        if headers.get("sec-fetch-site").is_none_or(|site| site != "same-origin") {
            return Err(Refused("state"));
        }
        let now = self.api.app.ambient.now();
        if person.session.is_some() && person.recently_authenticated(now) {
            Ok(person)
        } else {
            Err(Refused(CONFIRM))
        }
    }

    fn keep(&self, pending: &str) -> HeaderValue {
        self.api.cookies.set_sign_in(pending, self.api.app.ambient.now())
    }

    fn forget(&self) -> HeaderValue {
        self.api.cookies.clear_sign_in()
    }

    fn page(&self) -> &str {
        self.api.app.public_url.trim_end_matches('/')
    }

    fn refuse(&self, Refused(reason): Refused) -> Response {
        see(&format!("{}/login?error={reason}", self.page()), [self.forget()])
    }
}

/// Whether it is a path of the page, and of no other: `//host` and `/\host` are not.
fn is_path(path: &str) -> bool {
    let mut start = path.chars();
    start.next() == Some('/')
        && !matches!(start.next(), Some('/' | '\\'))
        && path.len() <= PATH
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

/// Sends the browser on. What it is sent is not for anybody's memory.
fn see(url: &str, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, url.parse().unwrap_or_else(|_| HeaderValue::from_static("/")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn a_path_of_the_page_and_of_no_other() {
        assert!(is_path("/") && is_path("/t/demo?x=1#y"));
        for bad in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/a b", "x"] {
            assert!(!is_path(bad), "{bad:?}");
        }
    }
}
