//! A mail server for one test: it takes mails, or refuses them as it is told.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A mail as it was handed over.
#[derive(Clone, Debug)]
pub(crate) struct Delivered {
    pub(crate) from: String,
    pub(crate) to: String,
    /// Headers and body, with soft line breaks undone.
    pub(crate) text: String,
}

/// What the server does and has.
#[derive(Default)]
struct State {
    delivered: Vec<Delivered>,
    /// What it answers to whoever wants to write to somebody, in place of yes.
    refusal: Option<&'static str>,
    attempts: usize,
}

/// A mail server. It ends with the test.
pub(crate) struct MailServer {
    /// Its address, as `TICKWIRE_SMTP_URL` takes it.
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl MailServer {
    /// One on a free port.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let state = Arc::<Mutex<State>>::default();
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { url, state }
    }

    /// From here on refuses everybody with that line, or nobody.
    pub(crate) fn refuse(&self, refusal: Option<&'static str>) {
        lock(&self.state).refusal = refusal;
    }

    /// How often somebody wanted to write.
    pub(crate) fn attempts(&self) -> usize {
        lock(&self.state).attempts
    }

    /// The mails that it took.
    pub(crate) fn delivered(&self) -> Vec<Delivered> {
        lock(&self.state).delivered.clone()
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One client, until it goes.
async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut stream = BufReader::new(stream);
    let (mut from, mut to) = (String::new(), String::new());
    let mut answer = "220 mail.example\r\n".to_owned();
    loop {
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or_default() == 0 {
            return;
        }
        let path = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        answer = match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => "250 mail.example\r\n".to_owned(),
            "MAIL" => {
                from = path();
                "250 ok\r\n".to_owned()
            }
            "RCPT" => {
                to = path();
                let mut state = lock(&state);
                state.attempts += 1;
                format!("{}\r\n", state.refusal.unwrap_or("250 ok"))
            }
            "DATA" => {
                if stream.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let Some(text) = content(&mut stream).await else { return };
                lock(&state).delivered.push(Delivered { from: from.clone(), to: to.clone(), text });
                "250 taken\r\n".to_owned()
            }
            "QUIT" => return,
            _ => "250 ok\r\n".to_owned(),
        };
    }
}

/// The lines up to the one that holds a dot alone.
async fn content(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            // Quoted-printable, as far as it is used here.
            return Some(text.replace("=\r\n", "").replace("=3D", "="));
        }
        text += &line;
    }
}
