//! `LISTEN`: what other sessions notify, on a connection of its own.

use std::future::poll_fn;
use std::pin::pin;

use tokio::sync::mpsc;
use tokio_postgres::{AsyncMessage, Client, NoTls};

use crate::error::Result;
use crate::url;

/// Notifications that wait for a listener that is busy. What comes on top is dropped.
const WAITING: usize = 1024;

/// A connection that hears what others say with `NOTIFY`.
///
/// Notifications are no queue: what is said while nobody listens, or faster than it is taken, is lost.
#[derive(Debug)]
pub struct Listener {
    heard: mpsc::Receiver<Notification>,
    /// The connection lives as long as this does.
    _client: Client,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The channel.
    pub channel: String,
    /// The words; empty where there were none.
    pub payload: String,
}

impl Listener {
    /// Connects, and listens to the channels.
    pub async fn connect(database_url: &str, application_name: &str, channels: &[&str]) -> Result<Self> {
        let mut server = url::parse(database_url)?;
        server.application_name(application_name);
        let (client, mut connection) = server.connect(NoTls).await?;
        let (say, heard) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| pin!(&mut connection).poll_message(context)).await
            {
                if let AsyncMessage::Notification(said) = message {
                    let (channel, payload) = (said.channel().to_owned(), said.payload().to_owned());
                    let _ = say.try_send(Notification { channel, payload });
                }
            }
        });
        let listen: Vec<String> =
            channels.iter().map(|channel| format!("LISTEN {}", url::quoted(channel))).collect();
        client.batch_execute(&listen.join("; ")).await?;
        Ok(Self { heard, _client: client })
    }

    /// The next notification; none when the connection is lost.
    pub async fn next(&mut self) -> Option<Notification> {
        self.heard.recv().await
    }
}
