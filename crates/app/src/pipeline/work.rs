//! Which bots have something to be done: told by whoever stored it, so that the worker need not look for it.

use std::{
    collections::BTreeSet,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::Notify;
use trading::matching::Working;
use uuid::Uuid;

/// A bot, with its tenant.
pub(super) type Job = (Uuid, Uuid);

/// Bots that were named since the worker last looked.
#[derive(Debug, Default)]
pub struct Work {
    named: Mutex<Named>,
    told: Notify,
    turns: AtomicU64,
    /// Said to rest since the last tick.
    resting: Mutex<Vec<Resting>>,
}

/// An order that waits on paper for the market.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resting {
    pub(super) job: Job,
    pub(super) instrument: Uuid,
    pub(super) working: Working,
}

/// Orders at most that whoever follows the market has yet to hear of; after a while without a tick it reads them all.
const UNHEARD: usize = 10_000;

#[derive(Debug, Default)]
struct Named {
    bots: BTreeSet<Job>,
    /// Whether there may be others, in the database.
    unknown: bool,
}

impl Work {
    /// Says that there is something to be done for the bot.
    pub fn nudge(&self, tenant: Uuid, bot: Uuid) {
        self.named().bots.insert((tenant, bot));
        self.told.notify_one();
    }

    /// Says that there may be something to be done, for nobody knows which bot.
    pub fn notify_one(&self) {
        self.named().unknown = true;
        self.told.notify_one();
    }

    /// Counts a turn that a bot is given.
    pub(super) fn begin_turn(&self) {
        self.turns.fetch_add(1, Ordering::Relaxed);
    }

    /// The turns that bots were given since this process started.
    pub fn turns(&self) -> u64 {
        self.turns.load(Ordering::Relaxed)
    }

    /// Says that an order rests, for the next tick to meet it.
    pub(super) fn rest(&self, order: Resting) {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        if resting.len() < UNHEARD {
            resting.push(order);
        }
    }

    /// The orders that were said to rest since.
    pub(super) fn take_resting(&self) -> Vec<Resting> {
        std::mem::take(&mut *self.resting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until something is said.
    pub(super) async fn told(&self) {
        self.told.notified().await;
    }

    /// What was said since; and whether there may be more.
    pub(super) fn take(&self) -> (BTreeSet<Job>, bool) {
        let Named { bots, unknown } = std::mem::take(&mut *self.named());
        (bots, unknown)
    }

    fn named(&self) -> MutexGuard<'_, Named> {
        self.named.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
