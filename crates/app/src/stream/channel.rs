//! A tenant's stream in this process: one reader of the database, a ring, and whoever follows.

use std::{
    sync::{Arc, PoisonError, RwLock, Weak},
    time::Duration,
};

use prisma::{TenantDb, event};
use tokio::sync::watch;
use uuid::Uuid;

use super::{
    Position, Stored,
    ring::{Held, Ring},
};
use crate::Result;

/// Events read at once.
const BATCH: i64 = 500;
/// How long the reader outlasts a database that is away, and how it waits meanwhile.
const PATIENCE: u32 = 12;
const WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A tenant's stream as this process follows it, for as long as somebody does.
#[derive(Debug)]
pub(super) struct Channel {
    epoch: Uuid,
    /// The newest number that is known to be there.
    hint: watch::Sender<i64>,
    /// How far the ring is, which wakes whoever follows.
    tip: watch::Sender<Tip>,
    ring: RwLock<Ring>,
}

/// How far a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tip {
    /// Up to this number.
    At(i64),
    /// Nowhere any more: the stream has another history now, which stands here.
    Reset(Position),
    /// Nowhere any more: the database was away for too long.
    Failed,
}

impl Channel {
    /// A channel that begins after `head`, and its reader.
    pub(super) fn open(db: TenantDb, head: Position) -> Arc<Self> {
        let channel = Arc::new(Self {
            epoch: head.epoch,
            hint: watch::Sender::new(head.seq),
            tip: watch::Sender::new(Tip::At(head.seq)),
            ring: RwLock::new(Ring::new(head.seq)),
        });
        tokio::spawn(keep_up(Arc::downgrade(&channel), db, channel.hint.subscribe()));
        channel
    }

    /// Which life of the stream it follows.
    pub(super) const fn epoch(&self) -> Uuid {
        self.epoch
    }

    /// How far the ring is.
    pub(super) fn last(&self) -> i64 {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).last()
    }

    /// How many events it knows of and has not read.
    pub(super) fn behind(&self) -> i64 {
        let known = *self.hint.borrow();
        (known - self.last()).max(0)
    }

    /// Whether it goes on.
    pub(super) fn is_open(&self) -> bool {
        matches!(*self.tip.borrow(), Tip::At(_))
    }

    /// Hears of every step of the ring from here on.
    pub(super) fn tip(&self) -> watch::Receiver<Tip> {
        self.tip.subscribe()
    }

    /// Says that a position was reached.
    pub(super) fn reached(&self, position: Position) {
        if position.epoch != self.epoch {
            self.tip.send_replace(Tip::Reset(position));
            return;
        }
        self.hint.send_if_modified(|known| {
            let newer = *known < position.seq;
            *known = position.seq.max(*known);
            newer
        });
    }

    /// Some of the events after `seq`.
    pub(super) fn after(&self, seq: i64) -> Held {
        let most = usize::try_from(BATCH).unwrap_or(usize::MAX);
        self.ring.read().unwrap_or_else(PoisonError::into_inner).after(seq, most)
    }

    /// Takes everything that is there into the ring.
    async fn catch_up(&self, db: &TenantDb) -> Result<()> {
        loop {
            let events = read_patiently(db, self.epoch, self.last()).await?;
            if events.is_empty() {
                return Ok(());
            }
            let mut ring = self.ring.write().unwrap_or_else(PoisonError::into_inner);
            ring.extend(events);
            let last = ring.last();
            drop(ring);
            self.tip.send_if_modified(|tip| {
                let goes_on = matches!(tip, Tip::At(_));
                if goes_on {
                    *tip = Tip::At(last);
                }
                goes_on
            });
            if *self.hint.borrow() <= last {
                return Ok(());
            }
        }
    }
}

/// Reads what hints speak of, and at first what came between the head and the channel.
async fn keep_up(channel: Weak<Channel>, db: TenantDb, mut hinted: watch::Receiver<i64>) {
    loop {
        let Some(open) = channel.upgrade().filter(|channel| channel.is_open()) else { return };
        hinted.mark_unchanged();
        if let Err(error) = open.catch_up(&db).await {
            tracing::warn!(%error, "a tenant's stream cannot be read");
            open.tip.send_replace(Tip::Failed);
            return;
        }
        drop(open);
        if hinted.changed().await.is_err() {
            return;
        }
    }
}

/// The events after a number, at most [`BATCH`]; a database that goes away is waited for, for most of a minute.
pub(super) async fn read_patiently(db: &TenantDb, epoch: Uuid, after: i64) -> Result<Vec<Stored>> {
    let mut wait = WAIT;
    for _ in 0..PATIENCE {
        match read(db, epoch, after).await {
            Err(error) if error.is_transient() => {
                tracing::warn!(%error, "a follower waits for the database");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
            answered => return answered,
        }
    }
    read(db, epoch, after).await
}

async fn read(db: &TenantDb, epoch: Uuid, after: i64) -> Result<Vec<Stored>> {
    let events = db.event().find_many([event::seq::gt(after)]).order_by(event::seq::asc()).take(BATCH);
    Ok(events.exec().await?.into_iter().map(|row| Stored::new(epoch, row)).collect())
}
