//! Inbound hooks: what other services send by HTTP, each under a bot's own token.

mod alert;
mod tradingview;

use app::App;
use axum::{
    Json, Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use rspc::ErrorCode;
use serde::Serialize;

/// The routes below `/hooks`.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/hooks/tradingview/{token}", post(tradingview::receive).fallback(only_post))
        .with_state(app)
}

/// A refusal, in the words of the API.
#[derive(Debug, Serialize)]
struct Refusal {
    #[serde(skip)]
    code: Option<ErrorCode>,
    error: Detail,
}

#[derive(Debug, Serialize)]
struct Detail {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: Some(code), error: Detail { code: code.name(), message: message.into() } }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.code.map_or(500, ErrorCode::http_status);
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self)).into_response()
    }
}

async fn only_post() -> Refusal {
    Refusal::new(ErrorCode::MethodNotSupported, "a hook takes POST alone")
}
