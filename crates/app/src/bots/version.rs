//! The configurations of a bot: never changed, each under a number of its own.

use chrono::{DateTime, Utc};
use prisma::{IsolationLevel, TenantDb, bot, bot_version};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Bot, BotError, change, lock};
use crate::{
    App, Error, Result,
    audit::{self, Actor, Deed},
    page::{Page, PageRequest},
    strategies::{Setup, SetupError},
    stream,
};

/// A configuration that a bot has or had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: Uuid,
    /// From 1, without gaps.
    pub number: i32,
    /// What it says.
    pub content: Value,
    /// SHA-256 of that, its names in order, in hexadecimal digits.
    pub sha256: String,
    /// Who saved it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl From<bot_version::Data> for Version {
    fn from(row: bot_version::Data) -> Self {
        Self {
            id: row.id,
            number: row.number,
            content: row.content,
            sha256: hex::encode(row.sha256),
            created_by: row.created_by,
            created_at: row.created_at,
        }
    }
}

/// A configuration to be.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// The bot that is to follow it.
    pub bot: Uuid,
    /// The number that it comes after: somebody else's is not written over unseen.
    pub after: i32,
    /// What it says.
    pub content: Content,
}

/// What a configuration says.
#[derive(Clone, Debug)]
pub enum Content {
    /// What a program reads, in whatever names it has.
    Own(Value),
    /// What a bot of a built-in strategy follows.
    BuiltIn(Setup),
}

/// Why a configuration is not saved.
#[derive(Debug, thiserror::Error)]
pub enum VersionError {
    /// Another one was saved meanwhile.
    #[error("version {current} was saved meanwhile")]
    Outdated {
        /// Its number.
        current: i32,
    },
    /// There is no such bot, or beneath.
    #[error(transparent)]
    Bot(#[from] BotError),
    /// It cannot be followed.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

impl From<prisma_client_rust::Error> for VersionError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Bot(error.into())
    }
}

impl From<Error> for VersionError {
    fn from(error: Error) -> Self {
        Self::Bot(error.into())
    }
}

/// Saves a configuration, which the bot follows from now on. The one that it follows already is not saved twice.
pub async fn save_version(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    new: NewVersion,
) -> Result<Bot, VersionError> {
    let tx = db.begin().await?;
    let bot = lock(&tx, new.bot).await?;
    let (content, strategy) = match new.content {
        Content::Own(content) => (content, None),
        Content::BuiltIn(setup) => {
            setup.check(&tx).await?;
            (json!(setup), Some(setup.strategy.kind()))
        }
    };
    if strategy.is_some() != bot.strategy.is_some() {
        return Err(Error::row(bot.id, "a program's bot stays one, and a strategy's too").into());
    }
    let sha256 = digest(&content);
    let followed = [bot_version::bot_id::equals(bot.id), bot_version::number::equals(bot.version)];
    let followed = tx.bot_version().find_first(followed).exec().await?;
    if followed.as_ref().is_some_and(|followed| followed.sha256 == sha256) {
        return Ok(bot.into());
    }
    if bot.version != new.after {
        return Err(VersionError::Outdated { current: bot.version });
    }
    let number = bot.version + 1;
    let before = followed.map(|version| json!({ "version": version.number, "content": version.content }));
    let after = Some(json!({ "version": number, "content": content }));
    tx.bot_version().create(bot.id, number, content, sha256, actor.name.clone(), []).exec().await?;
    let deed = Deed { action: "bot.configure", target: bot.id.to_string(), before, after };
    audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
    let follows = vec![bot::version::set(number), bot::strategy::set(strategy)];
    Ok(change(app, tx, tenant, new.bot, follows).await?)
}

/// SHA-256 of what a configuration says. Its names are in order: `serde_json` keeps objects so.
pub(super) fn digest(content: &Value) -> Vec<u8> {
    Sha256::digest(content.to_string()).to_vec()
}

/// A bot's configurations, newest first.
pub async fn versions(db: &TenantDb, tenant: Uuid, bot: Uuid, page: PageRequest) -> Result<Page<Version>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let of_bot = || bot_version::bot_id::equals(bot);
    let query = tx.bot_version().find_many([of_bot()]).order_by(bot_version::number::desc());
    let (rows, next) = page.read(&tx.bot_version(), query, bot_version::id::equals, |row| row.id).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items: rows.into_iter().map(Version::from).collect(), next, as_of })
}
