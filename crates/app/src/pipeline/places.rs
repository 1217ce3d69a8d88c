//! How many turns are under way at once, so that what is behind an acknowledgement leaves room for the next one.

use std::{num::NonZero, sync::Arc, thread::available_parallelism, time::Duration};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use super::pace::Pace;

/// Turns at once for each core: some wait for the disk, or for each other, while another computes.
const EACH_CORE: usize = 2;
/// Turns of a tenant at once. They end one after the other, at the head of its stream, where its signals begin: more would be in
/// the way of these.
const OF_TENANT: usize = 2;

/// The places of a process.
#[derive(Debug)]
pub struct Places {
    all: Arc<Semaphore>,
    /// By the last byte of a tenant's id.
    tenants: Vec<Arc<Semaphore>>,
    pace: Pace,
}

/// A place, until it is dropped.
pub(super) struct Place {
    _of_tenant: Option<OwnedSemaphorePermit>,
    _of_all: Option<OwnedSemaphorePermit>,
}

impl Default for Places {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        let pace = Pace::new(u32::try_from(cores).unwrap_or(u32::MAX));
        let tenants = (0..=u8::MAX).map(|_| Arc::new(Semaphore::new(OF_TENANT))).collect();
        Self { all: Arc::new(Semaphore::new(EACH_CORE * cores)), tenants, pace }
    }
}

impl Places {
    /// Waits for a place, and for the next turn's time.
    pub(super) async fn take(&self, tenant: Uuid) -> Place {
        let [.., last] = *tenant.as_bytes();
        // Neither is ever closed.
        let of_tenant = self.tenants[usize::from(last)].clone().acquire_owned().await.ok();
        let of_all = self.all.clone().acquire_owned().await.ok();
        self.pace.turn().await;
        Place { _of_tenant: of_tenant, _of_all: of_all }
    }

    /// Hears for how long a turn's first signal has waited.
    pub(super) fn begun(&self, waited: Duration) {
        self.pace.begun(waited);
    }

    /// Hears how many signals a turn has taken up.
    pub(super) fn took_up(&self, signals: usize) {
        self.pace.took_up(signals);
    }

    /// Hears that signals were stored: how long it took, and how long the first of them had waited then.
    pub(crate) fn heard(&self, took: Duration, waited: Duration) {
        self.pace.heard(took, waited);
    }
}
