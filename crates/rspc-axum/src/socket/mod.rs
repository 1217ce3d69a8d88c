//! Everything over one WebSocket: one task a socket, calls side by side, subscriptions with backpressure.
//!
//! A socket that does not read stops its own subscriptions (their streams are not polled) and nobody else's;
//! after [`Limits::write`](crate::Limits::write) it is cut off.

mod message;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use axum::{
    extract::{
        WebSocketUpgrade,
        ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code},
    },
    http::request::Parts,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use rspc::{Call, Encoding, ErrorCode, Failure, Item, ItemStream, Kind, RawInput, Reply, TrackedForm};
use tokio::time::{Duration, Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use crate::{
    Mount, Request, ResponseHeaders, Transport,
    envelope::{self, Place},
    http, inputs, origin,
    socket::message::{Id, Incoming, Work},
};

/// How long a socket may stay after it was asked to reconnect elsewhere.
const DRAIN: Duration = Duration::from_secs(5);

pub(crate) fn accept<C, M>(mount: Arc<Mount<C, M>>, parts: Parts, upgrade: WebSocketUpgrade) -> Response
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    if let Err(failure) = origin::check(&parts.headers, &mount.origins) {
        let status = axum::http::StatusCode::FORBIDDEN;
        return (status, envelope::error(&failure, Place::default(), mount.transformer)).into_response();
    }
    let limit = mount.limits.message;
    upgrade
        .read_buffer_size(4 * 1024)
        .write_buffer_size(0)
        .max_message_size(limit)
        .max_frame_size(limit)
        .on_upgrade(move |socket| async move { serve(mount, parts, socket).await })
}

async fn serve<C, M>(mount: Arc<Mount<C, M>>, parts: Parts, mut socket: WebSocket)
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    let request_id = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let context = match request(&mount, parts, &mut socket).await {
        Ok(request) => (mount.context)(request).await,
        Err(failure) => Err(failure),
    };
    match context {
        Ok(context) => Session::new(mount, context, request_id, socket).run().await,
        Err(failure) => {
            let place = Place { path: None, request_id: request_id.as_deref() };
            let frame = message::error(&Id::NULL, &failure, place, mount.transformer);
            let closing = async {
                socket.send(text(frame)).await?;
                socket.send(Message::Close(None)).await
            };
            // The client may be gone already; there is nobody else to tell.
            let _ = timeout(mount.limits.write, closing).await;
        }
    }
}

async fn request<C, M>(
    mount: &Mount<C, M>,
    parts: Parts,
    socket: &mut WebSocket,
) -> Result<Request, Failure> {
    let query = parts.uri.query().unwrap_or_default();
    let announced = inputs::parameter(query, "connectionParams").as_deref() == Some("1");
    let connection_params = if announced {
        let malformed = || Failure::new(ErrorCode::ParseError, "Malformed TRPCConnectionParamsMessage");
        let first = timeout(mount.limits.connection_params, socket.recv()).await;
        let first =
            first.map_err(|_| Failure::new(ErrorCode::Timeout, "The connection params did not arrive."))?;
        let first = first.and_then(Result::ok).ok_or_else(malformed)?;
        message::connection_params(&first.into_data()).ok_or_else(malformed)?
    } else {
        BTreeMap::default()
    };
    Ok(Request {
        transport: Transport::WebSocket,
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        extensions: parts.extensions,
        connection_params,
        response: ResponseHeaders::default(),
    })
}

/// What a unit of work came to.
enum Progress {
    /// A query or mutation is done.
    Done { id: Id, path: String, reply: Result<Reply, Failure> },
    /// A subscription opened, or did not.
    Opened { id: Id, path: String, stop: CancellationToken, reply: Result<Reply, Failure> },
    /// A subscription's next item, its end, or its stop.
    Item { subscription: Box<Subscription>, item: Option<Result<Item, Failure>> },
}

struct Subscription {
    id: Id,
    path: String,
    stop: CancellationToken,
    items: ItemStream,
}

/// The socket is gone or has to go.
struct Gone;

