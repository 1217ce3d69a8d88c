//! A bot says that it is there, and hears what is asked of it.

use prisma::{BotStatus, TenantDb, bot};
use uuid::Uuid;

use super::{Bot, BotError, change, lock};
use crate::App;

/// Notes that the bot is there, in the state that it reports. Followers are told where that is news.
pub async fn heartbeat(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    id: Uuid,
    status: BotStatus,
) -> Result<Bot, BotError> {
    let tx = db.begin().await?;
    let before = lock(&tx, id).await?;
    let there = vec![
        bot::status::set(status),
        bot::last_heartbeat_at::set(Some(app.ambient.now())),
        bot::quiet_since::set(None),
    ];
    if before.status != status || before.quiet_since.is_some() {
        return Ok(change(app, tx, tenant, id, there).await?);
    }
    let bot = tx.bot().update(bot::id::equals(id), there).exec().await?;
    tx.commit().await?;
    Ok(bot.into())
}
