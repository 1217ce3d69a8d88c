//! Limits of a request, each with its typed error.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use rspc_axum::Limits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tower::ServiceExt;

use crate::served::{ask, code, get, mount, post, routes, serve};

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
async fn a_body_that_is_announced_too_long_is_not_waited_for() {
    let (routes, _) = routes(Limits { body: 64, ..Limits::default() });
    let mut client = TcpStream::connect(serve(routes).await).await.unwrap();
    let head =
        "POST /rpc/take HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 65\r\n\r\n";
    client.write_all(head.as_bytes()).await.unwrap();
    let mut said = String::new();
    let said = timeout(Duration::from_secs(8), client.read_to_string(&mut said)).await.map(|_| said);
    assert!(said.unwrap().starts_with("HTTP/1.1 413 "), "sooner than a body that is late");
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
    for (transformer, end) in [("", ""), ("{\"json\":", "}")] {
        let depth = 130;
        let body = format!("{transformer}{{\"value\":{}1{}}}{end}", "[".repeat(depth), "]".repeat(depth));
        let (status, answer) = ask(&routes, post("take", body)).await;
        assert_eq!(
            (status.as_u16(), answer["error"]["data"]["path"].as_str()),
            (400, Some("take")),
            "{answer}"
        );
        assert_eq!(answer["error"]["message"], "The input is nested deeper than 127.");
        assert_eq!(code(&answer), "BAD_REQUEST");
        let body = format!("{transformer}{{\"value\":{}", "[".repeat(depth));
        assert_eq!(code(&ask(&routes, post("take", body)).await.1), "PARSE_ERROR");
    }
}

#[tokio::test]
async fn an_input_may_be_so_deep() {
    let (routes, _) = routes(Limits { depth: 2, ..Limits::default() });
    assert_eq!(ask(&routes, post("take", r#"{"value":["[[["]}"#)).await.0, StatusCode::OK);
    let (status, answer) = ask(&routes, post("take", r#"{"value":[["a"]]}"#)).await;
    assert_eq!((status.as_u16(), code(&answer)), (400, "BAD_REQUEST"));
    assert_eq!(answer["error"]["message"], "The input is nested deeper than 2.");
    let (status, answer) = ask(&routes, post("take,take?batch=1", r#"{"0":{"value":[[]]},"1":{}}"#)).await;
    assert_eq!(status.as_u16(), 207, "the other call is not the deep one: {answer}");
}

#[tokio::test]
async fn calls_of_a_batch_wait_for_nobody_and_are_answered_in_their_order() {
    let (routes, _) = routes(Limits::default());
    let paths = "ping,awaken,nowhere,ring,awaken,ping?batch=1";
    let asked = timeout(Duration::from_secs(5), ask(&routes, get(paths))).await;
    let (status, answers) = asked.expect("the first to wait is let go on by one that comes later");
    assert_eq!((status.as_u16(), code(&answers[2])), (207, "NOT_FOUND"));
    let data = [0, 1, 3, 4, 5].map(|at| answers[at]["result"]["data"].as_str().unwrap_or("none"));
    assert_eq!(data, ["pong", "awake", "rung", "awake", "pong"]);
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

#[tokio::test]
async fn every_answer_names_its_contract() {
    let (mount, _) = mount(Limits::default());
    let routes = mount.contract("v1".parse().unwrap()).at("/rpc");
    for (path, status) in [("ping", 200), ("ping,nowhere?batch=1", 207), ("flood", 200), ("nowhere", 404)] {
        let response = routes.clone().oneshot(get(path)).await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(response.headers()["x-contract"], "v1", "{path}");
    }
}

#[tokio::test]
async fn plain_posts_need_no_content_type_and_nothing_else_calls() {
    let (mount, _) = mount(Limits::default());
    let routes = mount.plain_posts().at("/rpc");
    let bare = |method: Method, path: &str| {
        Request::builder().method(method).uri(format!("/rpc/{path}")).body(Body::empty()).unwrap()
    };
    let (status, answer) = ask(&routes, bare(Method::POST, "ping")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let response = routes.clone().oneshot(bare(Method::GET, "flood")).await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    let refused =
        [(Method::GET, "ping", "POST"), (Method::PUT, "ping", "POST"), (Method::TRACE, "take", "POST")];
    for (method, path, allowed) in refused {
        let response = routes.clone().oneshot(bare(method.clone(), path)).await.unwrap();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(response.headers()[header::ALLOW], allowed, "{method} {path}");
    }
    let untyped = Request::post("/rpc/take").body(Body::from("{}")).unwrap();
    assert_eq!(ask(&routes, untyped).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE, "what it has, it names");
}
