//! What bots, and the service about them, have to say to people.

use chrono::{DateTime, Utc};
use prisma::{IsolationLevel, MessageLevel, TenantDb, bot, bot_message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::BotError;
use crate::{
    App, Result,
    once::{Once, OnceError, once},
    page::{Page, PageRequest},
    stream::{self, Event, Reserved},
};

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id; later ones are higher.
    pub id: Uuid,
    /// The bot that it is of.
    pub bot_id: Uuid,
    /// How much it matters.
    pub level: MessageLevel,
    /// What was said.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<bot_message::Data> for Message {
    fn from(row: bot_message::Data) -> Self {
        Self { id: row.id, bot_id: row.bot_id, level: row.level, text: row.text, at: row.at }
    }
}

/// Something to be said.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// How much it matters.
    pub level: MessageLevel,
    /// What is said.
    pub text: String,
    /// When; now, if it does not say.
    pub at: Option<DateTime<Utc>>,
}

/// Stores what a bot says, in its order; answers how many messages that were.
pub async fn log(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    key: Option<Once>,
    bot: Uuid,
    messages: Vec<NewMessage>,
) -> Result<u32, OnceError<BotError>> {
    let mut reserved = None;
    let said = once(app, db, tenant, key, async |tx: &TenantDb| {
        if tx.bot().count([bot::id::equals(bot)]).exec().await? == 0 {
            return Err(BotError::UnknownBot);
        }
        let count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        reserved = Some(say(app, tx, tenant, bot, messages).await?);
        Ok(count)
    })
    .await?;
    if let Some(reserved) = reserved {
        reserved.announce(&app.hints);
    }
    Ok(said.into_inner())
}

/// Stores messages in the caller's transaction, which announces the numbers after its commit.
pub(super) async fn say(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    bot: Uuid,
    messages: Vec<NewMessage>,
) -> Result<Reserved> {
    let now = app.ambient.now();
    let said = messages.into_iter().map(|new| Message {
        id: app.ambient.uuid_v7(),
        bot_id: bot,
        level: new.level,
        text: new.text,
        at: new.at.unwrap_or(now),
    });
    let said: Vec<_> = said.collect();
    let reserved = Reserved::take(tx, tenant, said.len()).await?;
    let rows = said.iter().map(|message| {
        let id = bot_message::id::set(message.id);
        bot_message::create(bot, message.level, message.text.clone(), message.at, [id])
    });
    tx.bot_message().create_many(rows.collect::<Vec<_>>()).exec().await?;
    let events: Vec<_> = said.iter().map(Event::BotMessage).collect();
    reserved.write(tx, &events).await?;
    Ok(reserved)
}

/// What a bot has said, newest first, all or that of a level.
pub async fn messages(
    db: &TenantDb,
    tenant: Uuid,
    bot: Uuid,
    level: Option<MessageLevel>,
    page: PageRequest,
) -> Result<Page<Message>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let filters = [bot_message::bot_id::equals(bot)].into_iter().chain(level.map(bot_message::level::equals));
    let query = tx.bot_message().find_many(filters).order_by(bot_message::id::desc());
    let (rows, next) = page.read(&tx.bot_message(), query, bot_message::id::equals, |row| row.id).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items: rows.into_iter().map(Message::from).collect(), next, as_of })
}
