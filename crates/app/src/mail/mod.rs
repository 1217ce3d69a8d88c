//! E-mail: written in the transaction that is the reason for it, sent after the commit, tried again with patience.

mod letter;
mod send;
mod transport;

use prisma::{Db, mail, mail::Data};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{App, Error, Result, sealed::MAIL_CONTENT, vault::VaultError};

pub use letter::Letter;
pub use send::run;
pub use transport::{Transport, TransportError};

/// What a recipient reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The line that a list of mails shows.
    pub subject: String,
    /// For those who read text.
    pub text: String,
    /// The same for those who read HTML.
    pub html: String,
}

/// Puts a letter into the outbox. It leaves when the transaction commits, and never if that fails. A tenant's
/// transaction may do it as well: it needs no more than the right to insert.
pub async fn post<S>(app: &App, tx: &Db<S>, recipient: &str, letter: &Letter<'_>) -> Result<()> {
    store(app, tx, recipient, letter, true).await
}

/// Does the work of [`post`] for a letter that nobody is to get, so that it takes as long.
pub(crate) async fn withhold<S>(app: &App, tx: &Db<S>, recipient: &str, letter: &Letter<'_>) -> Result<()> {
    store(app, tx, recipient, letter, false).await
}

async fn store<S>(app: &App, tx: &Db<S>, recipient: &str, letter: &Letter<'_>, is_sent: bool) -> Result<()> {
    let id = app.ambient.uuid_v7();
    let written = letter.write(&app.public_url);
    let written = serde_json::to_vec(&written).map_err(|error| Error::row(id, error))?;
    let content = app.vault.seal(&*app.ambient, MAIL_CONTENT.place(Uuid::nil(), id), &written);
    let content = if is_sent { content } else { Vec::new() };
    let set = vec![mail::id::set(id), mail::next_at::set(is_sent.then(|| app.ambient.now()))];
    tx.mail().create_many([mail::create(recipient, content, set)]).exec().await?;
    Ok(())
}

/// What is in a stored mail; none where it was taken out after the mail was sent.
pub fn read(app: &App, row: &Data) -> Result<Option<Written>> {
    if row.content.is_empty() { Ok(None) } else { open(app, row.id, &row.content).map(Some) }
}

/// The newest mails, to one recipient or to anybody: what the mailbox of development shows.
pub async fn newest(app: &App, recipient: Option<String>, most: i64) -> Result<Vec<Data>> {
    let filter = recipient.map(|recipient| mail::recipient::equals(recipient).insensitive());
    let rows = app.system.mail().find_many(filter).order_by(mail::id::desc()).take(most);
    Ok(rows.exec().await?)
}

/// A stored mail.
pub async fn find(app: &App, id: Uuid) -> Result<Option<Data>> {
    Ok(app.system.mail().find_unique(mail::id::equals(id)).exec().await?)
}

fn open(app: &App, id: Uuid, content: &[u8]) -> Result<Written> {
    let opened = app
        .vault
        .open(MAIL_CONTENT.place(Uuid::nil(), id), content)
        .map_err(|error: VaultError| Error::row(id, error))?;
    serde_json::from_slice(&opened).map_err(|error| Error::row(id, error))
}
