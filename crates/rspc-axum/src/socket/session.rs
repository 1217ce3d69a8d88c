//! A connected socket: one task, calls side by side, subscriptions with backpressure.
//!
//! A socket that does not read stops its own subscriptions (their streams are not polled) and nobody else's; after
//! [`Limits::write`](crate::Limits::write) it is cut off.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::extract::ws::{Message, WebSocket, close_code};
use bytes::Bytes;
use futures::FutureExt;
use rspc::{ErrorCode, Failure, Kind, Reply};
use tokio::time::{Duration, Instant, Sleep, sleep_until};
use tokio_util::sync::WaitForCancellationFuture;

use super::{
    connection::{Connection, Ended, GONE},
    incoming::{Batch, Id, Incoming, Work},
    outgoing,
    under_way::{Outcome, Progress, UnderWay, Unit},
};
use crate::{Mount, envelope::Place, http, request_id::RequestId, sockets::Open};

/// How long a socket may stay after it was asked to reconnect elsewhere.
const DRAIN: Duration = Duration::from_secs(5);

/// How many items of a subscription are taken before it is others' turn.
const STREAK: usize = 16;

/// What a socket waits for beside its work.
enum Event {
    Stopping,
    Timer,
    Received(Result<Message, Ended>),
}

/// How far a unit of work went on.
enum Taken {
    /// As far as it could, or for long enough.
    All,
    /// The socket's buffer is full.
    NoRoom,
    /// The unit is no longer under way.
    Over(Outcome),
}

pub(super) struct Session<C, M> {
    mount: Arc<Mount<C, M>>,
    context: C,
    request_id: RequestId,
    connection: Connection,
    work: UnderWay,
    /// The number of each subscription, open or being opened: a few, searched one by one.
    subscriptions: Vec<(Id, usize)>,
    /// Counts the socket for as long as the session lasts.
    _open: Open,
}

