//! Wakes the followers of a tenant: a hint says that there is something to read, never what.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use prisma::{SystemDb, TenantDb};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Position, channel::Channel, follow::head};
use crate::Result;

/// How often the heads of followed tenants are read, for hints that got lost.
const POLL: Duration = Duration::from_secs(1);

/// The tenants that somebody follows in this process, and what the other processes are to be told.
#[derive(Debug, Default)]
pub struct Hints {
    channels: Mutex<HashMap<Uuid, Weak<Channel>>>,
    unsaid: Mutex<HashMap<Uuid, Position>>,
    something_unsaid: Notify,
}

/// How the streams of this process stand.
#[derive(Clone, Copy, Debug)]
pub struct Followed {
    /// The tenants that somebody follows.
    pub tenants: usize,
    /// The events that the one furthest behind knows of, and has not read.
    pub behind: i64,
}

impl Hints {
    /// The tenant's channel, opened where nobody follows yet.
    pub(super) async fn channel(&self, db: &TenantDb, tenant: Uuid) -> Result<Arc<Channel>> {
        if let Some(channel) = open(&self.channels(), tenant) {
            return Ok(channel);
        }
        let head = head(db, tenant).await?;
        let mut channels = self.channels();
        // Somebody may have been quicker.
        Ok(open(&channels, tenant).unwrap_or_else(|| {
            let channel = Channel::open(db.clone(), head);
            channels.insert(tenant, Arc::downgrade(&channel));
            channel
        }))
    }

    /// Says that a position was reached by a commit of this process.
    pub fn announce(&self, tenant: Uuid, reached: Position) {
        self.heard(tenant, reached);
        lock(&self.unsaid).insert(tenant, reached);
        self.something_unsaid.notify_one();
    }

    /// Says that a position was reached, here or elsewhere.
    pub(super) fn heard(&self, tenant: Uuid, reached: Position) {
        let channel = self.channels().get(&tenant).and_then(Weak::upgrade);
        if let Some(channel) = channel {
            channel.reached(reached);
        }
    }

    /// Waits until there is something that other processes do not know, and takes it: the newest of each tenant.
    pub(super) async fn unsaid(&self) -> HashMap<Uuid, Position> {
        loop {
            let unsaid = std::mem::take(&mut *lock(&self.unsaid));
            if !unsaid.is_empty() {
                return unsaid;
            }
            self.something_unsaid.notified().await;
        }
    }

    /// Reads the heads of the followed tenants every second until `stop`.
    pub async fn poll(&self, system: &SystemDb, stop: &CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(POLL)).await.is_some() {
            let tenants = self.forget_the_left();
            if tenants.is_empty() {
                continue;
            }
            let followed = [prisma::stream_head::tenant_id::in_vec(tenants)];
            match system.stream_head().find_many(followed).exec().await {
                Ok(heads) => {
                    for head in heads {
                        self.heard(head.tenant_id, Position { epoch: head.epoch, seq: head.seq });
                    }
                }
                Err(error) => tracing::warn!(%error, "the stream heads could not be read"),
            }
        }
    }

    /// How many tenants somebody follows here, and how far behind the reading of one of them is at most.
    pub fn followed(&self) -> Followed {
        let channels: Vec<_> = self.channels().values().filter_map(Weak::upgrade).collect();
        let behind = channels.iter().map(|channel| channel.behind()).max().unwrap_or_default();
        Followed { tenants: channels.len(), behind }
    }

    /// The tenants that somebody follows; those that nobody does are dropped.
    fn forget_the_left(&self) -> Vec<Uuid> {
        let mut channels = self.channels();
        channels.retain(|_, channel| channel.strong_count() > 0);
        channels.keys().copied().collect()
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<Uuid, Weak<Channel>>> {
        lock(&self.channels)
    }
}

fn open(channels: &HashMap<Uuid, Weak<Channel>>, tenant: Uuid) -> Option<Arc<Channel>> {
    channels.get(&tenant).and_then(Weak::upgrade).filter(|channel| channel.is_open())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
