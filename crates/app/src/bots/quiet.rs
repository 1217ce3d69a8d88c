//! Bots that have gone quiet: a program that is asked to run and says no more that it is there.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{BotStatus, MessageLevel, QuietAction, TenantDb, bot};
use prisma_client_rust::{raw, row};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    Bot, BotError, change, expire, lock,
    message::{NewMessage, say},
};
use crate::{
    App, Result,
    audit::{self, Actor, Deed},
    orders::{self, EndError},
};

/// How often bots are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Why a bot is not watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// It follows a built-in strategy, which the service itself does.
    #[error("the bot follows a built-in strategy")]
    BuiltIn,
    /// There is no such bot, or beneath.
    #[error(transparent)]
    Bot(#[from] BotError),
}

impl From<crate::Error> for WatchError {
    fn from(error: crate::Error) -> Self {
        Self::Bot(error.into())
    }
}

impl From<prisma_client_rust::Error> for WatchError {
    fn from(error: prisma_client_rust::Error) -> Self {
        Self::Bot(error.into())
    }
}

/// Says after how long without a heartbeat a bot has gone quiet, never where it does not say, and what is done then.
pub async fn watch(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
    quiet_after: Option<i32>,
    on_quiet: QuietAction,
) -> Result<Bot, WatchError> {
    let tx = db.begin().await?;
    let before = lock(&tx, id).await?;
    if before.strategy.is_some() {
        return Err(WatchError::BuiltIn);
    }
    if (before.quiet_after, before.on_quiet) == (quiet_after, on_quiet) {
        return Ok(before.into());
    }
    let was = Some(json!({ "quietAfter": before.quiet_after, "onQuiet": before.on_quiet }));
    let after = Some(json!({ "quietAfter": quiet_after, "onQuiet": on_quiet }));
    let deed = Deed { action: "bot.watch", target: id.to_string(), before: was, after };
    audit::record(&tx, tenant, app.ambient.now(), actor, deed).await?;
    // By the new rule it may not be quiet; where it is, that is found out anew.
    let changes =
        vec![bot::quiet_after::set(quiet_after), bot::on_quiet::set(on_quiet), bot::quiet_since::set(None)];
    Ok(change(app, tx, tenant, id, changes).await?)
}

row!(
    struct Quiet {
        tenant_id: Uuid,
        id: Uuid,
    }
);

/// Finds bots that have gone quiet and commands that have expired, until `stop`.
pub async fn listen(app: &App, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = look(app).await {
            tracing::warn!(%error, "bots that have gone quiet are found later");
        }
        if let Err(error) = expire::look(app).await {
            tracing::warn!(%error, "commands that have expired are found later");
        }
        stop.run_until_cancelled(tokio::time::sleep(LOOK)).await;
    }
}

async fn look(app: &App) -> Result<()> {
    // It looks into all tenants, which is why it goes through the unscoped door.
    let quiet = app.system._query_raw::<Quiet>(raw!(
        "SELECT tenant_id, id FROM bots WHERE desired_status = 'RUNNING' AND quiet_after IS NOT NULL AND quiet_since IS NULL
           AND coalesce(greatest(last_heartbeat_at, desired_since), created_at) < {}::timestamptz - make_interval(secs => quiet_after)
         ORDER BY id LIMIT 1000",
        app.ambient.now()
    ));
    for Quiet { tenant_id, id } in quiet.exec().await? {
        match settle(app, tenant_id, id).await {
            Ok(()) | Err(BotError::UnknownBot) => {}
            Err(BotError::Failed(error)) => {
                tracing::warn!(tenant = %tenant_id, bot = %id, %error, "a bot that has gone quiet has to wait");
            }
        }
    }
    Ok(())
}

/// Since when nothing was heard of the bot, where that is too long.
fn quiet_since(bot: &bot::Data, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let after = TimeDelta::seconds(bot.quiet_after?.into());
    let heard = bot.last_heartbeat_at.max(bot.desired_since).unwrap_or(bot.created_at);
    let due = bot.desired_status == BotStatus::Running && bot.quiet_since.is_none() && heard + after < now;
    due.then_some(heard)
}

/// Marks a bot as quiet and does what is asked for then, all of it or nothing: whoever comes after a crash finds it due.
async fn settle(app: &App, tenant: Uuid, id: Uuid) -> Result<(), BotError> {
    let (tx, now) = (app.client.tenant(tenant).begin().await?, app.ambient.now());
    let row = lock(&tx, id).await?;
    // Another worker may have been faster, or the bot is there again.
    let Some(heard) = quiet_since(&row, now) else { return Ok(tx.rollback().await?) };
    let us = Actor { id: None, name: "Tickwire".to_owned(), ip: None };
    let before = Some(json!({ "desiredStatus": row.desired_status }));
    let after = Some(json!({ "quietSince": heard, "onQuiet": row.on_quiet }));
    let deed = Deed { action: "bot.quiet", target: id.to_string(), before, after };
    audit::record(&tx, tenant, now, &us, deed).await?;
    let mut changes = vec![bot::quiet_since::set(Some(heard))];
    if row.on_quiet != QuietAction::Tell {
        changes.push(bot::desired_status::set(BotStatus::Paused));
        changes.push(bot::desired_since::set(Some(now)));
    }
    let done = match row.on_quiet {
        QuietAction::Tell => "",
        QuietAction::Pause => " It was paused.",
        QuietAction::Close => {
            orders::flatten(app, &tx, tenant, &us, Some(id)).await.map_err(|error| match error {
                EndError::UnknownBot => BotError::UnknownBot,
                EndError::Failed(error) => BotError::Failed(error),
            })?;
            " It was paused, and what it holds is closed."
        }
    };
    let text = format!("No heartbeat for {} seconds.{done}", row.quiet_after.unwrap_or_default());
    let warning = NewMessage { level: MessageLevel::Warning, text, at: Some(now) };
    say(app, &tx, tenant, id, vec![warning]).await?;
    change(app, tx, tenant, id, changes).await?;
    app.work.nudge(tenant, id);
    Ok(())
}
