//! Limits of a request, each with its typed error.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use rspc_axum::Limits;
use tower::ServiceExt;

use crate::served::{ask, code, get, mount, post, routes};

#[tokio::test]
async fn a_body_may_be_so_long() {
    let (routes, _) = routes(Limits { body: 64, ..Limits::default() });
    let body = |length| format!("{{\"value\":[\"{}\"]}}", "x".repeat(length));
    let fits = 64 - body(0).len();
    assert_eq!(ask(&routes, post("take", body(fits))).await.0, StatusCode::OK);
    let (status, answer) = ask(&routes, post("take", body(fits + 1))).await;
    assert_eq!((status.as_u16(), code(&answer)), (413, "PAYLOAD_TOO_LARGE"));
    assert_eq!(answer["error"]["data"]["path"], "take");
}

#[tokio::test]
async fn headers_may_be_so_long() {
    let (routes, _) = routes(Limits { headers: 64, ..Limits::default() });
    let with =
        |length| Request::get("/rpc/ping").header("x", "x".repeat(length)).body(Body::empty()).unwrap();
    assert_eq!(ask(&routes, with(63)).await.0, StatusCode::OK);
    let (status, answer) = ask(&routes, with(64)).await;
    assert_eq!((status.as_u16(), code(&answer)), (413, "PAYLOAD_TOO_LARGE"));
}

#[tokio::test]
async fn json_may_be_so_deep() {
    let (routes, _) = routes(Limits::default());
    for transformer in ["", "{\"json\":"] {
        let depth = 130;
        let body = format!("{transformer}{{\"value\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
        let (status, answer) = ask(&routes, post("take", body)).await;
        assert_eq!(
            (status.as_u16(), answer["error"]["data"]["path"].as_str()),
            (400, Some("take")),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_batch_may_cost_so_much() {
    let (routes, _) = routes(Limits { batch: 4, batch_cost: 100, ..Limits::default() });
    let status = async |path: &str| ask(&routes, get(path)).await.0.as_u16();
    assert_eq!(status("costly,costly,ping?batch=1").await, 200);
    assert_eq!(status("ping,ping,ping,ping,ping?batch=1").await, 400);
    let (_, answer) = ask(&routes, get("costly,costly,costly?batch=1")).await;
    assert_eq!(answer["error"]["message"], "Batch call exceeds maximum cost");
    assert_eq!(code(&answer), "BAD_REQUEST");
    assert_eq!(status("costly").await, 200, "a call of its own is no batch");
}

#[tokio::test]
async fn queries_come_by_post_only_where_that_is_allowed() {
    let (plain, _) = mount(Limits::default());
    let (overridden, _) = mount(Limits::default());
    let (plain, overridden) = (plain.at("/rpc"), overridden.method_override().at("/rpc"));
    assert_eq!(ask(&plain, post("ping", "")).await.0, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(ask(&overridden, post("ping", "")).await.0, StatusCode::OK);
    let response = overridden.clone().oneshot(get("take")).await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()[header::ALLOW]),
        (StatusCode::METHOD_NOT_ALLOWED, &"POST".parse().unwrap())
    );
}

#[tokio::test]
async fn a_head_is_answered_without_a_body() {
    let (routes, _) = routes(Limits::default());
    for path in ["/rpc", "/rpc/", "/rpc/ping", "/rpc/nope"] {
        let head = Request::builder().method(Method::HEAD).uri(path).body(Body::empty()).unwrap();
        assert_eq!(ask(&routes, head).await.0, StatusCode::NO_CONTENT, "{path}");
    }
}

#[tokio::test]
async fn connection_parameters_that_are_none_refuse_the_request() {
    let (routes, _) = routes(Limits::default());
    for (parameters, message) in
        [("%7B", "Not JSON-parsable query params"), ("%5B%5D", "Invalid connection params shape")]
    {
        let (status, answer) = ask(&routes, get(&format!("ping?connectionParams={parameters}"))).await;
        assert_eq!((status.as_u16(), code(&answer)), (400, "PARSE_ERROR"));
        assert_eq!(answer["error"]["message"], message);
    }
}
