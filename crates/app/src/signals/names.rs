//! The bots that signals named a moment ago, so that the next ones need not look for them.

use std::{fmt, time::Duration};

use moka::sync::Cache;
use uuid::Uuid;

use super::BotRef;

/// How long a name is good. The bot itself is looked at once more by the row's foreign key.
const KNOWN: Duration = Duration::from_secs(2);
/// Bots at most.
const MOST: u64 = 65_536;

/// Bots by tenant and id.
pub(super) struct Names(Cache<(Uuid, Uuid), BotRef>);

impl Default for Names {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(KNOWN).build())
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").finish_non_exhaustive()
    }
}

impl Names {
    pub(super) fn bot(&self, tenant: Uuid, bot: Uuid) -> Option<BotRef> {
        self.0.get(&(tenant, bot))
    }

    pub(super) fn learn(&self, tenant: Uuid, bot: &BotRef) {
        self.0.insert((tenant, bot.id), bot.clone());
    }
}
