//! Wakes the followers of a tenant: a hint says that there is something to read, never what.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use prisma::SystemDb;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Position;

/// How often the heads of followed tenants are read, for hints that got lost or came from another process.
const POLL: Duration = Duration::from_secs(1);

/// The newest known position of each followed tenant.
#[derive(Debug, Default)]
pub struct Hints {
    followed: Mutex<HashMap<Uuid, watch::Sender<Option<Position>>>>,
}

impl Hints {
    /// Registers a follower. It sees every hint from here on.
    pub fn follow(&self, tenant: Uuid) -> watch::Receiver<Option<Position>> {
        self.followed().entry(tenant).or_insert_with(|| watch::Sender::new(None)).subscribe()
    }

    /// Says that a position was reached.
    pub fn announce(&self, tenant: Uuid, reached: Position) {
        if let Some(sender) = self.followed().get(&tenant) {
            sender.send_if_modified(|known| {
                let newer = known.is_none_or(|known| known.epoch != reached.epoch || known.seq < reached.seq);
                if newer {
                    *known = Some(reached);
                }
                newer
            });
        }
    }

    /// Reads the heads of the followed tenants every second until `stop`.
    pub async fn poll(&self, system: &SystemDb, stop: &CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(POLL)).await.is_some() {
            let tenants = self.forget_the_left();
            if tenants.is_empty() {
                continue;
            }
            match system
                .stream_head()
                .find_many([prisma::stream_head::tenant_id::in_vec(tenants)])
                .exec()
                .await
            {
                Ok(heads) => {
                    for head in heads {
                        self.announce(head.tenant_id, Position { epoch: head.epoch, seq: head.seq });
                    }
                }
                Err(error) => tracing::warn!(%error, "the stream heads could not be read"),
            }
        }
    }

    /// The tenants that somebody follows; those that nobody does are dropped.
    fn forget_the_left(&self) -> Vec<Uuid> {
        let mut followed = self.followed();
        followed.retain(|_, sender| sender.receiver_count() > 0);
        followed.keys().copied().collect()
    }

    fn followed(&self) -> MutexGuard<'_, HashMap<Uuid, watch::Sender<Option<Position>>>> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
