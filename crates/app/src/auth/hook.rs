//! Inbound hooks: a bot's token in the address, stored as a hash.

use prisma::bot;
use uuid::Uuid;

use super::digest;
use crate::{App, Result};

/// Whom a hook's token speaks for.
#[derive(Clone, Copy, Debug)]
pub struct HookTarget {
    /// The tenant.
    pub tenant: Uuid,
    /// The bot.
    pub bot: Uuid,
}

/// The bot with that hook token.
pub async fn find_hook(app: &App, token: &str) -> Result<Option<HookTarget>> {
    let row = app.system.bot().find_unique(bot::hook_token_hash::equals(digest(token))).exec().await?;
    Ok(row.map(|bot| HookTarget { tenant: bot.tenant_id, bot: bot.id }))
}
