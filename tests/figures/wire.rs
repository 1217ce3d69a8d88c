//! A connection that costs little: requests as bytes, one after the other.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::harness::{Api, escaped};

/// A kept connection to the server.
pub(super) struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

/// An answer: its status, its body, and how long it took.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    pub(super) took: Duration,
}

impl Wire {
    pub(super) async fn connect(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket");
        Self { stream, read: Vec::with_capacity(1 << 16) }
    }

    /// Sends a request and reads its answer.
    pub(super) async fn ask(&mut self, request: &[u8]) -> Answered {
        let begun = Instant::now();
        self.stream.write_all(request).await.expect("the server listens");
        self.read.clear();
        let (head, length) = loop {
            assert!(self.stream.read_buf(&mut self.read).await.expect("an answer") > 0, "the server hung up");
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.read[..end]).to_ascii_lowercase();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
                let length = length.and_then(|length| length.trim().parse().ok());
                break (end + 4, length.unwrap_or(0_usize));
            }
        };
        while self.read.len() < head + length {
            assert!(self.stream.read_buf(&mut self.read).await.expect("an answer") > 0, "the server hung up");
        }
        let status = std::str::from_utf8(&self.read[9..12]).ok().and_then(|status| status.parse().ok());
        let body = self.read[head..head + length].to_vec();
        Answered { status: status.expect("a status"), body, took: begun.elapsed() }
    }
}

/// A call as it goes over the wire: of a mutation where there is a body, else of a query.
pub(super) fn request(api: &Api, procedure: &str, input: &Value, is_mutation: bool) -> Vec<u8> {
    let input = json!({ "json": input }).to_string();
    let (line, body) = if is_mutation {
        (format!("POST /trpc/{procedure}"), input)
    } else {
        (format!("GET /trpc/{procedure}?input={}", escaped(&input)), String::new())
    };
    let headers: String =
        api.headers().fold(String::new(), |all, (name, value)| all + name.as_str() + ": " + value + "\r\n");
    let kind = if is_mutation {
        format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len())
    } else {
        String::new()
    };
    format!("{line} HTTP/1.1\r\nhost: localhost\r\n{headers}{kind}\r\n{body}").into_bytes()
}
