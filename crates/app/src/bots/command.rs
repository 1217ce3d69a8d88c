//! Commands: what people tell a bot's program to do, each obeyed in its order and answered once.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use futures::{Stream, TryFutureExt, TryStreamExt};
use prisma::{CommandKind, CommandStatus, IsolationLevel, TenantDb, bot, bot_command};
use prisma_client_rust::{Filter, Lock, Transaction, Update};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{BotError, expire::LIFETIME};
use crate::{
    App, Error, Result,
    audit::{self, Actor, Deed},
    once::{Once, OnceError, once},
    page::{Page, PageRequest},
    stream::{self, Event, EventType, FollowError, Position, Reserved, Stored},
};

/// Commands of a bot that wait for it at most.
const WAITING: i64 = 100;
/// Before a stream that began anew is followed again.
const ANEW: Duration = Duration::from_millis(250);

/// What a person tells a bot to do, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Its id.
    pub id: Uuid,
    /// Who is to obey.
    pub bot_id: Uuid,
    /// What is to be done.
    pub kind: CommandKind,
    /// What goes with it.
    pub payload: Option<Value>,
    /// Whether the bot has answered.
    pub status: CommandStatus,
    /// What it said.
    pub result: Option<String>,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// By whom.
    pub sent_by: String,
    /// When it was first handed to the bot's program.
    pub taken_at: Option<DateTime<Utc>>,
    /// When the bot answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it ceased to wait for an answer.
    pub expired_at: Option<DateTime<Utc>>,
    /// The stream number under which it was sent.
    pub sent_seq: i64,
    /// The number of its last event.
    pub seq: i64,
}

impl From<bot_command::Data> for Command {
    fn from(row: bot_command::Data) -> Self {
        Self {
            id: row.id,
            bot_id: row.bot_id,
            kind: row.kind,
            payload: row.payload,
            status: row.status,
            result: row.result,
            sent_at: row.sent_at,
            sent_by: row.sent_by,
            taken_at: row.taken_at,
            answered_at: row.answered_at,
            expired_at: row.expired_at,
            sent_seq: row.sent_seq,
            seq: row.seq,
        }
    }
}

/// Why a command is not sent, or not answered.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// It follows a built-in strategy, which hears no commands.
    #[error("the bot follows a built-in strategy")]
    BuiltIn,
    /// As many wait as may.
    #[error("as many commands wait for the bot as may")]
    TooMany,
    /// The bot has no such command.
    #[error("no such command")]
    UnknownCommand,
    /// It was answered otherwise before.
    #[error("the command was answered before")]
    Answered,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<prisma_client_rust::Error> for CommandError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// A command to be sent.
#[derive(Clone, Debug)]
pub struct NewCommand {
    /// Who is to obey.
    pub bot: Uuid,
    /// What is to be done.
    pub kind: CommandKind,
    /// What goes with it.
    pub payload: Option<Value>,
}

/// Sends a command: it waits until the bot answers it, or until it expires.
pub async fn send(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    key: Option<Once>,
    new: NewCommand,
) -> Result<Command, OnceError<CommandError>> {
    let mut reserved = None;
    let sent = once(app, db, tenant, key, async |tx: &TenantDb| {
        let (command, numbers) = store(app, tx, tenant, actor, new).await?;
        reserved = Some(numbers);
        Ok::<_, CommandError>(command)
    })
    .await?;
    if let Some(reserved) = reserved {
        reserved.announce(&app.hints);
    }
    Ok(sent.into_inner())
}

async fn store(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    new: NewCommand,
) -> Result<(Command, Reserved), CommandError> {
    let now = app.ambient.now();
    let row = tx.bot().find_unique(bot::id::equals(new.bot)).exec().await?;
    if row.ok_or(CommandError::UnknownBot)?.strategy.is_some() {
        return Err(CommandError::BuiltIn);
    }
    if tx.bot_command().count(unanswered(new.bot, now)).exec().await? >= WAITING {
        return Err(CommandError::TooMany);
    }
    let after = Some(json!({ "kind": new.kind, "payload": new.payload }));
    let deed = Deed { action: "bot.command", target: new.bot.to_string(), before: None, after };
    audit::record(tx, tenant, now, actor, deed).await?;
    let reserved = Reserved::take(tx, tenant, 1).await?;
    let seq = reserved.seq(0);
    let payload = [bot_command::payload::set(new.payload)];
    let row = tx.bot_command().create(new.bot, new.kind, now, actor.name.clone(), seq, seq, payload);
    let command = Command::from(row.exec().await?);
    reserved.write(tx, &[Event::CommandChanged(&command)]).await?;
    Ok((command, reserved))
}

/// The commands that wait for a bot, also where none of the workers has marked those that have expired.
fn unanswered(bot: Uuid, now: DateTime<Utc>) -> [Filter<bot_command::Model>; 4] {
    [
        bot_command::bot_id::equals(bot),
        bot_command::status::equals(CommandStatus::Waiting),
        bot_command::expired_at::is_null(),
        bot_command::sent_at::gt(now - LIFETIME),
    ]
}

/// What a bot says of a command.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whether it is done.
    pub done: bool,
    /// In words.
    pub result: Option<String>,
}

