//! What no client should send: each answered with the right code and a sentence, and nothing of it stored.

use prisma::Role;
use reqwest::{Method, header};
use serde_json::json;

use crate::harness::{
    Answer, Api, BAD_REQUEST, FORBIDDEN, METHOD_NOT_SUPPORTED, NOT_FOUND, PAGE, PARSE_ERROR,
    PAYLOAD_TOO_LARGE, Socket, UNAUTHORIZED, UNSUPPORTED_MEDIA_TYPE, world,
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
    tenant.api.post(SUBMIT, body).await.refused(PARSE_ERROR, "invalid UTF-8 from byte 21 on");
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
    let browser = tenant.person(Role::Owner).await.api.on_no_page();
    let call = async |name: header::HeaderName, value: &str| {
        let request = browser.request(Method::POST, SUBMIT).header(header::CONTENT_TYPE, "application/json");
        let request = request.header(name, value).body(json!({ "json": tenant.buy() }).to_string());
        browser.send(request).await
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
    let request = world.anonymous().on_no_page().request(Method::POST, "/trpc/auth.login");
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

/// Each of JavaScript, PostgreSQL and Python has years that another one lacks.
#[tokio::test]
async fn a_date_that_not_every_calendar_has_is_refused() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Owner).await;
    let bitcoin = json!({ "venue": "BINANCE", "symbol": "BTCUSDT" });
    for (procedure, is_query, field, rest) in [
        ("signals.list", true, "from", json!({})),
        ("orders.list", true, "to", json!({})),
        ("fills.list", true, "from", json!({})),
        ("positions.getAll", true, "to", json!({})),
        ("trades.list", true, "from", json!({})),
        ("audit.list", true, "to", json!({})),
        ("market.candles", true, "from", json!({ "interval": "M1" })),
        ("signals.submit", false, "occurredAt", tenant.buy()),
        ("risk.lockPair", false, "until", json!({ "reason": "x" })),
        ("keys.create", false, "expiresAt", json!({ "name": "x", "scopes": ["READ"] })),
    ] {
        for year in ["-200000", "-004713", "0000", "+010000"] {
            let mut input = rest.clone();
            if procedure == "market.candles" || procedure == "risk.lockPair" {
                input.as_object_mut().unwrap().extend(bitcoin.as_object().unwrap().clone());
            }
            input[field] = json!(format!("{year}-01-01T00:00:00.000Z"));
            let answer = if is_query {
                person.api.query(procedure, input).await
            } else {
                person.api.mutate(procedure, input).await
            };
            let error = answer.refused(BAD_REQUEST, &format!("{field}: the year"));
            assert!(error["data"]["zodError"]["fieldErrors"][field].is_array(), "{procedure}: {error}");
        }
    }
}

/// The database keeps no U+0000 in a text, nor in JSON: an input says so, wherever it stands, by whatever way it comes.
#[tokio::test]
async fn a_nul_is_refused_wherever_it_stands() {
    let world = world().await;
    let tenant = world.tenant().await;
    let person = tenant.person(Role::Owner).await;
    let version = |content| json!({ "id": tenant.bot.id, "after": 0, "content": content });
    for (procedure, input, field) in [
        ("bots.saveVersion", version(json!({ "deep": [{ "text": "a\0b" }] })), "content"),
        ("bots.saveVersion", version(json!({ "a\0b": 1 })), "content"),
        ("bots.stop", json!({ "id": tenant.bot.id, "reason": "\0" }), "reason"),
        (
            "account.changePassword",
            json!({ "currentPassword": "\0", "newPassword": "a password" }),
            "currentPassword",
        ),
        ("signals.submit", json!({ "dedupKey": "a\0", "venue": "\0", "symbol": "\0" }), "dedupKey"),
    ] {
        let error = person.api.mutate(procedure, input).await.refused(BAD_REQUEST, "U+0000");
        let told = error["data"]["zodError"]["fieldErrors"][field].to_string();
        assert!(told.contains("U+0000"), "{procedure}: {error}");
    }
    let mut socket = Socket::connect(&person.api).await;
    let frame = socket.mutate("bots.saveVersion", version(json!({ "text": "\0" }))).await;
    assert!(frame["error"]["json"]["message"].to_string().contains("U+0000"), "{frame}");
    // What only looks like one is text, and who may not ask is told that alone.
    person
        .api
        .mutate("bots.saveVersion", version(json!({ "pattern": "\\u0000", "is": "\\\\u0000" })))
        .await
        .data();
    world
        .anonymous()
        .mutate("bots.saveVersion", version(json!({ "a": "\0" })))
        .await
        .refused(UNAUTHORIZED, "");
    world.anonymous().query("auth.providers", json!({ "a": "\0" })).await.refused(BAD_REQUEST, "U+0000");
}
