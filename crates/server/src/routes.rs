//! Everything that is served: the API, the inbound hooks, and the probes.

use std::{sync::Arc, time::Duration};

use api::{ApiCtx, CookiePolicy, Incoming};
use app::App;
use axum::{
    Router,
    extract::State,
    http::{HeaderName, Request, StatusCode, header},
    routing::get,
};
use rspc_axum::Mount;
use tokio_util::sync::CancellationToken;
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::{DefaultOnResponse, TraceLayer},
};
use tracing::Level;

use crate::config::PublicUrl;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How long the database may take to say that it is there.
const PROBE: Duration = Duration::from_secs(1);

/// The service. `draining` is cancelled when it is about to stop.
pub(crate) fn routes(
    app: App,
    public_url: &PublicUrl,
    draining: CancellationToken,
) -> anyhow::Result<Router> {
    let cookies = CookiePolicy { secure: public_url.is_secure() };
    let context = {
        let app = app.clone();
        move |request: rspc_axum::Request| ApiCtx::new(app.clone(), cookies, incoming(request))
    };
    let api = Mount::new(api::router()?, context)
        .origins(public_url.origins())
        .shutdown(draining.clone())
        .at("/trpc");
    let probes = Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .with_state((app.clone(), draining));
    // One line a request, under the id that the client was told.
    let answered = DefaultOnResponse::new().level(Level::INFO);
    let trace = TraceLayer::new_for_http().on_response(answered).on_failure(()).make_span_with(|request: &Request<axum::body::Body>| {
        let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
        tracing::info_span!("request", method = %request.method(), path = trimmed(request.uri().path()), id)
    });
    Ok(Router::new()
        .merge(api)
        .merge(api::hooks::router(app))
        .merge(probes)
        .layer(trace)
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid)))
}

/// A hook's address holds its token: the log does not.
fn trimmed(path: &str) -> &str {
    match path.strip_prefix("/hooks/").and_then(|rest| rest.find('/')) {
        Some(at) => &path[..="/hooks/".len() + at],
        None => path,
    }
}

fn incoming(request: rspc_axum::Request) -> Incoming {
    let rspc_axum::Request { headers, mut connection_params, response, .. } = request;
    Incoming {
        headers,
        token: connection_params.remove("token"),
        set_cookie: Arc::new(move |value| response.append(header::SET_COOKIE, value)),
    }
}

async fn ready(State((app, draining)): State<(App, CancellationToken)>) -> (StatusCode, &'static str) {
    if draining.is_cancelled() {
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
