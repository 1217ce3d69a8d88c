//! Limits of a socket, each with its typed error or its close code.

use std::{net::SocketAddr, sync::atomic::Ordering, time::Duration};

use futures::{SinkExt, StreamExt};
use rspc_axum::Limits;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message},
};

use crate::served::{Seen, routes, serve};

type Client = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn served(limits: Limits) -> (SocketAddr, Seen) {
    let (routes, seen) = routes(limits);
    (serve(routes).await, seen)
}

async fn connect(address: SocketAddr) -> Client {
    connect_async(format!("ws://{address}/rpc")).await.unwrap().0
}

async fn say(client: &mut Client, message: &Value) {
    client.send(Message::text(message.to_string())).await.unwrap();
}

/// The next text; JSON where it is such.
async fn hear(client: &mut Client) -> Value {
    let heard = tokio::time::timeout(Duration::from_secs(10), client.next()).await;
    match heard.expect("something to hear") {
        Some(Ok(Message::Text(text))) => serde_json::from_str(&text).unwrap_or_else(|_| json!(text.as_str())),
        other => panic!("{other:?} is no text"),
    }
}

/// The code that the socket is closed with.
async fn closed(client: &mut Client) -> u16 {
    loop {
        let heard = tokio::time::timeout(Duration::from_secs(10), client.next()).await;
        match heard.expect("to be closed") {
            Some(Ok(Message::Close(frame))) => return frame.map_or(1005, |frame| frame.code.into()),
            Some(Ok(_)) => {}
            other => panic!("{other:?} instead of a close"),
        }
    }
}

fn request(id: u32, method: &str, path: &str) -> Value {
    json!({ "id": id, "method": method, "params": { "path": path } })
}

fn code(message: &Value) -> &str {
    message["error"]["data"]["code"].as_str().unwrap_or("none")
}

#[tokio::test]
async fn slow_calls_block_nobody_and_are_bounded() {
    let (address, seen) = served(Limits { in_flight: 2, subscriptions: 1, ..Limits::default() }).await;
    let mut client = connect(address).await;
    say(&mut client, &json!([request(1, "query", "hold"), request(2, "query", "ping")])).await;
    assert_eq!(hear(&mut client).await["result"]["data"], "pong");
    say(&mut client, &request(3, "query", "hold")).await;
    say(&mut client, &request(4, "query", "ping")).await;
    let refused = hear(&mut client).await;
    assert_eq!((code(&refused), &refused["id"]), ("TOO_MANY_REQUESTS", &json!(4)));
    say(&mut client, &request(5, "subscription", "silence")).await;
    assert_eq!(hear(&mut client).await["result"]["type"], "started", "subscriptions are counted apart");
    say(&mut client, &request(5, "subscription", "silence")).await;
    assert_eq!(code(&hear(&mut client).await), "BAD_REQUEST", "a duplicate id starts nothing");
    say(&mut client, &request(6, "subscription", "silence")).await;
    assert_eq!(code(&hear(&mut client).await), "TOO_MANY_REQUESTS");
    say(&mut client, &json!({ "id": 5, "method": "subscription.stop" })).await;
    assert_eq!(hear(&mut client).await["result"]["type"], "stopped");
    say(&mut client, &request(6, "subscription", "silence")).await;
    assert_eq!(hear(&mut client).await["result"]["type"], "started");
    assert_eq!(seen.alive(), 3);
    drop(client);
    seen.nothing_alive().await;
}

#[tokio::test]
async fn a_batch_over_a_socket_may_cost_so_much() {
    let (address, _) = served(Limits { batch: 2, batch_cost: 50, ..Limits::default() }).await;
    let mut client = connect(address).await;
    say(&mut client, &json!([request(1, "query", "costly"), request(2, "query", "costly")])).await;
    for id in [1, 2] {
        let refused = hear(&mut client).await;
        assert_eq!((refused["id"].as_u64(), code(&refused)), (Some(id), "BAD_REQUEST"));
        assert_eq!(refused["error"]["message"], "Batch call exceeds maximum cost");
    }
}

#[tokio::test]
async fn a_message_that_is_too_long_closes_the_socket() {
    let (address, _) = served(Limits { message: 1024, ..Limits::default() }).await;
    for length in [1025, 100_000] {
        let mut client = connect(address).await;
        client.send(Message::text("x".repeat(length))).await.unwrap();
        assert_eq!(closed(&mut client).await, 1009, "{length} bytes");
    }
}

#[tokio::test]
async fn who_closes_a_socket_is_answered() {
    let (address, seen) = served(Limits::default()).await;
    let mut client = connect(address).await;
    say(&mut client, &request(1, "subscription", "silence")).await;
    assert_eq!(hear(&mut client).await["result"]["type"], "started");
    client.close(None).await.unwrap();
    assert_eq!(closed(&mut client).await, 1005, "the client's own close, said back");
    seen.nothing_alive().await;
}

