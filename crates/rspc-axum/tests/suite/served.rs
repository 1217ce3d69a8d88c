//! A few procedures on a mount, called in memory or over a socket.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use futures::{Stream, StreamExt, stream};
use http_body_util::BodyExt;
use rspc::{Builder, Failure, Form, Octets, Procedures, Transformer};
use rspc_axum::{Limits, Mount};
use serde_json::Value;
use tokio::sync::Notify;
use tower::ServiceExt;

/// What procedures did, for tests to look at.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    /// Calls that wait, and subscriptions that are open.
    alive: Arc<AtomicUsize>,
    /// What lets calls go on that wait for another one.
    rung: Arc<Notify>,
    /// Values that a subscription was asked for.
    pub(crate) asked: Arc<AtomicUsize>,
    /// Bytes of uploads that were read.
    pub(crate) uploaded: Arc<AtomicUsize>,
}

impl Seen {
    pub(crate) fn alive(&self) -> usize {
        self.alive.load(Ordering::SeqCst)
    }

    fn begin(&self) -> Alive {
        self.alive.fetch_add(1, Ordering::SeqCst);
        Alive(self.alive.clone())
    }

    /// Waits until nothing is under way any more.
    pub(crate) async fn nothing_alive(&self) {
        for _ in 0..500 {
            if self.alive() == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} are still under way", self.alive());
    }
}

/// Something under way, until it is dropped.
struct Alive(Arc<AtomicUsize>);

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[rspc::input]
#[derive(serde::Serialize)]
struct Anything {
    value: Option<Vec<String>>,
}

async fn ping(_: Seen) -> Result<&'static str, Failure> {
    Ok("pong")
}

async fn take(_: Seen, input: Anything) -> Result<usize, Failure> {
    Ok(input.value.map_or(0, |value| value.len()))
}

/// Waits for a `ring`.
async fn awaken(seen: Seen) -> Result<&'static str, Failure> {
    seen.rung.notified().await;
    Ok("awake")
}

/// Lets two go on, be they waiting or yet to come.
async fn ring(seen: Seen) -> Result<&'static str, Failure> {
    seen.rung.notify_one();
    seen.rung.notify_one();
    Ok("rung")
}

async fn hold(seen: Seen) -> Result<(), Failure> {
    let _alive = seen.begin();
    std::future::pending().await
}

/// A value of a kilobyte, again and again, as fast as somebody reads.
async fn flood(seen: Seen, (): ()) -> Result<impl Stream<Item = Result<String, Failure>>, Failure> {
    let alive = seen.begin();
    Ok(stream::repeat_with(move || {
        let _held = &alive;
        seen.asked.fetch_add(1, Ordering::Relaxed);
        Ok("x".repeat(1024))
    }))
}

async fn silence(seen: Seen, (): ()) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    let alive = seen.begin();
    Ok(stream::pending().inspect(move |_| {
        let _held = &alive;
    }))
}

async fn bytes(seen: Seen, mut upload: Octets) -> Result<usize, Failure> {
    let mut length = 0;
    while let Some(chunk) = upload.next().await {
        length += chunk?.len();
        seen.uploaded.store(length, Ordering::Relaxed);
    }
    Ok(length)
}

async fn form(_: Seen, mut form: Form) -> Result<Vec<String>, Failure> {
    let mut texts = Vec::new();
    while let Some(part) = form.next().await {
        let part = part?;
        if part.name == "skip" {
            continue;
        }
        texts.push(format!("{} {:?} {}", part.name.clone(), part.file_name.clone(), part.text(16).await?));
    }
    Ok(texts)
}

fn procedures() -> Procedures<Seen, u32> {
    let costs = |cost| Builder::new(cost);
    rspc::Router::new()
        .query("ping", costs(1), ping)
        .query("costly", costs(40), ping)
        .mutation("take", costs(1), take)
        .query("awaken", costs(1), awaken)
        .query("ring", costs(1), ring)
        .query("hold", costs(1), hold)
        .subscription("flood", costs(1), flood)
        .subscription("silence", costs(1), silence)
        .upload("bytes", costs(1), bytes)
        .upload("form", costs(1), form)
        .build()
        .unwrap()
}

/// The mount, and what its procedures do.
pub(crate) fn mount(limits: Limits) -> (Mount<Seen, u32>, Seen) {
    let seen = Seen::default();
    let context = seen.clone();
    let mount = Mount::new(procedures(), move |_| {
        let seen = context.clone();
        async { Ok(seen) }
    });
    (mount.transformer(Transformer::Plain).limits(limits).cost(|info| info.meta), seen)
}

/// The routes, with these limits.
pub(crate) fn routes(limits: Limits) -> (Router, Seen) {
    let (mount, seen) = mount(limits);
    (mount.at("/rpc"), seen)
}

/// Serves on a free port.
pub(crate) async fn serve(routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

/// Asks, and reads the whole answer: its status and its JSON.
pub(crate) async fn ask(routes: &Router, request: Request<Body>) -> (StatusCode, Value) {
    let response = routes.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// A GET below the mount.
pub(crate) fn get(below: &str) -> Request<Body> {
    Request::get(format!("/rpc/{below}")).body(Body::empty()).unwrap()
}

/// A POST of JSON below the mount.
pub(crate) fn post(below: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::post(format!("/rpc/{below}")).header("content-type", "application/json");
    request.body(body.into()).unwrap()
}

/// The name of an answer's error code.
pub(crate) fn code(answer: &Value) -> &str {
    answer["error"]["data"]["code"].as_str().unwrap_or("none")
}
