//! Event streams and batch streams: kept alive, paced by their reader, over when it leaves.

use std::{sync::atomic::Ordering, time::Duration};

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use rspc_axum::Limits;
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tower::ServiceExt;

use crate::served::{get, routes, serve};

/// The next piece of a body, as text.
async fn next(body: &mut Body) -> String {
    let frame = tokio::time::timeout(Duration::from_mins(1), body.frame()).await.expect("something to read");
    frame.map_or_else(String::new, |frame| {
        String::from_utf8(frame.unwrap().into_data().unwrap().into()).unwrap()
    })
}

fn lines(below: &str) -> Request<Body> {
    let mut request = get(below);
    request.headers_mut().insert("trpc-accept", "application/jsonl".parse().unwrap());
    request
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_is_kept_alive() {
    let keep_alive = (Duration::from_secs(3), Duration::from_secs(1));
    let (routes, _) = routes(Limits { keep_alive, ..Limits::default() });
    let mut events = routes.clone().oneshot(get("silence")).await.unwrap().into_body();
    assert_eq!(next(&mut events).await, "event: connected\ndata: {\"reconnectAfterInactivityMs\":4000}\n\n");
    assert_eq!(next(&mut events).await, "event: ping\ndata: \n\n");
    assert_eq!(next(&mut events).await, "event: ping\ndata: \n\n");
    let mut batch = routes.oneshot(lines("hold?batch=1")).await.unwrap().into_body();
    assert_eq!(next(&mut batch).await, "{\"0\":[[0],[null,0,0]]}\n");
    assert_eq!(next(&mut batch).await, " ");
}

#[tokio::test]
async fn what_nobody_reads_is_over() {
    let keep_alive = (Duration::from_millis(20), Duration::from_millis(20));
    let (routes, seen) = routes(Limits { keep_alive, ..Limits::default() });
    for request in [get("silence"), get("flood"), lines("hold,ping?batch=1")] {
        let mut body = routes.clone().oneshot(request).await.unwrap().into_body();
        next(&mut body).await;
        next(&mut body).await;
        assert_eq!(seen.alive(), 1);
        drop(body);
        seen.nothing_alive().await;
    }
    let asking = tokio::spawn(routes.clone().oneshot(get("hold,hold?batch=1")));
    while seen.alive() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    asking.abort();
    seen.nothing_alive().await;
}

#[tokio::test]
async fn who_hangs_up_has_nothing_done_for_it() {
    let (routes, seen) = routes(Limits::default());
    let address = serve(routes).await;
    for path in ["hold", "hold,hold?batch=1", "silence"] {
        let mut connection = TcpStream::connect(address).await.unwrap();
        let request = format!("GET /rpc/{path} HTTP/1.1\r\nhost: it\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        while seen.alive() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        drop(connection);
        seen.nothing_alive().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_is_waited_for_and_then_cut_off() {
    let limits = Limits { queue: 4, write: Duration::from_secs(5), ..Limits::default() };
    let (routes, seen) = routes(limits);
    let mut body = routes.oneshot(get("flood")).await.unwrap().into_body();
    next(&mut body).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let asked = seen.asked.load(Ordering::Relaxed);
    assert!(asked <= 5, "asked for {asked} values that nobody reads");
    next(&mut body).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(seen.alive(), 1, "it has read something in time");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(seen.alive(), 0);
}
