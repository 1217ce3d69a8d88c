//! Commands that expire: nobody answered them in time, or their bot was stopped.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{CommandStatus, TenantDb, bot_command};
use prisma_client_rust::{Filter, Lock, raw, row};
use uuid::Uuid;

use super::Command;
use crate::{
    App, Result,
    stream::{Event, Reserved},
};

/// How long a command waits for an answer: what a person wanted longer ago need not be what they want now.
pub(super) const LIFETIME: TimeDelta = TimeDelta::hours(1);

row!(
    struct Overdue {
        tenant_id: Uuid,
    }
);

/// Marks the commands of all tenants that nobody answered in time.
pub(super) async fn look(app: &App) -> Result<()> {
    let before = app.ambient.now() - LIFETIME;
    // It looks into all tenants, which is why it goes through the unscoped door.
    let overdue = app.system._query_raw::<Overdue>(raw!(
        "SELECT DISTINCT tenant_id FROM bot_commands
         WHERE status = 'WAITING' AND expired_at IS NULL AND sent_at <= {}::timestamptz LIMIT 1000",
        before
    ));
    for Overdue { tenant_id } in overdue.exec().await? {
        if let Err(error) = settle(app, tenant_id, before).await {
            tracing::warn!(tenant = %tenant_id, %error, "commands that have expired have to wait");
        }
    }
    Ok(())
}

async fn settle(app: &App, tenant: Uuid, before: DateTime<Utc>) -> Result<()> {
    let tx = app.client.tenant(tenant).begin().await?;
    let reserved = expire(app, &tx, tenant, bot_command::sent_at::lte(before)).await?;
    tx.commit().await?;
    if let Some(reserved) = reserved {
        reserved.announce(&app.hints);
    }
    Ok(())
}

/// Marks those of the tenant's commands that still wait, in the caller's transaction, which announces the numbers after
/// its commit; none where nothing waited.
pub(super) async fn expire(
    app: &App,
    tx: &TenantDb,
    tenant: Uuid,
    which: Filter<bot_command::Model>,
) -> Result<Option<Reserved>> {
    let waiting =
        [which, bot_command::status::equals(CommandStatus::Waiting), bot_command::expired_at::is_null()];
    let waiting = tx.bot_command().find_many(waiting).order_by(bot_command::id::asc());
    let waiting = waiting.lock(Lock::ForNoKeyUpdate).exec().await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let reserved = Reserved::take(tx, tenant, waiting.len()).await?;
    let mut expired = Vec::with_capacity(waiting.len());
    for (row, index) in waiting.iter().zip(0..) {
        let changes = [
            bot_command::expired_at::set(Some(app.ambient.now())),
            bot_command::seq::set(reserved.seq(index)),
        ];
        let row = tx.bot_command().update(bot_command::id::equals(row.id), changes).exec().await?;
        expired.push(Command::from(row));
    }
    let events: Vec<_> = expired.iter().map(Event::CommandChanged).collect();
    reserved.write(tx, &events).await?;
    Ok(Some(reserved))
}
