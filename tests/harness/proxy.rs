//! A proxy in front of a database: it hears what is said, and stops a conversation at a named point.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{oneshot, watch},
};

/// A point in a conversation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What the statement there says.
    pub(crate) statement: &'static str,
    /// What some statement of the same transaction said before, if that is asked for.
    pub(crate) after: &'static str,
    /// Whether the statement still reaches the database, and only its answer does not come back.
    pub(crate) answered: bool,
}

/// Waits for its point to be come to, for so many times.
struct Trap {
    point: Point,
    times: u32,
    sprung: oneshot::Sender<()>,
}

/// A running proxy.
pub(crate) struct Proxy {
    /// Where it listens.
    pub(crate) port: u16,
    trap: Arc<Mutex<Option<Trap>>>,
    /// Closes the conversations that were stopped.
    release: watch::Sender<u64>,
}

impl Proxy {
    /// One in front of that database.
    pub(crate) async fn start(database: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let trap = Arc::new(Mutex::new(None));
        let (release, released) = watch::channel(0);
        let traps = trap.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, database, traps.clone(), released.clone()));
            }
        });
        Self { port, trap, release }
    }

    /// The next conversation that comes to that point, when it is the `times`th, is stopped there; then the answer comes.
    pub(crate) fn stop_at(&self, point: Point, times: u32) -> oneshot::Receiver<()> {
        let (sprung, stopped) = oneshot::channel();
        *lock(&self.trap) = Some(Trap { point, times, sprung });
        stopped
    }

    /// Closes what was stopped; nothing more is stopped.
    pub(crate) fn release(&self) {
        lock(&self.trap).take();
        self.release.send_modify(|count| *count += 1);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is known of a conversation.
#[derive(Default)]
struct Conversation {
    /// Statements by the names that they were prepared under.
    prepared: HashMap<Vec<u8>, Arc<str>>,
    /// What was said since the transaction began.
    transaction: Vec<Arc<str>>,
    /// The answer that is kept back.
    stops: Option<(&'static [u8], oneshot::Sender<()>)>,
}

impl Conversation {
    /// The statement that the client's message runs.
    fn hear(&mut self, kind: u8, body: &[u8]) -> Option<Arc<str>> {
        let mut texts = body.split(|byte| *byte == 0);
        let text = |bytes: Option<&[u8]>| Arc::from(String::from_utf8_lossy(bytes.unwrap_or_default()));
        let run = match kind {
            b'P' => {
                let name = texts.next().unwrap_or_default().to_vec();
                self.prepared.insert(name, text(texts.next()));
                return None;
            }
            b'B' => self.prepared.get(texts.nth(1).unwrap_or_default())?.clone(),
            b'Q' => text(texts.next()),
            _ => return None,
        };
        if run.starts_with("BEGIN") {
            self.transaction.clear();
        }
        self.transaction.push(run.clone());
        Some(run)
    }

    fn is_at(&self, point: &Point, statement: &str) -> bool {
        statement.contains(point.statement) && self.transaction.iter().any(|said| said.contains(point.after))
    }
}

async fn pass(
    client: TcpStream,
    database: SocketAddr,
    trap: Arc<Mutex<Option<Trap>>>,
    mut released: watch::Receiver<u64>,
) {
    let Ok(database) = TcpStream::connect(database).await else { return };
    let _ = (client.set_nodelay(true), database.set_nodelay(true));
    released.mark_unchanged();
    let (from_client, to_client) = client.into_split();
    let (from_database, to_database) = database.into_split();
    let conversation = Mutex::default();
    let asks = asks(from_client, to_database, &conversation, &trap);
    let answers = answers(from_database, to_client, &conversation);
    // Whoever leaves ends it for both; one that is stopped ends when it is released.
    let talks = async {
        let stopped = tokio::select! {
            stopped = asks => stopped,
            stopped = answers => stopped,
        };
        if stopped {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = talks => {}
        _ = released.changed() => {}
    }
}

/// Passes on what the client says. Answers whether it was stopped.
async fn asks(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    conversation: &Mutex<Conversation>,
    trap: &Mutex<Option<Trap>>,
) -> bool {
    let mut heard = Messages::default();
    // The first has no kind: who wants to log in, and where. Nobody asks for encryption here.
    let Some(first) = heard.first(&mut from).await else { return false };
    if to.write_all(&first).await.is_err() {
        return false;
    }
    while let Some(message) = heard.next(&mut from).await {
        let stops = {
            let mut conversation = lock(conversation);
            let statement = conversation.hear(message[0], &message[5..]);
            let sprung = statement.and_then(|statement| spring(&conversation, trap, &statement));
            match sprung {
                Some((point, sprung)) if point.answered => {
                    let answer: &[u8] = if point.statement == "COMMIT" { b"CCOMMIT\0" } else { b"Z" };
                    conversation.stops = Some((answer, sprung));
                    false
                }
                Some((_, sprung)) => {
                    let _ = sprung.send(());
                    true
                }
                None => false,
            }
        };
        if stops {
            return true;
        }
        if to.write_all(&message).await.is_err() {
            return false;
        }
    }
    false
}

/// The trap, where it is this statement's turn.
fn spring(
    conversation: &Conversation,
    trap: &Mutex<Option<Trap>>,
    statement: &str,
) -> Option<(Point, oneshot::Sender<()>)> {
    let mut set = lock(trap);
    let waiting = set.as_mut().filter(|trap| conversation.is_at(&trap.point, statement))?;
    waiting.times = waiting.times.saturating_sub(1);
    if waiting.times > 0 {
        return None;
    }
    set.take().map(|trap| (trap.point, trap.sprung))
}

/// Passes on what the database answers. Answers whether it was stopped.
async fn answers(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    conversation: &Mutex<Conversation>,
) -> bool {
    let mut heard = Messages::default();
    while let Some(message) = heard.next(&mut from).await {
        let stops = {
            let mut conversation = lock(conversation);
            let is_it = |(answer, _): &mut (&[u8], _)| {
                message[0] == answer[0] && message[5..].starts_with(&answer[1..])
            };
            conversation.stops.take_if(is_it)
        };
        if let Some((_, sprung)) = stops {
            let _ = sprung.send(());
            return true;
        }
        if to.write_all(&message).await.is_err() {
            return false;
        }
    }
    false
}

/// Messages out of a stream of bytes: a kind, a length of four bytes, and so much.
#[derive(Default)]
struct Messages {
    bytes: Vec<u8>,
    taken: usize,
}

impl Messages {
    async fn first(&mut self, from: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
        self.message(from, 0).await
    }

    async fn next(&mut self, from: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
        self.message(from, 1).await
    }

    async fn message(&mut self, from: &mut (impl AsyncRead + Unpin), kind: usize) -> Option<Vec<u8>> {
        loop {
            let left = &self.bytes[self.taken..];
            if let Some(length) = left.get(kind..kind + 4) {
                let length = u32::from_be_bytes(length.try_into().ok()?);
                let whole = kind + usize::try_from(length).ok()?;
                if let Some(message) = left.get(..whole) {
                    let message = message.to_vec();
                    self.taken += whole;
                    return Some(message);
                }
            }
            self.bytes.drain(..self.taken);
            self.taken = 0;
            if from.read_buf(&mut self.bytes).await.ok()? == 0 {
                return None;
            }
        }
    }
}