impl<C, M> Session<C, M>
where
    C: Clone + Send + Sync + 'static,
    M: Send + Sync + 'static,
{
    pub(super) fn new(
        mount: Arc<Mount<C, M>>,
        context: C,
        request_id: RequestId,
        socket: WebSocket,
        open: Open,
    ) -> Box<Self> {
        let connection = Connection::new(socket, mount.limits.write);
        Box::new(Self {
            mount,
            context,
            request_id,
            connection,
            work: UnderWay::default(),
            subscriptions: Vec::new(),
            _open: open,
        })
    }

    pub(super) async fn run(mut self: Box<Self>) {
        let Ended(code) = self.serve().await;
        // What is under way stops before the client is told.
        self.work.clear();
        self.connection.close(code).await;
    }

    async fn serve(&mut self) -> Ended {
        let (ping_after, pong_within) = self.mount.limits.keep_alive;
        let shutdown = self.mount.shutdown.clone();
        let (mut draining, mut pinged) = (false, false);
        let mut timer = pin!(sleep_until(Instant::now() + ping_after));
        let mut stopping = pin!(shutdown.cancelled());
        let mut rung = Vec::new();
        self.work.ring(UnderWay::REST);
        loop {
            poll_fn(|context| self.work.bells.poll_rung(context, &mut rung)).await;
            let mut step = Ok(());
            for &number in &rung {
                step = if number == UnderWay::REST {
                    let Poll::Ready(event) = self.look(draining, stopping.as_mut(), timer.as_mut()) else {
                        continue;
                    };
                    match event {
                        Event::Stopping => {
                            draining = true;
                            timer.as_mut().reset(Instant::now() + DRAIN);
                            self.connection.say(br#"{"id":null,"method":"reconnect"}"#.to_vec()).await
                        }
                        Event::Timer if draining => Err(Ended(close_code::RESTART)),
                        Event::Timer if pinged => Err(GONE),
                        Event::Timer => {
                            pinged = true;
                            timer.as_mut().reset(Instant::now() + pong_within);
                            self.connection.say(b"PING".to_vec()).await
                        }
                        Event::Received(Ok(message)) => {
                            if !draining {
                                pinged = false;
                                timer.as_mut().reset(Instant::now() + ping_after);
                            }
                            // On the heap: a socket holds no room for what is seldom.
                            self.receive(message).boxed().await
                        }
                        Event::Received(Err(ended)) => Err(ended),
                    }
                } else {
                    self.go_on(number).await
                };
                if step.is_err() {
                    break;
                }
            }
            if step.is_ok() {
                step = self.connection.flush().await;
            }
            if let Err(ended) = step {
                return if draining { Ended(close_code::RESTART) } else { ended };
            }
        }
    }

    /// Looks at what the socket waits for beside its work.
    fn look(
        &mut self,
        draining: bool,
        stopping: Pin<&mut WaitForCancellationFuture<'_>>,
        timer: Pin<&mut Sleep>,
    ) -> Poll<Event> {
        let waker = self.work.bells.waker(UnderWay::REST);
        let context = &mut Context::from_waker(&waker);
        let event = if !draining && stopping.poll(context).is_ready() {
            Event::Stopping
        } else if timer.poll(context).is_ready() {
            Event::Timer
        } else {
            Event::Received(ready!(self.connection.poll_receive(context)))
        };
        // There may be more.
        self.work.ring(UnderWay::REST);
        Poll::Ready(event)
    }

    async fn receive(&mut self, message: Message) -> Result<(), Ended> {
        let message = match message {
            Message::Text(text) => match text.as_str() {
                "PING" => return self.connection.say(b"PONG".to_vec()).await,
                "PONG" => return Ok(()),
                _ => Bytes::from(text),
            },
            Message::Binary(_) => {
                let why = "JSON comes in text frames.";
                return self.turn_away(&Id::NULL, None, &Failure::new(ErrorCode::ParseError, why)).await;
            }
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Close(_) => {
                self.connection.flush().await?;
                return Err(GONE);
            }
        };
        let batch = match Batch::of(&message) {
            Ok(batch) => batch,
            Err(failure) => return self.turn_away(&Id::NULL, None, &failure).await,
        };
        // Before anything of it is read.
        if let Some(Err(failure)) = batch.size.map(|size| self.mount.check_batch_size(size)) {
            return self.fail_all(&batch, &failure).await;
        }
        let requests = match batch.read() {
            Ok(requests) => requests,
            Err(failure) => return self.turn_away(&Id::NULL, None, &failure).await,
        };
        let called = requests.iter().filter_map(|request| match &request.work {
            Work::Call { path, .. } if batch.size.is_some() => Some(self.mount.procedures.get(path)),
            Work::Call { .. } | Work::Stop | Work::NoId => None,
        });
        if let Err(failure) = self.mount.check_batch_cost(called) {
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
            self.turn_away(&id, None, failure).await?;
        }
        Ok(())
    }

    async fn take(&mut self, Incoming { id, work }: Incoming) -> Result<(), Ended> {
        let (kind, path, input) = match work {
            Work::NoId => {
                return self
                    .turn_away(&id, None, &Failure::new(ErrorCode::ParseError, "`id` is required"))
                    .await;
            }
            Work::Stop => {
                let Some(number) = self.forget(&id) else { return Ok(()) };
                self.work.remove(number);
                return self.connection.say(outgoing::lifecycle(&id, "stopped")).await;
            }
            Work::Call { kind, path, input } => (kind, path, input),
        };
        if let Err(failure) = self.admit(kind, &id) {
            return self.turn_away(&id, Some(&path), &failure).await;
        }
        let subscribed = (kind == Kind::Subscription).then(|| id.clone());
        let (mount, context) = (self.mount.clone(), self.context.clone());
        let number = self.work.add(Unit::call(mount, context, kind, id, path, input));
        self.subscriptions.extend(subscribed.map(|id| (id, number)));
        Ok(())
    }

    /// Whether the socket may have one more of these. Each subscription is one unit of the work under way.
    fn admit(&self, kind: Kind, id: &Id) -> Result<(), Failure> {
        let limits = &self.mount.limits;
        let subscriptions = self.subscriptions.len();
        let (count, limit, what) = match kind {
            Kind::Subscription if self.subscriptions.iter().any(|(taken, _)| taken == id) => {
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

    /// Goes on with a unit of work for as long as it comes to something, but leaves others their turn.
    async fn go_on(&mut self, number: usize) -> Result<(), Ended> {
        let outcome = loop {
            match self.take_items(number)? {
                Taken::All => return Ok(()),
                Taken::NoRoom => self.connection.flush().await?,
                Taken::Over(outcome) => break outcome,
            }
        };
        match outcome {
            Outcome::Replied { kind: Kind::Subscription, id, path, reply } => {
                self.opened(id, path, reply).await
            }
            Outcome::Replied { id, path, reply, .. } => self.answer(id, &path, reply).await,
            Outcome::Ended { id, path, failure } => {
                self.forget(&id);
                if let Some(failure) = failure {
                    self.fail(&id, Some(&path), &failure).await?;
                }
                self.connection.say(outgoing::lifecycle(&id, "stopped")).await
            }
        }
    }

    /// Takes a subscription's items for the next flush, up to where something is to be waited for.
    fn take_items(&mut self, number: usize) -> Result<Taken, Ended> {
        for _ in 0..STREAK {
            if !self.connection.has_room()? {
                return Ok(Taken::NoRoom);
            }
            match self.work.poll(number) {
                Poll::Ready(Progress::Item(item)) => self.connection.put(item)?,
                Poll::Ready(Progress::Over(outcome)) => return Ok(Taken::Over(outcome)),
                Poll::Pending => return Ok(Taken::All),
            }
        }
        self.work.ring(number);
        Ok(Taken::All)
    }

    async fn answer(&mut self, id: Id, path: &str, reply: Result<Reply, Failure>) -> Result<(), Ended> {
        let failure = match reply {
            Ok(Reply::Once(encoded)) => {
                return self.connection.say(outgoing::end_result(encoded, self.mount.transformer)).await;
            }
            Ok(Reply::Stream(_)) => {
                Failure::new(ErrorCode::InternalServerError, "The procedure answered a stream.")
            }
            Err(failure) => failure,
        };
        self.fail(&id, Some(path), &failure).await
    }

    async fn opened(&mut self, id: Id, path: String, reply: Result<Reply, Failure>) -> Result<(), Ended> {
        self.forget(&id);
        let failure = match reply {
            Ok(Reply::Stream(items)) => {
                let started = outgoing::lifecycle(&id, "started");
                let number = self.work.add(Unit::Listening { id: id.clone(), path, items });
                self.subscriptions.push((id, number));
                return self.connection.say(started).await;
            }
            Ok(Reply::Once(_)) => {
                Failure::new(ErrorCode::InternalServerError, "The procedure answered no stream.")
            }
            Err(failure) => failure,
        };
        self.fail(&id, Some(&path), &failure).await
    }

    /// Takes a subscription off the list, and tells the number it had.
    fn forget(&mut self, id: &Id) -> Option<usize> {
        let at = self.subscriptions.iter().position(|(taken, _)| taken == id)?;
        Some(self.subscriptions.swap_remove(at).1)
    }

    /// Refuses what no procedure ran for.
    async fn turn_away(&mut self, id: &Id, path: Option<&str>, failure: &Failure) -> Result<(), Ended> {
        self.mount.procedures.turned_away(failure.code());
        self.fail(id, path, failure).await
    }

    async fn fail(&mut self, id: &Id, path: Option<&str>, failure: &Failure) -> Result<(), Ended> {
        let place = Place { path, request_id: self.request_id.as_str() };
        http::report(failure, place);
        let message = outgoing::error(id, failure, place, self.mount.transformer);
        self.connection.say(message).await
    }
}
