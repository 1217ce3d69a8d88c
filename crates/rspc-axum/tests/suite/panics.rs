//! A panic is a failure of the call that it happens in, wherever that is: its neighbours go on.

use std::net::SocketAddr;

use axum::http::Request;
use futures::{SinkExt, Stream, StreamExt, stream};
use rspc::{Builder, ErrorCode, Failure, Next, Reply, Router, Transformer};
use rspc_axum::Mount;
use serde_json::{Value, json};
use tokio_tungstenite::{connect_async, tungstenite::Message};

use crate::served::{ask, code, get, serve};

async fn ping((): ()) -> Result<&'static str, Failure> {
    Ok("pong")
}

/// An error that a client can match on, if it could be written.
#[derive(Debug, thiserror::Error, specta::Type)]
#[error("there is more to say")]
struct Unspeakable {}

impl serde::Serialize for Unspeakable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("on purpose")
    }
}

impl rspc::Error for Unspeakable {
    fn code(&self) -> ErrorCode {
        ErrorCode::Conflict
    }
}

async fn refuse((): ()) -> Result<(), Unspeakable> {
    Err(Unspeakable {})
}

async fn count((): (), (): ()) -> Result<impl Stream<Item = Result<u32, Failure>>, Failure> {
    Ok(stream::iter(0..2).map(Ok))
}

/// Goes on with a stream whose second value is never reached.
fn wrapped() -> Builder<(), (), ()> {
    Builder::new(()).with(|(): (), next: Next<(), ()>| async move {
        Ok::<_, Failure>(next.run(()).await.map(|reply| match reply {
            Reply::Stream(items) => {
                let items = items.enumerate().map(|(at, item)| {
                    assert_eq!(at, 0, "on purpose");
                    item
                });
                Reply::Stream(items.boxed())
            }
            once @ Reply::Once(_) => once,
        }))
    })
}

fn routes() -> axum::Router {
    let router = Router::new()
        .query("ping", Builder::new(()), ping)
        .query("refuse", Builder::new(()), refuse)
        .subscription("count", wrapped(), count);
    let context = |request: rspc_axum::Request| async move {
        assert!(!request.headers.contains_key("x-panic"), "on purpose");
        assert!(request.connection_params.is_empty(), "on purpose");
        Ok(())
    };
    Mount::new(router.build().unwrap(), context).transformer(Transformer::Plain).at("/rpc")
}

/// Says these over a socket, and hears so many.
async fn converse(address: SocketAddr, query: &str, said: &[Value], hears: usize) -> Vec<Value> {
    let mut client = connect_async(format!("ws://{address}/rpc{query}")).await.unwrap().0;
    for message in said {
        client.send(Message::text(message.to_string())).await.unwrap();
    }
    let mut heard = Vec::new();
    while heard.len() < hears {
        match client.next().await {
            Some(Ok(Message::Text(text))) => heard.push(serde_json::from_str(&text).unwrap()),
            other => panic!("{other:?} after {heard:?}"),
        }
    }
    heard
}

#[tokio::test]
async fn in_a_stream_that_a_middleware_wrapped() {
    let address = serve(routes()).await;
    let said = [
        json!({ "id": 1, "method": "subscription", "params": { "path": "count" } }),
        json!({ "id": 2, "method": "query", "params": { "path": "ping" } }),
    ];
    let mut heard = converse(address, "", &said, 5).await;
    heard.retain(|message| message["id"] == 1);
    assert_eq!(heard[1]["result"]["data"], 0);
    assert_eq!(code(&heard[2]), "INTERNAL_SERVER_ERROR");
    assert_eq!(heard[3]["result"]["type"], "stopped");
}

#[tokio::test]
async fn in_the_detail_of_an_error() {
    let (status, answers) = ask(&routes(), get("ping,refuse?batch=1")).await;
    assert_eq!((status.as_u16(), &answers[0]["result"]["data"]), (207, &json!("pong")));
    assert_eq!(code(&answers[1]), "CONFLICT");
    assert_eq!(answers[1]["error"]["data"]["error"], Value::Null);
}

#[tokio::test]
async fn where_the_context_is_made() {
    let request = Request::get("/rpc/ping").header("x-panic", "1").body(axum::body::Body::empty()).unwrap();
    let (status, answer) = ask(&routes(), request).await;
    assert_eq!((status.as_u16(), code(&answer)), (500, "INTERNAL_SERVER_ERROR"));
    let params = [json!({ "method": "connectionParams", "data": { "a": "b" } })];
    let heard = converse(serve(routes()).await, "?connectionParams=1", &params, 1).await;
    assert_eq!((&heard[0]["id"], code(&heard[0])), (&Value::Null, "INTERNAL_SERVER_ERROR"));
}
