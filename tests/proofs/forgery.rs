//! Every mutation by cookie, asked for as another site's page would: refused, and nothing is changed.

use api::Access;
use prisma::{ApiKeyScope, Role};
use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{
    procedures::{call, mutations},
    samples::sample,
    tell,
};
use crate::harness::{Api, KeySpec, PAGE, Socket, escaped, world};

/// What is said to whoever names no page.
const FORGEABLE: &str = "from which page";

/// The request as a forger's page sends it, by its name.
fn forged(api: &Api, procedure: &str, input: &Value) -> Vec<(&'static str, reqwest::RequestBuilder)> {
    // A request of a page: each names one of its own, or none.
    let (api, address) = (&api.on_no_page(), format!("/trpc/{procedure}"));
    let body = if input.is_null() { String::new() } else { json!({ "json": input }).to_string() };
    let post = || api.request(Method::POST, &address).body(body.clone());
    let json = || post().header(header::CONTENT_TYPE, "application/json");
    let get = format!("{address}?input={}", escaped(&json!({ "json": input }).to_string()));
    vec![
        ("no Origin", json()),
        ("a request by hand", json().header("sec-fetch-site", "none")),
        ("a foreign Origin", json().header(header::ORIGIN, "https://evil.example")),
        ("the Origin null", json().header(header::ORIGIN, "null")),
        ("another site's fetch", json().header("sec-fetch-site", "cross-site")),
        ("text/plain", post().header(header::CONTENT_TYPE, "text/plain").header(header::ORIGIN, PAGE)),
        ("a form", post().header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")),
        ("GET", api.request(Method::GET, &get).header(header::ORIGIN, PAGE)),
    ]
}

#[tokio::test]
async fn what_another_sites_page_sends_is_refused_and_changes_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut count = 0;
    for procedure in mutations() {
        let api = tenant.person(Role::Owner).await.api;
        let input = sample(&tenant, &procedure.path).await;
        for (name, request) in forged(&api, &procedure.path, &input) {
            let answer = api.send(request).await;
            assert!(
                matches!(answer.status, 403 | 405 | 415),
                "{} with {name}: {} {}",
                procedure.path,
                answer.status,
                answer.body
            );
            count += 1;
        }
        // The session is still there, which a forged logout would have ended.
        assert_eq!(api.query("auth.me", Value::Null).await.status, 200, "{}", procedure.path);
    }
    assert!(count > 0, "there are no mutations");
    tell(format_args!("forgery: {count} forged mutations were refused"));
}

#[tokio::test]
async fn a_forged_signal_is_not_stored() {
    let world = world().await;
    let tenant = world.tenant().await;
    let api = tenant.person(Role::Owner).await.api;
    let before = tenant.rows().await;
    for (_, request) in forged(&api, "signals.submit", &tenant.buy()) {
        api.send(request).await;
    }
    assert_eq!(tenant.rows().await, before);
}

#[tokio::test]
async fn nobody_is_logged_in_by_another_sites_page() {
    let world = world().await;
    let (tenant, stranger) = (world.tenant().await, world.anonymous().on_no_page());
    let public = mutations().filter(|procedure| procedure.meta.access == Access::Public);
    let mut count = 0;
    for procedure in public {
        let answer = stranger.mutate(&procedure.path, sample(&tenant, &procedure.path).await).await;
        assert_eq!(answer.status, 403, "{}: {}", procedure.path, answer.body);
        assert!(answer.body.contains(FORGEABLE), "{}: {}", procedure.path, answer.body);
        assert!(answer.headers.get(header::SET_COOKIE).is_none(), "{}", procedure.path);
        count += 1;
    }
    assert!(count > 0, "nobody can log in");
    tell(format_args!("forgery: {count} mutations for everybody ask from which page they come"));
}

#[tokio::test]
async fn what_a_page_of_ours_sends_is_taken() {
    let world = world().await;
    let tenant = world.tenant().await;
    let api = tenant.person(Role::Owner).await.api.on_no_page();
    for (name, value) in [("origin", PAGE), ("sec-fetch-site", "same-origin")] {
        let request = api.request(Method::POST, "/trpc/signals.submit").header(name, value);
        let body = json!({ "json": tenant.buy() }).to_string();
        let answer = api.send(request.header(header::CONTENT_TYPE, "application/json").body(body)).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_socket_by_cookie_is_opened_from_a_page_alone() {
    let world = world().await;
    let tenant = world.tenant().await;
    let api = tenant.person(Role::Owner).await.api;
    Socket::connect(&api).await.subscribe("signals.onNew", json!({})).await;
    let refusal = Socket::connect(&api.on_no_page()).await.refused("signals.onNew", json!({})).await;
    assert!(refusal["message"].as_str().unwrap_or_default().contains(FORGEABLE), "{refusal}");
}

#[tokio::test]
async fn a_program_needs_no_origin() {
    let world = world().await;
    let tenant = world.tenant().await;
    let scopes = vec![ApiKeyScope::Read, ApiKeyScope::Signals, ApiKeyScope::Trade];
    let program = tenant.program(KeySpec { scopes, ..KeySpec::default() }).await;
    let mut count = 0;
    for procedure in mutations() {
        let outcome = call(&program, &procedure, sample(&tenant, &procedure.path).await).await;
        assert!(!outcome.said.to_string().contains(FORGEABLE), "{}", procedure.path);
        count += usize::from(outcome.refusal.is_none());
    }
    assert!(count > 0, "no mutation is done by key");
    tell(format_args!("forgery: {count} mutations are done by a key without an Origin"));
}