#[tokio::test]
async fn there_may_be_so_many_sockets() {
    let (address, _) = served(Limits { sockets: 3, sockets_of_peer: 2, ..Limits::default() }).await;
    let first = connect(address).await;
    let _second = connect(address).await;
    let Err(Error::Http(response)) = connect_async(format!("ws://{address}/rpc")).await else {
        panic!("a third socket of one peer")
    };
    assert_eq!(
        (response.status().as_u16(), response.headers()["retry-after"].as_bytes()),
        (429, b"5".as_slice())
    );
    let body: Value = serde_json::from_slice(response.body().as_deref().unwrap_or_default()).unwrap();
    assert_eq!(code(&body), "TOO_MANY_REQUESTS");
    drop(first);
    for attempt in 0.. {
        if connect_async(format!("ws://{address}/rpc")).await.is_ok() {
            break;
        }
        assert!(attempt < 500, "its place is free again");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn all_together_may_have_so_many_sockets() {
    let (address, _) = served(Limits { sockets: 1, ..Limits::default() }).await;
    let _first = connect(address).await;
    let Err(Error::Http(response)) = connect_async(format!("ws://{address}/rpc")).await else {
        panic!("a second socket")
    };
    assert_eq!(
        (response.status().as_u16(), response.headers()["retry-after"].as_bytes()),
        (503, b"5".as_slice())
    );
}

#[tokio::test]
async fn an_id_may_be_taken_again_once_it_is_stopped() {
    let (address, seen) = served(Limits::default()).await;
    let mut client = connect(address).await;
    say(&mut client, &request(1, "subscription", "silence")).await;
    assert_eq!(hear(&mut client).await["result"]["type"], "started");
    let stop = json!({ "id": 1, "method": "subscription.stop" });
    for _ in 0..3 {
        say(&mut client, &json!([stop, request(1, "subscription", "silence")])).await;
        assert_eq!(hear(&mut client).await["result"]["type"], "stopped");
        assert_eq!(hear(&mut client).await["result"]["type"], "started");
    }
    assert_eq!(seen.alive(), 1);
    say(&mut client, &request(1, "subscription", "silence")).await;
    assert_eq!(code(&hear(&mut client).await), "BAD_REQUEST", "it is taken");
    // Also where it has not opened yet.
    let twice = json!([request(2, "subscription", "silence"), { "id": 2, "method": "subscription.stop" }]);
    say(&mut client, &json!([twice[0], twice[1], twice[0]])).await;
    assert_eq!(hear(&mut client).await["result"]["type"], "stopped");
    assert_eq!(hear(&mut client).await["result"]["type"], "started");
}

#[tokio::test]
async fn an_input_on_a_socket_may_be_so_deep() {
    let (address, _) = served(Limits { depth: 2, ..Limits::default() }).await;
    let mut client = connect(address).await;
    let with = |value: &Value| json!({"id": 1, "method": "mutation", "params": {"path": "take", "input": {"value": value}}});
    say(&mut client, &with(&json!([["a"]]))).await;
    assert_eq!(code(&hear(&mut client).await), "BAD_REQUEST");
    say(&mut client, &with(&json!(["a"]))).await;
    assert_eq!(hear(&mut client).await["result"]["data"], 1);
}

#[tokio::test]
async fn a_silent_peer_is_asked_and_then_left() {
    let keep_alive = (Duration::from_millis(100), Duration::from_millis(200));
    let (address, _) = served(Limits { keep_alive, ..Limits::default() }).await;
    let mut client = connect(address).await;
    for _ in 0..3 {
        assert_eq!(hear(&mut client).await, "PING");
        client.send(Message::text("PONG")).await.unwrap();
    }
    client.send(Message::text("PING")).await.unwrap();
    assert_eq!(hear(&mut client).await, "PONG");
    assert_eq!(hear(&mut client).await, "PING");
    assert_eq!(closed(&mut client).await, 1000);
}

#[tokio::test]
async fn a_socket_that_does_not_read_is_cut_off_and_nobody_else_waits() {
    let (address, seen) = served(Limits { write: Duration::from_millis(500), ..Limits::default() }).await;
    let (mut deaf, mut other) = (connect(address).await, connect(address).await);
    say(&mut deaf, &request(1, "subscription", "flood")).await;
    while seen.alive() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    say(&mut other, &request(1, "query", "ping")).await;
    assert_eq!(hear(&mut other).await["result"]["data"], "pong");
    seen.nothing_alive().await;
    let asked = seen.asked.load(Ordering::Relaxed);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(seen.asked.load(Ordering::Relaxed), asked, "nothing is asked for any more");
    say(&mut other, &request(2, "query", "ping")).await;
    assert_eq!(hear(&mut other).await["result"]["data"], "pong");
}

#[tokio::test]
async fn a_subscription_that_always_has_more_leaves_room_for_what_the_client_says() {
    let (address, seen) = served(Limits::default()).await;
    let mut client = connect(address).await;
    say(&mut client, &request(1, "subscription", "flood")).await;
    say(&mut client, &request(2, "query", "ping")).await;
    say(&mut client, &json!({ "id": 1, "method": "subscription.stop" })).await;
    let (mut answered, mut stopped, mut items) = (false, false, 0);
    while !(answered && stopped) {
        let heard = hear(&mut client).await;
        answered |= heard["id"] == 2 && heard["result"]["data"] == "pong";
        stopped |= heard["result"]["type"] == "stopped";
        items += 1;
        assert!(items < 10_000, "the client is not heard");
    }
    seen.nothing_alive().await;
}

#[tokio::test]
async fn parameters_that_do_not_come_refuse_the_connection() {
    let limits = Limits { connection_params: Duration::from_millis(100), ..Limits::default() };
    let (address, _) = served(limits).await;
    let (mut client, _) = connect_async(format!("ws://{address}/rpc?connectionParams=1")).await.unwrap();
    let refused = hear(&mut client).await;
    assert_eq!((code(&refused), &refused["id"]), ("TIMEOUT", &Value::Null));
    assert_eq!(closed(&mut client).await, 1005);
}
