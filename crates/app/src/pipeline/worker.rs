//! The loop that finishes signals: told of new ones, and by a clock of those that a crash or another process left.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
    time::Duration,
};

use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use prisma_client_rust::{raw, row};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    bot::{Progress, work_on},
    work::Job,
};
use crate::{App, Result};

/// How the worker works.
#[derive(Clone, Copy, Debug)]
pub struct WorkerConfig {
    /// Bots worked on at once, most of whom wait for their venue; each bot's signals are finished in order.
    pub bots_at_once: usize,
    /// How often unfinished signals are looked for when nobody tells of them.
    pub sweep: Duration,
    /// How long a bot waits that has to wait, and an order that the venue gave no answer about.
    pub pause: Duration,
    /// How long a lost connection to the venue is left alone.
    pub reconnect: Duration,
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self {
            bots_at_once: 64,
            sweep: Duration::from_secs(1),
            pause: Duration::from_millis(500),
            reconnect: Duration::from_secs(1),
        }
    }
}

/// Bots of a tenant worked on at once.
const OF_TENANT: usize = 8;

/// Bots that are to be worked on, are being worked on, or have to wait; the others do not wait with them.
#[derive(Default)]
struct Desk {
    waiting: BTreeMap<Job, Instant>,
    ready: BTreeSet<Job>,
    busy: BTreeSet<Job>,
    /// Who was begun with last: the next one is behind it, so that everybody's time comes.
    last: Job,
}

/// Finishes signals until `stop`; the step under way is finished first.
pub(super) async fn run(app: &App, config: WorkerConfig, stop: &CancellationToken) {
    let mut desk = Desk::default();
    let mut running: FuturesUnordered<BoxFuture<'_, (Job, Result<Progress>)>> = FuturesUnordered::new();
    let mut sweep = tokio::time::interval(config.sweep);
    sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while !stop.is_cancelled() {
        while running.len() < config.bots_at_once
            && let Some(job) = desk.begin()
        {
            running.push(work_on(app, job.0, job.1, stop).map(move |done| (job, done)).boxed());
        }
        let looks = tokio::select! {
            () = stop.cancelled() => break,
            Some((job, done)) = running.next() => {
                desk.done(job, done, config.pause);
                continue;
            }
            () = app.work.told() => {
                let (named, unknown) = app.work.take();
                desk.ready.extend(named);
                unknown
            }
            _ = sweep.tick() => true,
            () = desk.next_due() => false,
        };
        desk.release_the_due();
        if looks {
            match bots_with_work(app).await {
                Ok(found) => desk.add(found),
                Err(error) => tracing::warn!(%error, "the pipeline cannot look for signals"),
            }
        }
    }
    while running.next().await.is_some() {}
}

impl Desk {
    /// The next bot that nobody works on.
    fn begin(&mut self) -> Option<Job> {
        let has_room = |&&(tenant, bot): &&Job| {
            let of_tenant = self.busy.range((tenant, Uuid::nil())..=(tenant, Uuid::max()));
            !self.busy.contains(&(tenant, bot)) && of_tenant.count() < OF_TENANT
        };
        let behind = (Bound::Excluded(self.last), Bound::Unbounded);
        let job = *self.ready.range(behind).chain(&self.ready).find(has_room)?;
        self.last = job;
        self.ready.remove(&job);
        self.busy.insert(job);
        Some(job)
    }

    fn done(&mut self, job: Job, done: Result<Progress>, pause: Duration) {
        self.busy.remove(&job);
        match done {
            Ok(Progress::Finished) => return,
            Ok(Progress::Waits) => {}
            Err(error) => {
                tracing::warn!(tenant = %job.0, bot = %job.1, %error, "a bot's signals have to wait");
            }
        }
        self.ready.remove(&job);
        self.waiting.insert(job, Instant::now() + pause);
    }

    /// Takes up those that were found and do not have to wait.
    fn add(&mut self, found: Vec<Job>) {
        self.ready.extend(
            found.into_iter().filter(|job| !self.waiting.contains_key(job) && !self.busy.contains(job)),
        );
    }

    async fn next_due(&self) {
        match self.waiting.values().min() {
            Some(due) => tokio::time::sleep_until(*due).await,
            None => std::future::pending().await,
        }
    }

    fn release_the_due(&mut self) {
        let now = Instant::now();
        let due: Vec<_> = self.waiting.iter().filter(|(_, due)| **due <= now).map(|(job, _)| *job).collect();
        for job in due {
            self.waiting.remove(&job);
            self.ready.insert(job);
        }
    }
}

/// Finishes every signal that can be finished now; what a seed or a test waits for.
pub async fn settle(app: &App) -> Result<()> {
    let stop = CancellationToken::new();
    for (tenant, bot) in bots_with_work(app).await? {
        work_on(app, tenant, bot, &stop).await?;
    }
    Ok(())
}

row!(
    struct Found {
        tenant_id: Uuid,
        bot_id: Uuid,
    }
);

/// Bots with unfinished signals, or with orders whose end is asked for.
async fn bots_with_work(app: &App) -> Result<Vec<Job>> {
    // It looks into all tenants, which is why it goes through the unscoped door.
    let found = app.system._query_raw::<Found>(raw!(
        "SELECT tenant_id, bot_id FROM signals WHERE status IN ('RECEIVED', 'ACCEPTED')
         UNION
         SELECT tenant_id, bot_id FROM orders WHERE cancel_requested_at IS NOT NULL
           AND status IN ('INITIALIZED', 'SUBMITTED', 'ACCEPTED', 'TRIGGERED', 'PARTIALLY_FILLED', 'PENDING_UPDATE', 'PENDING_CANCEL')
         LIMIT 10000"
    ));
    Ok(found.exec().await?.into_iter().map(|row| (row.tenant_id, row.bot_id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybodys_time_comes_however_much_somebody_has_to_do() {
        let [busy, other] = [1, 2].map(Uuid::from_u128);
        let mut desk = Desk::default();
        desk.add((0..20).map(|bot| (busy, Uuid::from_u128(bot))).collect());
        desk.add(vec![(other, Uuid::from_u128(0))]);
        let begun: Vec<_> = std::iter::from_fn(|| desk.begin()).collect();
        assert_eq!(begun.len(), OF_TENANT + 1);
        assert_eq!(begun.last(), Some(&(other, Uuid::from_u128(0))));
        // Who is named again is behind those that have not had their turn.
        desk.done(begun[0], Ok(Progress::Finished), Duration::ZERO);
        desk.ready.insert(begun[0]);
        desk.last = begun[OF_TENANT - 1];
        assert_eq!(desk.begin(), Some((busy, Uuid::from_u128(8))));
    }
}
