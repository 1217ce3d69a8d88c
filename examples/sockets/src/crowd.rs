//! Subscribers on one thread, and who publishes to them.

use std::{cell::RefCell, rc::Rc, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use futures::{SinkExt, StreamExt, stream};
use serde_json::{Value, json};
use tokio::{
    net::{TcpSocket, TcpStream},
    sync::watch,
    task::spawn_local,
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

type Socket = WebSocketStream<TcpStream>;

/// How many connect at one time.
const AT_ONCE: usize = 50;
/// What a socket that is going to stop reading has the kernel keep for it: it is to be full soon.
const SMALL: u32 = 4096;
/// What stands before the publisher's clock.
const MARK: &str = "\"sentNs\":\"";

/// When each event that was heard had been on its way for how long.
#[derive(Default)]
pub(crate) struct Heard(RefCell<Vec<Duration>>);

impl Heard {
    /// What was heard since the last time: how often, and how long the slowest of a hundred took.
    pub(crate) fn take(&self) -> (usize, Duration) {
        let mut all = self.0.take();
        all.sort_unstable();
        (all.len(), all.get(all.len() * 99 / 100).copied().unwrap_or_default())
    }
}

/// Connects subscribers, who read until they are told to stop, and tells their ports.
pub(crate) async fn subscribe(
    port: u16,
    count: usize,
    start: Instant,
    heard: &Rc<Heard>,
    stop: Option<&watch::Receiver<bool>>,
) -> Result<Vec<u16>> {
    let connect = |_| async move {
        let mut socket = connect(port, stop.map(|_| SMALL)).await?;
        ask(&mut socket, "subscription", &json!({ "path": "listen" })).await?;
        let from = socket.get_ref().local_addr()?.port();
        spawn_local(listen(socket, start, heard.clone(), stop.cloned()));
        anyhow::Ok(from)
    };
    let mut ports = Vec::with_capacity(count);
    let mut connecting = stream::iter(0..count).map(connect).buffer_unordered(AT_ONCE);
    while let Some(port) = connecting.next().await {
        ports.push(port?);
    }
    Ok(ports)
}

async fn listen(
    mut socket: Socket,
    start: Instant,
    heard: Rc<Heard>,
    stop: Option<watch::Receiver<bool>>,
) -> Option<()> {
    let mut stop = stop.unwrap_or_else(|| watch::channel(false).1);
    loop {
        tokio::select! {
            biased;
            // Not read any more, and not closed either.
            Ok(_) = stop.wait_for(|stop| *stop) => std::future::pending().await,
            message = socket.next() => match message?.ok()? {
                Message::Text(text) if text == "PING" => socket.send(Message::text("PONG")).await.ok()?,
                Message::Text(text) => {
                    let digits = text.split_once(MARK)?.1.split('"').next()?;
                    let sent = Duration::from_nanos(digits.parse().ok()?);
                    heard.0.borrow_mut().push(start.elapsed().saturating_sub(sent));
                }
                _ => {}
            },
        }
    }
}

/// Publishes so many events of a length a second, for so long.
pub(crate) async fn publish(
    port: u16,
    start: Instant,
    length: u32,
    rate: u32,
    lasting: Duration,
) -> Result<usize> {
    let mut socket = connect(port, None).await?;
    let mut clock = interval(Duration::from_secs(1) / rate);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let end = Instant::now() + lasting;
    let mut published = 0;
    while Instant::now() < end {
        clock.tick().await;
        let sent = start.elapsed().as_nanos().to_string();
        let event = json!({ "sentNs": sent, "length": length });
        ask(&mut socket, "mutation", &json!({ "path": "publish", "input": { "json": event } })).await?;
        published += 1;
    }
    Ok(published)
}

async fn connect(port: u16, receive_buffer: Option<u32>) -> Result<Socket> {
    let tcp = TcpSocket::new_v4()?;
    if let Some(size) = receive_buffer {
        tcp.set_recv_buffer_size(size)?;
    }
    let tcp = tcp.connect(([127, 0, 0, 1], port).into()).await?;
    tcp.set_nodelay(true)?;
    let small = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    let url = format!("ws://127.0.0.1:{port}/trpc");
    Ok(client_async_with_config(url, tcp, Some(small)).await?.0)
}

/// Asks, and waits for the first answer.
async fn ask(socket: &mut Socket, method: &str, params: &Value) -> Result<()> {
    let request = json!({ "id": 1, "method": method, "params": params });
    socket.send(Message::text(request.to_string())).await?;
    loop {
        let heard = timeout(Duration::from_secs(30), socket.next()).await.context("no answer")?;
        let Message::Text(text) = heard.context("the socket ended")?? else { bail!("no text") };
        if text == "PING" {
            socket.send(Message::text("PONG")).await?;
            continue;
        }
        ensure!(text.contains("\"result\""), "it answered {text}");
        return Ok(());
    }
}
