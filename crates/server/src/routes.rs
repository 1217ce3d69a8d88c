//! Everything that is served: the API, the inbound hooks, and the probes.

use std::{sync::Arc, time::Duration};

use api::{Api, ApiCtx, CookiePolicy, Declaration, Incoming, Procedures, Rates};
use app::App;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderName, Request, StatusCode, Uri, header},
    routing::get,
};
use rspc::{Info, Observer, Transformer};
use rspc_axum::{Mount, MountService, Transport};
use rspc_bindings::Bindings;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Layer;
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};

use crate::{config::Serve, dev_mail, openapi, peer, serve::Stop};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How long the database may take to say that it is there.
const PROBE: Duration = Duration::from_secs(1);

/// The API in front of everything else: as tRPC's clients speak it, then as plain JSON.
pub(crate) type Routes = MountService<ApiCtx, Declaration, MountService<ApiCtx, Declaration, Router>>;

/// The service. Where mails are kept and not sent, there is a page that shows them. The sockets' `sessions` end when it
/// drains. Where there is an `observer`, it hears of every call.
pub(crate) fn routes(
    app: App,
    config: &Serve,
    mails_are_kept: bool,
    stop: &Stop,
    sessions: &TaskTracker,
    observer: Option<&Arc<dyn Observer<Declaration>>>,
) -> anyhow::Result<Routes> {
    let public_url = &config.process.public_url;
    let proxies = config.trusted_proxies;
    let cookies = CookiePolicy { secure: public_url.is_secure() };
    let api = Api { app: app.clone(), cookies, rates: Arc::new(Rates::default()) };
    let mount = |procedures| {
        let api = api.clone();
        let context = move |request: rspc_axum::Request| ApiCtx::new(api.clone(), incoming(request, proxies));
        Mount::new(procedures, context)
            .origins(public_url.origins())
            .shutdown(stop.draining.clone())
            .sessions(sessions.clone())
            .cost(|procedure: &Info<Declaration>| procedure.meta.cost)
            .peer(move |parts| Some(peer::of(&parts.headers, &parts.extensions, proxies)?.to_string()))
            .request_ids()
    };
    let observed = |procedures: Procedures| match observer {
        Some(observer) => procedures.observed(observer),
        None => procedures,
    };
    let procedures = observed(api::router()?);
    let contract = Bindings::new(&procedures).contract()?.parse()?;
    let document = openapi::document(&procedures)?;
    let trpc = mount(procedures).contract(contract).layer("/trpc");
    let plain = mount(observed(api::router()?)).transformer(Transformer::Plain).plain_posts();
    let plain = plain.layer(openapi::BASE);
    let probes = Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .with_state((app.clone(), stop.announced.clone()));
    let trace = TraceLayer::new_for_http().on_failure(()).make_span_with(|request: &Request<axum::body::Body>| {
        let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
        tracing::info_span!("request", method = %request.method(), path = trimmed(request.uri().path()), id)
    });
    let mailbox = if mails_are_kept { dev_mail::router(app.clone()) } else { Router::new() };
    let others = Router::new()
        .merge(mailbox)
        .merge(api::hooks::router(app))
        .merge(api::sign_in::router(api, move |headers, extensions| peer::of(headers, extensions, proxies)))
        .merge(probes)
        .merge(openapi::router(&document))
        .layer(trace)
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid));
    Ok(trpc.layer(plain.layer(others)))
}

/// A hook's address holds its token: the log does not.
fn trimmed(path: &str) -> &str {
    match path.strip_prefix("/hooks/").and_then(|rest| rest.find('/')) {
        Some(at) => &path[..="/hooks/".len() + at],
        None => path,
    }
}

fn incoming(request: rspc_axum::Request, proxies: u8) -> Incoming {
    let rspc_axum::Request { transport, headers, extensions, uri, mut connection_params, response, .. } =
        request;
    Incoming {
        key_header: is_single(&uri).then(|| text(&headers, "idempotency-key")).flatten(),
        address: peer::of(&headers, &extensions, proxies),
        tenant: connection_params.remove("tenant").or_else(|| text(&headers, "x-tenant")),
        headers,
        is_socket: matches!(transport, Transport::WebSocket),
        token: connection_params.remove("token"),
        takes_cookies: Arc::new({
            let response = response.clone();
            move || response.will_be_sent()
        }),
        set_cookie: Arc::new(move |value| response.append(header::SET_COOKIE, value)),
    }
}

/// Whether the request is one call: a batch has a key for each.
fn is_single(uri: &Uri) -> bool {
    !uri.query().unwrap_or_default().split('&').any(|pair| pair == "batch=1")
}

/// A header's text; what is none counts as what nobody is called.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

async fn ready(State((app, stopping)): State<(App, CancellationToken)>) -> (StatusCode, &'static str) {
    if stopping.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    match tokio::time::timeout(PROBE, app.system.query_raw("SELECT 1", &[])).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn tokens_stay_out_of_the_log() {
        assert_eq!(trimmed("/hooks/tradingview/secret"), "/hooks/tradingview/");
        assert_eq!(trimmed("/trpc/health.ping"), "/trpc/health.ping");
    }
}
