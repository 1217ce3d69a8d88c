//! A caller of the API over WebSocket, speaking tRPC's frames.

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

use super::{Api, within};

/// An open socket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Connects as that caller.
    pub(crate) async fn connect(api: &Api) -> Self {
        Self::open(api).await.expect("the server takes sockets")
    }

    /// The same, where the server may be gone. As a browser's socket has no header of its own, it says in its first
    /// message which tenant is meant.
    pub(crate) async fn open(api: &Api) -> Option<Self> {
        let parameters = if api.tenant().is_some() { "?connectionParams=1" } else { "" };
        let address = format!("{}/trpc{parameters}", api.address().0.replacen("http", "ws", 1));
        let mut request = address.into_client_request().expect("an address");
        for (name, value) in api.identity() {
            let value = HeaderValue::from_str(value).expect("a header");
            request.headers_mut().insert(name, value);
        }
        let (stream, _) = within("a socket", connect_async(request)).await.ok()?;
        let mut socket = Self(stream);
        if let Some(tenant) = api.tenant() {
            socket.send(&json!({ "method": "connectionParams", "data": { "tenant": tenant } })).await;
        }
        Some(socket)
    }

    /// Subscribes, and waits until the subscription has started.
    pub(crate) async fn subscribe(&mut self, procedure: &str, input: Value) {
        self.ask(procedure, input).await;
        let started = self.next().await;
        assert_eq!(started["result"]["type"], "started", "{started}");
    }

    /// Asks for a subscription that will be refused. Answers the error.
    pub(crate) async fn refused(&mut self, procedure: &str, input: Value) -> Value {
        self.ask(procedure, input).await;
        let mut answer = self.next().await;
        let error = answer["error"]["json"].take();
        assert!(error.is_object(), "no error: {answer}");
        error
    }

    /// Calls a mutation. Answers the frame.
    pub(crate) async fn mutate(&mut self, procedure: &str, input: Value) -> Value {
        let params = json!({ "path": procedure, "input": { "json": input } });
        self.send(&json!({ "id": 2, "method": "mutation", "params": params })).await;
        self.next().await
    }

    /// The next tracked item: its id, and its value without superjson's annotations.
    pub(crate) async fn item(&mut self) -> (String, Value) {
        let mut frame = self.next().await;
        let mut data = frame["result"]["data"]["json"].take();
        assert_eq!(frame["result"]["id"], data["id"], "{frame}");
        let id = data["id"].as_str().expect("a tracked item").to_owned();
        (id, data["data"].take())
    }

    /// Sends a frame.
    pub(crate) async fn send(&mut self, frame: &Value) {
        assert!(self.said(frame).await, "the socket is open");
    }

    /// The same, where the server may be gone: whether it is there.
    pub(crate) async fn said(&mut self, frame: &Value) -> bool {
        within("sending", self.0.send(Message::text(frame.to_string()))).await.is_ok()
    }

    /// The next frame.
    pub(crate) async fn next(&mut self) -> Value {
        within("the next frame", self.heard()).await.expect("the socket is open")
    }

    /// The next frame, however long it takes; none where the socket is closed.
    pub(crate) async fn heard(&mut self) -> Option<Value> {
        loop {
            match self.0.next().await?.ok()? {
                Message::Text(text) if text == "PING" => self.0.send(Message::text("PONG")).await.ok()?,
                Message::Text(text) => return Some(serde_json::from_str(&text).expect("frames are JSON")),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    async fn ask(&mut self, procedure: &str, input: Value) {
        let params = json!({ "path": procedure, "input": { "json": input } });
        self.send(&json!({ "id": 1, "method": "subscription", "params": params })).await;
    }
}