/// Stores what the bot says of a command, once: the same answer again changes nothing, another one is refused. One that
/// comes late counts: it says what happened.
pub async fn acknowledge(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    bot: Option<Uuid>,
    id: Uuid,
    answer: Answer,
) -> Result<Command, CommandError> {
    let tx = db.begin().await?;
    let row = tx.bot_command().find_unique(bot_command::id::equals(id)).lock(Lock::ForNoKeyUpdate);
    let row = row.exec().await?.filter(|row| bot.is_none_or(|bot| bot == row.bot_id));
    let row = row.ok_or(CommandError::UnknownCommand)?;
    let status = if answer.done { CommandStatus::Done } else { CommandStatus::Failed };
    if row.status != CommandStatus::Waiting {
        let is_same = row.status == status && row.result == answer.result;
        return if is_same { Ok(row.into()) } else { Err(CommandError::Answered) };
    }
    let answered = vec![
        bot_command::status::set(status),
        bot_command::result::set(answer.result),
        bot_command::answered_at::set(Some(app.ambient.now())),
    ];
    Ok(change(app, tx, tenant, id, answered).await?)
}

/// Notes that a command was handed to the bot's program. Where that fails, the program has it all the same.
async fn take(app: &App, db: &TenantDb, tenant: Uuid, id: Uuid) {
    if let Err(error) = note_taken(app, db, tenant, id).await {
        tracing::warn!(%tenant, command = %id, %error, "that a command was taken is not noted");
    }
}

async fn note_taken(app: &App, db: &TenantDb, tenant: Uuid, id: Uuid) -> Result<()> {
    let tx = db.begin().await?;
    let row = tx.bot_command().find_unique(bot_command::id::equals(id)).lock(Lock::ForNoKeyUpdate);
    let row = row.exec().await?;
    if row.is_none_or(|row| row.status != CommandStatus::Waiting || row.taken_at.is_some()) {
        return Ok(());
    }
    let taken = vec![bot_command::taken_at::set(Some(app.ambient.now()))];
    change(app, tx, tenant, id, taken).await?;
    Ok(())
}

/// Changes a command and tells it, last in the transaction, and commits.
async fn change(
    app: &App,
    tx: Transaction<TenantDb>,
    tenant: Uuid,
    id: Uuid,
    changes: Vec<Update<bot_command::Model>>,
) -> Result<Command> {
    let reserved = Reserved::take(&tx, tenant, 1).await?;
    let changes = changes.into_iter().chain([bot_command::seq::set(reserved.seq(0))]);
    let command = Command::from(tx.bot_command().update(bot_command::id::equals(id), changes).exec().await?);
    reserved.write(&tx, &[Event::CommandChanged(&command)]).await?;
    tx.commit().await?;
    reserved.announce(&app.hints);
    Ok(command)
}

/// A bot's commands, newest first, all or those in a state.
pub async fn commands(
    db: &TenantDb,
    tenant: Uuid,
    bot: Uuid,
    status: Option<CommandStatus>,
    page: PageRequest,
) -> Result<Page<Command>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let filters =
        [bot_command::bot_id::equals(bot)].into_iter().chain(status.map(bot_command::status::equals));
    let query = tx.bot_command().find_many(filters).order_by(bot_command::sent_seq::desc());
    let (rows, next) = page.read(&tx.bot_command(), query, bot_command::id::equals, |row| row.id).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items: rows.into_iter().map(Command::from).collect(), next, as_of })
}

/// The commands that wait for a bot and were sent after `from`, and then each as it is sent. Without a position, or with
/// one that no longer stands, all that wait: none is lost, and what was answered or has expired does not come again. So it
/// goes on where the stream begins anew meanwhile.
pub async fn obey(
    app: &App,
    db: TenantDb,
    tenant: Uuid,
    bot: Uuid,
    from: Option<Position>,
) -> Result<impl Stream<Item = Result<(Position, Command), FollowError>> + use<>, BotError> {
    if db.bot().count([bot::id::equals(bot)]).exec().await? == 0 {
        return Err(BotError::UnknownBot);
    }
    let (mut head, mut waiting) = waiting(app, &db, tenant, bot, from).await?;
    let mut last = from;
    let app = app.clone();
    Ok(async_stream::try_stream! {
        loop {
            for row in waiting {
                let (id, at) = (row.id, Position { epoch: head.epoch, seq: row.sent_seq });
                last = Some(at);
                yield (at, Command::from(row));
                // Whoever asks for the next one has this one.
                take(&app, &db, tenant, id).await;
            }
            let (hints, kind) = (app.hints.clone(), EventType::CommandChanged);
            let events = stream::follow(db.clone(), hints, tenant, Some(head), kind);
            let sent = events.try_flatten_stream().try_filter_map(move |event: Arc<Stored>| async move {
                let command: Command = event.decode()?;
                let is_new = command.bot_id == bot && command.seq == command.sent_seq;
                Ok(is_new.then(|| (event.position(), command)))
            });
            futures::pin_mut!(sent);
            loop {
                match sent.try_next().await {
                    Ok(Some((at, command))) => {
                        let id = command.id;
                        last = Some(at);
                        yield (at, command);
                        take(&app, &db, tenant, id).await;
                    }
                    Ok(None) => return,
                    Err(FollowError::Reset { .. }) => break,
                    Err(failed) => Err(failed)?,
                }
            }
            // Until this process has noticed that the stream begins anew, it ends each time.
            tokio::time::sleep(ANEW).await;
            (head, waiting) = self::waiting(&app, &db, tenant, bot, last).await?;
        }
    })
}

/// The commands that wait and were sent after a position, and where the stream stood then.
async fn waiting(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    bot: Uuid,
    from: Option<Position>,
) -> Result<(Position, Vec<bot_command::Data>)> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let head = stream::head(&tx, tenant).await?;
    let after = from.filter(|from| from.epoch == head.epoch).map_or(0, |from| from.seq);
    let waiting = unanswered(bot, app.ambient.now()).into_iter().chain([bot_command::sent_seq::gt(after)]);
    let waiting = tx.bot_command().find_many(waiting).order_by(bot_command::sent_seq::asc()).exec().await?;
    tx.commit().await?;
    Ok((head, waiting))
}
