//! A connected socket: one task, calls side by side, subscriptions with backpressure.
//!
//! A socket that does not read stops its own subscriptions (their streams are not polled) and nobody else's; after
//! [`Limits::write`](crate::Limits::write) it is cut off.

use std::{collections::HashMap, sync::Arc};

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use bytes::Bytes;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use rspc::{Call, Encoding, ErrorCode, Failure, Item, ItemStream, Kind, RawInput, Reply, TrackedForm};
use tokio::time::{Duration, Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite;
use tokio_util::sync::CancellationToken;

use super::{
    incoming::{Batch, Id, Incoming, Work},
    outgoing, text,
};
use crate::{Mount, envelope::Place, http};

/// How long a socket may stay after it was asked to reconnect elsewhere.
const DRAIN: Duration = Duration::from_secs(5);

/// What a unit of work came to.
enum Progress {
    /// A query or mutation is done.
    Done { id: Id, path: String, reply: Result<Reply, Failure> },
    /// A subscription opened, or did not; nothing, where it was stopped before.
    Opened { id: Id, path: String, stop: CancellationToken, reply: Option<Result<Reply, Failure>> },
    /// A subscription's next item, its end, or its stop.
    Item { subscription: Box<Subscription>, item: Option<Result<Item, Failure>> },
}

struct Subscription {
    id: Id,
    path: String,
    stop: CancellationToken,
    items: ItemStream,
}

/// Why a session ends, as a close code.
struct Ended(u16);

const GONE: Ended = Ended(close_code::NORMAL);

pub(super) struct Session<C, M> {
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
    pub(super) fn new(
        mount: Arc<Mount<C, M>>,
        context: C,
        request_id: Option<String>,
        socket: WebSocket,
    ) -> Self {
        let (work, subscriptions) = (FuturesUnordered::new(), HashMap::new());
        Self { mount, context, request_id, socket, work, subscriptions }
    }

    pub(super) async fn run(mut self) {
        let Ended(code) = self.serve().await;
        // What is under way stops before the client is told.
        self.work.clear();
        let close = Message::Close(Some(CloseFrame { code, reason: "".into() }));
        let _ = timeout(Duration::from_secs(1), self.socket.send(close)).await;
    }

    async fn serve(&mut self) -> Ended {
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
                    Some(Err(error)) => Err(Ended(code_of(error))),
                    None => Err(GONE),
                },
                Some(progress) = self.work.next(), if !self.work.is_empty() => self.progress(progress).await,
                () = shutdown.cancelled(), if !draining => {
                    draining = true;
                    timer.as_mut().reset(Instant::now() + DRAIN);
                    self.send(br#"{"id":null,"method":"reconnect"}"#.to_vec()).await
                }
                () = &mut timer => {
                    if draining {
                        Err(Ended(close_code::RESTART))
                    } else if pinged {
                        Err(GONE)
                    } else {
                        pinged = true;
                        timer.as_mut().reset(Instant::now() + pong_within);
                        self.send(b"PING".to_vec()).await
                    }
                }
            };
            if let Err(ended) = step {
                return if draining { Ended(close_code::RESTART) } else { ended };
            }
        }
    }

    async fn receive(&mut self, message: Message) -> Result<(), Ended> {
        let message = match message {
            Message::Text(text) => match text.as_str() {
                "PING" => return self.send(b"PONG".to_vec()).await,
                "PONG" => return Ok(()),
                _ => Bytes::from(text),
            },
            Message::Binary(_) => {
                let why = "JSON comes in text frames.";
                return self.fail(&Id::NULL, None, &Failure::new(ErrorCode::ParseError, why)).await;
            }
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Close(_) => return Err(GONE),
        };
        let batch = match Batch::of(&message) {
            Ok(batch) => batch,
            Err(failure) => return self.fail(&Id::NULL, None, &failure).await,
        };
        // Before anything of it is read.
        if let Some(Err(failure)) = batch.size.map(|size| self.mount.check_batch_size(size)) {
            return self.fail_all(&batch, &failure).await;
        }
        let requests = match batch.read() {
            Ok(requests) => requests,
            Err(failure) => return self.fail(&Id::NULL, None, &failure).await,
        };
        let paths = requests.iter().filter_map(|request| match &request.work {
            Work::Call { path, .. } if batch.size.is_some() => Some(path.as_str()),
            Work::Call { .. } | Work::Stop | Work::NoId => None,
        });
        if let Err(failure) = self.mount.check_batch_cost(paths) {
            return self.fail_all(&batch, &failure).await;
        }
        for request in requests {
            self.take(request).await?;
        }
        Ok(())
    }

    /// Nothing of a batch is taken: whoever waits for an answer gets this one.
    async fn fail_all(&mut self, batch: &Batch<'_>, failure: &Failure) -> Result<(), Ended> {
        let waiting = batch.waiting();
        for id in if waiting.is_empty() { vec![Id::NULL] } else { waiting } {
            self.fail(&id, None, failure).await?;
        }
        Ok(())
    }

    async fn take(&mut self, Incoming { id, work }: Incoming) -> Result<(), Ended> {
        let (kind, path, input) = match work {
            Work::NoId => {
                return self.fail(&id, None, &Failure::new(ErrorCode::ParseError, "`id` is required")).await;
            }
            Work::Stop => {
                if let Some(stop) = self.subscriptions.get(&id) {
                    stop.cancel();
                }
                return Ok(());
            }
            Work::Call { kind, path, input } => (kind, path, input),
        };
        if let Err(failure) = self.admit(kind, &id) {
            return self.fail(&id, Some(&path), &failure).await;
        }
        self.start(id, kind, path, input);
        Ok(())
    }

    /// Whether the socket may have one more of these. Each subscription is one unit of the work under way.
    fn admit(&self, kind: Kind, id: &Id) -> Result<(), Failure> {
        let limits = &self.mount.limits;
        let subscriptions = self.subscriptions.len();
        let (count, limit, what) = match kind {
            Kind::Subscription if self.subscriptions.contains_key(id) => {
                return Err(Failure::new(ErrorCode::BadRequest, format!("Duplicate id {id}")));
            }
            Kind::Subscription => (subscriptions, limits.subscriptions, "subscriptions"),
            Kind::Query | Kind::Mutation => (self.work.len() - subscriptions, limits.in_flight, "calls"),
        };
        if count < limit {
            return Ok(());
        }
        let message = format!("At most {limit} {what} may be under way on one socket.");
        Err(Failure::new(ErrorCode::TooManyRequests, message))
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
                Progress::Opened { reply, id, path, stop: stop.clone() }
            } else {
                Progress::Done { reply: running.await, id, path }
            }
        };
        self.work.push(work.boxed());
    }

    async fn progress(&mut self, progress: Progress) -> Result<(), Ended> {
        match progress {
            Progress::Done { reply: Ok(Reply::Once(encoded)), .. } => {
                self.send(outgoing::end_result(encoded, self.mount.transformer)).await
            }
            Progress::Done { id, path, reply: Ok(Reply::Stream(_)) } => {
                let failure =
                    Failure::new(ErrorCode::InternalServerError, "The procedure answered a stream.");
                self.fail(&id, Some(&path), &failure).await
            }
            Progress::Done { id, path, reply: Err(failure) } => self.fail(&id, Some(&path), &failure).await,
            Progress::Opened { id, path, stop, reply } => self.opened(id, path, stop, reply).await,
            Progress::Item { subscription, item: Some(Ok(item)) } => {
                self.send(outgoing::item(&subscription.id, item)).await?;
                self.listen(subscription);
                Ok(())
            }
            Progress::Item { subscription, item } => {
                let Subscription { id, path, .. } = *subscription;
                if let Some(Err(failure)) = item {
                    self.fail(&id, Some(&path), &failure).await?;
                }
                self.stopped(&id).await
            }
        }
    }

    async fn opened(
        &mut self,
        id: Id,
        path: String,
        stop: CancellationToken,
        reply: Option<Result<Reply, Failure>>,
    ) -> Result<(), Ended> {
        let failure = match reply {
            Some(Ok(Reply::Stream(items))) => {
                self.send(outgoing::lifecycle(&id, "started")).await?;
                self.listen(Box::new(Subscription { id, path, stop, items }));
                return Ok(());
            }
            Some(Ok(Reply::Once(_))) => {
                Failure::new(ErrorCode::InternalServerError, "The procedure answered no stream.")
            }
            Some(Err(failure)) => failure,
            None => return self.stopped(&id).await,
        };
        self.subscriptions.remove(&id);
        self.fail(&id, Some(&path), &failure).await
    }

    async fn stopped(&mut self, id: &Id) -> Result<(), Ended> {
        self.subscriptions.remove(id);
        self.send(outgoing::lifecycle(id, "stopped")).await
    }

    fn listen(&self, mut subscription: Box<Subscription>) {
        let next = async move {
            let stop = subscription.stop.clone();
            let item = stop.run_until_cancelled(subscription.items.next()).await.flatten();
            Progress::Item { subscription, item }
        };
        self.work.push(next.boxed());
    }

    async fn fail(&mut self, id: &Id, path: Option<&str>, failure: &Failure) -> Result<(), Ended> {
        let place = Place { path, request_id: self.request_id.as_deref() };
        http::report(failure, place);
        let message = outgoing::error(id, failure, place, self.mount.transformer);
        self.send(message).await
    }

    /// Sends a message, whole, before anything else is done for this socket.
    async fn send(&mut self, message: Vec<u8>) -> Result<(), Ended> {
        match timeout(self.mount.limits.write, self.socket.send(text(message))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(GONE),
            // Come back when you can read.
            Err(_) => Err(Ended(close_code::AGAIN)),
        }
    }
}

/// What a client is told that sent something unreadable.
fn code_of(error: axum::Error) -> u16 {
    match error.into_inner().downcast_ref::<tungstenite::Error>() {
        Some(tungstenite::Error::Capacity(_)) => close_code::SIZE,
        Some(tungstenite::Error::Utf8(_)) => close_code::INVALID,
        Some(tungstenite::Error::Protocol(_)) => close_code::PROTOCOL,
        _ => close_code::NORMAL,
    }
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
        upload: None,
        buffer: outgoing::begin_result(id, transformer),
    };
    procedure.call(context, call).await
}