struct Session<C, M> {
    mount: Arc<Mount<C, M>>,
    context: C,
    request_id: Option<String>,
    socket: WebSocket,
    work: FuturesUnordered<BoxFuture<'static, Progress>>,
    subscriptions: HashMap<Id, CancellationToken>,
}

impl<C, M> Session<C, M>
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    fn new(mount: Arc<Mount<C, M>>, context: C, request_id: Option<String>, socket: WebSocket) -> Self {
        let (work, subscriptions) = (FuturesUnordered::new(), HashMap::new());
        Self { mount, context, request_id, socket, work, subscriptions }
    }

    async fn run(mut self) {
        let (ping_after, pong_within) = self.mount.limits.keep_alive;
        let shutdown = self.mount.shutdown.clone();
        let (mut draining, mut pinged) = (false, false);
        let timer = sleep_until(Instant::now() + ping_after);
        tokio::pin!(timer);
        loop {
            let step = tokio::select! {
                received = self.socket.recv() => match received {
                    Some(Ok(message)) => {
                        if !draining {
                            pinged = false;
                            timer.as_mut().reset(Instant::now() + ping_after);
                        }
                        self.receive(message).await
                    }
                    Some(Err(_)) | None => Err(Gone),
                },
                Some(progress) = self.work.next(), if !self.work.is_empty() => self.progress(progress).await,
                () = shutdown.cancelled(), if !draining => {
                    draining = true;
                    timer.as_mut().reset(Instant::now() + DRAIN);
                    self.send(br#"{"id":null,"method":"reconnect"}"#.to_vec()).await
                }
                () = &mut timer => {
                    if draining || pinged {
                        Err(Gone)
                    } else {
                        pinged = true;
                        timer.as_mut().reset(Instant::now() + pong_within);
                        self.send(b"PING".to_vec()).await
                    }
                }
            };
            if step.is_err() {
                break;
            }
        }
        let code = if draining { close_code::RESTART } else { close_code::NORMAL };
        let close = Message::Close(Some(CloseFrame { code, reason: "".into() }));
        let _ = timeout(Duration::from_secs(1), self.socket.send(close)).await;
    }

    async fn receive(&mut self, message: Message) -> Result<(), Gone> {
        let frame = match message {
            Message::Text(text) => match text.as_str() {
                "PING" => return self.send(b"PONG".to_vec()).await,
                "PONG" => return Ok(()),
                _ => Bytes::from(text),
            },
            Message::Binary(bytes) => bytes,
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Close(_) => return Err(Gone),
        };
        match message::parse(&frame) {
            Ok(messages) => {
                for message in messages {
                    self.take(message).await?;
                }
                Ok(())
            }
            Err(failure) => self.fail(&Id::NULL, None, &failure).await,
        }
    }

    async fn take(&mut self, incoming: Incoming) -> Result<(), Gone> {
        let Incoming { id, work } = incoming;
        let (kind, path, input) = match work {
            Work::Stop => {
                if let Some(stop) = self.subscriptions.get(&id) {
                    stop.cancel();
                }
                return Ok(());
            }
            Work::Call { kind, path, input } => (kind, path, input),
        };
        let refusal = if self.work.len() >= self.mount.limits.in_flight {
            let message =
                format!("At most {} calls may be under way on one socket.", self.mount.limits.in_flight);
            Some(Failure::new(ErrorCode::TooManyRequests, message))
        } else if kind == Kind::Subscription && self.subscriptions.contains_key(&id) {
            Some(Failure::new(ErrorCode::BadRequest, format!("Duplicate id {id}")))
        } else {
            None
        };
        if let Some(failure) = refusal {
            return self.fail(&id, Some(&path), &failure).await;
        }
        self.start(id, kind, path, input);
        Ok(())
    }

    fn start(&mut self, id: Id, kind: Kind, path: String, input: RawInput) {
        let (mount, context) = (self.mount.clone(), self.context.clone());
        let stop = CancellationToken::new();
        if kind == Kind::Subscription {
            self.subscriptions.insert(id.clone(), stop.clone());
        }
        let work = async move {
            let running = run(&mount, context, kind, &path, input, &id);
            if kind == Kind::Subscription {
                let reply = stop.run_until_cancelled(running).await;
                let reply = reply.unwrap_or_else(|| Ok(Reply::Stream(futures::stream::empty().boxed())));
                Progress::Opened { reply, id, path, stop: stop.clone() }
            } else {
                Progress::Done { reply: running.await, id, path }
            }
        };
        self.work.push(work.boxed());
    }

    async fn progress(&mut self, progress: Progress) -> Result<(), Gone> {
        match progress {
            Progress::Done { id, path, reply } => match reply {
                Ok(Reply::Once(encoded)) => {
                    self.send(message::end_result(encoded, self.mount.transformer)).await
                }
                Ok(Reply::Stream(_)) => {
                    let failure =
                        Failure::new(ErrorCode::InternalServerError, "The procedure answered a stream.");
                    self.fail(&id, Some(&path), &failure).await
                }
                Err(failure) => self.fail(&id, Some(&path), &failure).await,
            },
            Progress::Opened { id, path, stop, reply } => match reply {
                Ok(Reply::Stream(items)) => {
                    self.send(message::lifecycle(&id, "started")).await?;
                    self.listen(Box::new(Subscription { id, path, stop, items }));
                    Ok(())
                }
                Ok(Reply::Once(_)) => {
                    self.subscriptions.remove(&id);
                    let failure =
                        Failure::new(ErrorCode::InternalServerError, "The procedure answered no stream.");
                    self.fail(&id, Some(&path), &failure).await
                }
                Err(failure) => {
                    self.subscriptions.remove(&id);
                    self.fail(&id, Some(&path), &failure).await
                }
            },
            Progress::Item { subscription, item } => match item {
                Some(Ok(item)) => {
                    self.send(message::item(&subscription.id, item)).await?;
                    self.listen(subscription);
                    Ok(())
                }
                ended => {
                    let Subscription { id, path, .. } = *subscription;
                    self.subscriptions.remove(&id);
                    if let Some(Err(failure)) = ended {
                        self.fail(&id, Some(&path), &failure).await?;
                    }
                    self.send(message::lifecycle(&id, "stopped")).await
                }
            },
        }
    }

    fn listen(&self, mut subscription: Box<Subscription>) {
        let next = async move {
            let stop = subscription.stop.clone();
            let item = stop.run_until_cancelled(subscription.items.next()).await.flatten();
            Progress::Item { subscription, item }
        };
        self.work.push(next.boxed());
    }

    async fn fail(&mut self, id: &Id, path: Option<&str>, failure: &Failure) -> Result<(), Gone> {
        let place = Place { path, request_id: self.request_id.as_deref() };
        http::report(failure, place);
        let frame = message::error(id, failure, place, self.mount.transformer);
        self.send(frame).await
    }

    async fn send(&mut self, frame: Vec<u8>) -> Result<(), Gone> {
        match timeout(self.mount.limits.write, self.socket.send(text(frame))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Gone),
        }
    }
}

/// A frame as text; what is encoded as JSON is UTF-8.
fn text(frame: Vec<u8>) -> Message {
    Message::Text(Utf8Bytes::try_from(Bytes::from(frame)).unwrap_or_default())
}

async fn run<C: Send + 'static, M>(
    mount: &Mount<C, M>,
    context: C,
    kind: Kind,
    path: &str,
    input: RawInput,
    id: &Id,
) -> Result<Reply, Failure> {
    let procedure = mount.procedures.get(path).filter(|procedure| procedure.info().kind == kind);
    let procedure = procedure.ok_or_else(|| {
        Failure::new(ErrorCode::NotFound, format!("No \"{}\"-procedure on path \"{path}\"", http::name(kind)))
    })?;
    let transformer = mount.transformer;
    let call = Call {
        input,
        encoding: Encoding { transformer, tracked: TrackedForm::Envelope, ..Encoding::default() },
        buffer: message::begin_result(id, transformer),
    };
    procedure.call(context, call).await
}
