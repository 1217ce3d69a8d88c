//! What no client should send: each answered with the right code and a sentence, and nothing of it stored.

use prisma::Role;
use reqwest::{Method, header};
use serde_json::json;

use crate::harness::{
    Answer, Api, BAD_REQUEST, FORBIDDEN, METHOD_NOT_SUPPORTED, NOT_FOUND, PAGE, PARSE_ERROR,
    PAYLOAD_TOO_LARGE, UNAUTHORIZED, UNSUPPORTED_MEDIA_TYPE, world,
};

const SUBMIT: &str = "/trpc/signals.submit";

async fn get(api: &Api, address: &str) -> Answer {
    api.send(api.request(Method::GET, address)).await
}

#[tokio::test]
async fn what_is_not_json_is_a_parse_error() {
    let world = world().await;
    let tenant = world.tenant().await;
    for body in ["{", "nonsense", r#"{"json":{"dedupKey":}}"#, r#"{"json":{}} more"#, "\u{0}", r#"{"json":"#]
    {
        let error = tenant.api.post(SUBMIT, body).await.refused(PARSE_ERROR, "");
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
    get(&tenant.api, "/trpc/signals.list?input=%7B").await.refused(PARSE_ERROR, "");
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn what_is_no_text_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = b"{\"json\":{\"dedupKey\":\"\xff\xfe\"}}".as_slice();
    tenant.api.post(SUBMIT, body).await.refused(BAD_REQUEST, "dedupKey: invalid unicode");
}

#[tokio::test]
async fn json_that_is_no_superjson_document_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    for body in ["[]", "1", "null"] {
        tenant.api.post(SUBMIT, body).await.refused(PARSE_ERROR, "superjson document");
    }
    // Documents whose value was left out.
    for body in ["{}", r#"{"dedupKey":"x"}"#] {
        tenant.api.post(SUBMIT, body).await.refused(BAD_REQUEST, "missing field `dedupKey`");
    }
    for body in [r#"{"json":1}"#, r#"{"json":[]}"#] {
        tenant.api.post(SUBMIT, body).await.refused(BAD_REQUEST, "invalid type");
    }
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn json_of_a_great_depth_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let deep = format!(r#"{{"json":{{"dedupKey":{}{}}}}}"#, "[".repeat(50_000), "]".repeat(50_000));
    let answer = tenant.api.post(SUBMIT, deep).await;
    assert_eq!(answer.status, 400, "{}", answer.body);
}

#[tokio::test]
async fn a_field_that_comes_twice_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = r#"{"json":{"dedupKey":"a","dedupKey":"b"}}"#;
    tenant.api.post(SUBMIT, body).await.refused(BAD_REQUEST, "duplicate field `dedupKey`");
}

#[tokio::test]
async fn an_unknown_procedure_is_not_found() {
    let world = world().await;
    for name in
        ["nothing.here", "positions", "positions.getall", "positions.getAll.more", "__proto__", "constructor"]
    {
        let error = world.anonymous().query(name, json!(null)).await.refused(NOT_FOUND, name);
        assert_eq!(error["data"]["path"], name);
    }
    world.anonymous().mutate("nothing.here", json!(null)).await.refused(NOT_FOUND, "No procedure found");
    get(&world.anonymous(), "/trpc/").await.refused(NOT_FOUND, "No procedure found");
}

#[tokio::test]
async fn a_mutation_never_runs_by_get() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Owner).await;
    for api in [&tenant.api, &person.api] {
        api.query("signals.submit", tenant.buy())
            .await
            .refused(METHOD_NOT_SUPPORTED, "GET-request to mutation");
    }
    person.api.query("auth.logout", json!(null)).await.refused(METHOD_NOT_SUPPORTED, "auth.logout");
    person.api.query("auth.me", json!(null)).await.data();
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn a_query_does_not_run_by_post() {
    let world = world().await;
    let tenant = world.tenant().await;
    let answer = tenant.api.mutate("positions.getAll", json!({})).await;
    answer.refused(METHOD_NOT_SUPPORTED, "POST-request to query");
}

