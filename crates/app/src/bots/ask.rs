//! Asking a bot to run, to pause or to stop. What is asked for holds at once, whatever the bot reports.

use prisma::{BotStatus, TenantDb, bot, bot_command, bot_run};
use serde_json::json;
use uuid::Uuid;

use super::{Bot, BotError, change, expire::expire, lock};
use crate::{
    App,
    audit::{self, Actor, Deed},
};

/// What is asked of a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// It may trade from now on.
    Start,
    /// It may not trade until it is started; its run goes on.
    Pause,
    /// It may not trade, its run ends, and what it was told to do expires.
    Stop,
}

impl Ask {
    /// The state that is asked for.
    const fn status(self) -> BotStatus {
        match self {
            Self::Start => BotStatus::Running,
            Self::Pause => BotStatus::Paused,
            Self::Stop => BotStatus::Stopped,
        }
    }

    const fn action(self) -> &'static str {
        match self {
            Self::Start => "bot.start",
            Self::Pause => "bot.pause",
            Self::Stop => "bot.stop",
        }
    }
}

/// Asks, with the reason where there is one; asked for what it is asked for already, nothing changes.
pub async fn ask(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
    ask: Ask,
    reason: Option<String>,
) -> Result<Bot, BotError> {
    let tx = db.begin().await?;
    let before = lock(&tx, id).await?;
    let (was, is) = (before.desired_status, ask.status());
    if was == is {
        return Ok(before.into());
    }
    let now = app.ambient.now();
    match ask {
        Ask::Start | Ask::Pause if was == BotStatus::Stopped => {
            tx.bot_run().create(id, before.version, now, actor.name.clone(), []).exec().await?;
        }
        Ask::Stop => {
            let open = [bot_run::bot_id::equals(id), bot_run::stopped_at::is_null()];
            let stopped = [
                bot_run::stopped_at::set(Some(now)),
                bot_run::stopped_by::set(Some(actor.name.clone())),
                bot_run::reason::set(reason.clone()),
            ];
            tx.bot_run().update_many(open, stopped).exec().await?;
        }
        Ask::Start | Ask::Pause => {}
    }
    let after = json!({ "desiredStatus": is, "reason": reason });
    let before = Some(json!({ "desiredStatus": was }));
    let deed = Deed { action: ask.action(), target: id.to_string(), before, after: Some(after) };
    audit::record(&tx, tenant, now, actor, deed).await?;
    if ask == Ask::Stop {
        expire(app, &tx, tenant, bot_command::bot_id::equals(id)).await?;
    }
    let mut changes =
        vec![bot::desired_status::set(is), bot::desired_since::set(Some(now)), bot::quiet_since::set(None)];
    if was == BotStatus::Stopped {
        // A run decides by what comes after its start.
        changes.push(bot::decided_until::set(None));
    }
    Ok(change(app, tx, tenant, id, changes).await?)
}
