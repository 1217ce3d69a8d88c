//! The API for those who do not speak tRPC: its OpenAPI document, and the page that shows it.

use api::{Access, Procedures};
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse,
    routing::get,
};
use rspc::Transformer;
use rspc_bindings::{
    Bindings,
    openapi::{self, Api, page},
};
use serde_json::Value;

/// Where plain JSON is spoken.
pub(crate) const BASE: &str = "/api";

/// The document.
pub(crate) fn document(procedures: &Procedures) -> anyhow::Result<Value> {
    let contract = Bindings::new(procedures).transformer(Transformer::Plain).described()?;
    let is_public =
        |path: &str| procedures.get(path).is_some_and(|found| found.info().meta.access == Access::Public);
    let api = Api {
        title: "Tickwire",
        version: env!("CARGO_PKG_VERSION"),
        description: "Trading bots send signals; Tickwire checks them, has them filled, and keeps the books.\n\n\
            A call is a `POST` of JSON and answers `{\"result\":{\"data\":…}}`. A refusal answers `{\"error\":…}`: \
            `message` is for people, `data.error` for programs. Amounts are exact decimals, as text; times are \
            RFC 3339 in UTC. A subscription is a `GET` that answers server-sent events.",
        base: BASE,
        key: "A key speaks for one tenant, within its scopes, and often for one bot. The demo's is \
            `tw_demo_momentum_key`. A session's cookie does as well as a key.",
        is_public: &is_public,
    };
    Ok(openapi::document(&contract, &api)?)
}

/// `/openapi.json` and `/docs`.
pub(crate) fn router(document: &Value) -> Router {
    const HEADERS: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(page::POLICY)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    let document = document.to_string();
    let json = [(header::CONTENT_TYPE, "application/json")];
    let router =
        Router::new().route("/openapi.json", get(async move || (HEADERS, json, document).into_response()));
    page::FILES.iter().fold(router, |router, file| {
        let content_type = [(header::CONTENT_TYPE, file.content_type)];
        router.route(&format!("/{}", file.path), get(async move || (HEADERS, content_type, file.text)))
    })
}
