//! The way out of the house: SMTP, or nothing where mails stay to be read in the mailbox of development.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    address::AddressError,
    message::{Mailbox, MultiPart, header::HeaderName, header::HeaderValue},
    transport::smtp,
};
use tokio::time::timeout;
use uuid::Uuid;

use super::Written;

/// How long the mail server may take for one command, and for a mail in all.
const COMMAND: Duration = Duration::from_secs(10);
const MAIL: Duration = Duration::from_secs(40);

/// Where mails go.
#[derive(Clone, Debug)]
pub enum Transport {
    /// To a mail server.
    Smtp(Box<Smtp>),
    /// Nowhere: they are read where they are stored.
    Kept,
}

/// A mail server, and who writes.
#[derive(Clone, Debug)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// What is wrong with a transport's settings.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The server's address.
    #[error("the address of the mail server: {0}")]
    Server(#[from] smtp::Error),
    /// The sender's.
    #[error("the address of the sender: {0}")]
    From(#[from] AddressError),
}

/// Why a mail did not leave.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) reason: String,
    /// Whether it is refused however often it is tried.
    pub(super) for_good: bool,
}

impl Transport {
    /// Mails go to the server at that address, such as `smtps://user:password@mail.example:465`, as if from `from`.
    pub fn smtp(url: &str, from: &str) -> Result<Self, TransportError> {
        let from = from.parse()?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(COMMAND)).build();
        Ok(Self::Smtp(Box::new(Smtp { server, from })))
    }
}

impl Smtp {
    /// Hands a mail over. Sent twice, it has the same id, by which mailboxes know it.
    pub(super) async fn send(&self, id: Uuid, recipient: &str, written: Written) -> Result<(), Refusal> {
        let for_good = |reason: String| Refusal { reason, for_good: true };
        let to = recipient.parse().map_err(|error: AddressError| for_good(error.to_string()))?;
        let domain = self.from.email.domain();
        let message = Message::builder()
            .message_id(Some(format!("<{id}@{domain}>")))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(written.subject)
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .multipart(MultiPart::alternative_plain_html(written.text, written.html))
            .map_err(|error| for_good(error.to_string()))?;
        match timeout(MAIL, self.server.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Refusal { reason: error.to_string(), for_good: error.is_permanent() }),
            Err(_) => Err(Refusal { reason: format!("not sent within {MAIL:?}"), for_good: false }),
        }
    }
}