#[tokio::test]
async fn other_methods_run_nothing() {
    let world = world().await;
    let tenant = world.tenant().await;
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        let request = tenant.api.request(method, SUBMIT).header(header::CONTENT_TYPE, "application/json");
        let answer = tenant.api.send(request.body(json!({ "json": tenant.buy() }).to_string())).await;
        answer.refused(METHOD_NOT_SUPPORTED, "mutation");
    }
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn a_subscription_does_not_begin_by_post() {
    let world = world().await;
    let tenant = world.tenant().await;
    let answer = tenant.api.mutate("signals.onNew", json!({})).await;
    assert!(answer.body.contains(r#""code":"METHOD_NOT_SUPPORTED""#), "{}", answer.body);
}

#[tokio::test]
async fn a_body_of_2_mib_is_too_large() {
    let world = world().await;
    let tenant = world.tenant().await;
    let mut input = tenant.buy();
    input["dedupKey"] = json!("x".repeat(2 * 1024 * 1024));
    tenant.api.mutate("signals.submit", input).await.refused(PAYLOAD_TOO_LARGE, "1048576 bytes");
    assert_eq!(tenant.rows().await, [0; 5]);
}

#[tokio::test]
async fn a_body_of_1_mib_is_read() {
    let world = world().await;
    let tenant = world.tenant().await;
    let signal = json!({ "json": tenant.buy() }).to_string();
    let padded = format!("{signal}{}", " ".repeat(1024 * 1024 - signal.len()));
    tenant.api.post(SUBMIT, padded.clone()).await.data();
    tenant.api.post(SUBMIT, format!("{padded} ")).await.refused(PAYLOAD_TOO_LARGE, "");
}

#[tokio::test]
async fn another_content_type_is_unsupported() {
    let world = world().await;
    let tenant = world.tenant().await;
    let body = json!({ "json": tenant.buy() }).to_string();
    for media in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/json-patch+json",
        "",
    ] {
        let request = tenant.api.request(Method::POST, SUBMIT).header(header::CONTENT_TYPE, media);
        let answer = tenant.api.send(request.body(body.clone())).await;
        answer.refused(UNSUPPORTED_MEDIA_TYPE, "content-type");
    }
    let answer = tenant.api.send(tenant.api.request(Method::POST, SUBMIT).body(body.clone())).await;
    answer.refused(UNSUPPORTED_MEDIA_TYPE, "Missing content-type");
    // A form is read by procedures that take one.
    let form = tenant.api.request(Method::POST, SUBMIT);
    let form = form.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body("--x--");
    tenant.api.send(form).await.refused(BAD_REQUEST, "upload");
    assert_eq!(tenant.rows().await, [0; 5]);
    for media in ["Application/JSON", "application/json; charset=utf-8"] {
        let input = json!({ "json": tenant.buy() }).to_string();
        let request = tenant.api.request(Method::POST, SUBMIT).header(header::CONTENT_TYPE, media);
        tenant.api.send(request.body(input)).await.data();
    }
}

#[tokio::test]
async fn a_malformed_escape_is_refused() {
    let world = world().await;
    for path in ["health.ping%", "health.ping%2", "health%zzping", "health%ffping"] {
        get(&world.anonymous(), &format!("/trpc/{path}")).await.refused(BAD_REQUEST, "URL-encoding");
    }
    assert_eq!(get(&world.anonymous(), "/trpc/health%2Eping").await.status, 200);
}

#[tokio::test]
async fn a_foreign_page_may_not_call() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Owner).await;
    let call = async |name: header::HeaderName, value: &str| {
        let request =
            person.api.request(Method::POST, SUBMIT).header(header::CONTENT_TYPE, "application/json");
        let request = request.header(name, value).body(json!({ "json": tenant.buy() }).to_string());
        person.api.send(request).await
    };
    for origin in
        ["https://evil.example", "null", "http://localhost:3000.evil.example", "https://localhost:3000"]
    {
        call(header::ORIGIN, origin).await.refused(FORBIDDEN, origin);
    }
    let site = header::HeaderName::from_static("sec-fetch-site");
    for relation in ["cross-site", "same-site"] {
        call(site.clone(), relation).await.refused(FORBIDDEN, "another site");
    }
    assert_eq!(tenant.rows().await, [0; 5]);
    call(header::ORIGIN, PAGE).await.data();
    call(site, "same-origin").await.data();
}

#[tokio::test]
async fn a_foreign_page_may_not_log_anybody_in() {
    let world = world().await;
    let request = world.anonymous().request(Method::POST, "/trpc/auth.login");
    let request = request
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ORIGIN, "https://evil.example");
    let body = json!({ "json": { "email": "demo@tickwire.dev", "password": "demo-tickwire-2026" } });
    let answer = world.anonymous().send(request.body(body.to_string())).await;
    answer.refused(FORBIDDEN, "https://evil.example");
    assert!(answer.headers.get(header::SET_COOKIE).is_none());
}

#[tokio::test]
async fn credentials_of_no_known_form_are_nobodys() {
    let world = world().await;
    for value in ["Bearer", "Bearer ", "Basic dHc6dHc=", "tw_demo_momentum_key", "Bearer tw_demo_revoked_key"]
    {
        let request = world.anonymous().request(Method::GET, "/trpc/positions.getAll");
        let answer = world.anonymous().send(request.header(header::AUTHORIZATION, value)).await;
        answer.refused(UNAUTHORIZED, "");
    }
}

#[tokio::test]
async fn a_refusal_says_nothing_of_the_inside() {
    let world = world().await;
    let tenant = world.tenant().await;
    let refusals = [
        tenant.api.post(SUBMIT, "{").await,
        tenant.api.query("positions.getAll", json!({ "cursor": "' OR 1=1 --" })).await,
        tenant.api.query("nothing.here", json!(null)).await,
    ];
    for answer in refusals {
        let body = answer.body.to_lowercase();
        for word in ["postgres", "select ", "crates/", ".rs", "panicked", "stack"] {
            assert!(!body.contains(word), "{word} in {body}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_the_requests_id() {
    let world = world().await;
    let answer = get(&world.anonymous(), "/trpc/nothing.here").await;
    let id = answer.headers.get("x-request-id").expect("an id").to_str().unwrap();
    assert_eq!(answer.error()["data"]["requestId"], id);
    // A caller's own is taken over, so that it finds its call in the log.
    let request =
        world.anonymous().request(Method::GET, "/trpc/nothing.here").header("x-request-id", "mine-1");
    assert_eq!(world.anonymous().send(request).await.error()["data"]["requestId"], "mine-1");
}
