//! The figures of a pool: how long connections are waited for, how many operations ran, and for how long.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::pool::Usage;

/// The upper bounds of the buckets of [`Metrics::waits`], in milliseconds; the last bucket has none.
pub const WAIT_BOUNDS: [u64; 7] = [1, 5, 10, 50, 100, 500, 1000];

/// What a pool did since its start, and what it does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metrics {
    /// Its connections now.
    pub usage: Usage,
    /// How often a connection was handed out.
    pub acquired: u64,
    /// How often none became free in time.
    pub acquire_timeouts: u64,
    /// How long connections were waited for, all together.
    pub wait_time: Duration,
    /// How many waits were as long as each of [`WAIT_BOUNDS`] at most and longer than the one before it,
    /// and last how many were longer than all.
    pub waits: [u64; WAIT_BOUNDS.len() + 1],
    /// Operations (`find_many`, `create`, …) that ended.
    pub operations: u64,
    /// Those of them that failed.
    pub failures: u64,
    /// How long they took, all together.
    pub operation_time: Duration,
    /// Transactions that were tried again.
    pub retries: u64,
    /// Statements that were left by their callers and ended on the server.
    pub cancellations: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) statements: AtomicU64,
    acquired: AtomicU64,
    acquire_timeouts: AtomicU64,
    wait_micros: AtomicU64,
    waits: [AtomicU64; WAIT_BOUNDS.len() + 1],
    operations: AtomicU64,
    failures: AtomicU64,
    operation_micros: AtomicU64,
    pub(crate) retries: AtomicU64,
    pub(crate) cancellations: AtomicU64,
}

impl Counters {
    /// One more.
    pub(crate) fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn waited(&self, time: Duration, got_one: bool) {
        Self::count(if got_one { &self.acquired } else { &self.acquire_timeouts });
        self.wait_micros.fetch_add(micros(time), Ordering::Relaxed);
        let bucket = WAIT_BOUNDS.iter().position(|&bound| time <= Duration::from_millis(bound));
        Self::count(&self.waits[bucket.unwrap_or(WAIT_BOUNDS.len())]);
    }

    pub(crate) fn operated(&self, time: Duration, failed: bool) {
        Self::count(&self.operations);
        if failed {
            Self::count(&self.failures);
        }
        self.operation_micros.fetch_add(micros(time), Ordering::Relaxed);
    }

    pub(crate) fn read(&self, usage: Usage) -> Metrics {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Metrics {
            usage,
            acquired: get(&self.acquired),
            acquire_timeouts: get(&self.acquire_timeouts),
            wait_time: Duration::from_micros(get(&self.wait_micros)),
            waits: std::array::from_fn(|bucket| get(&self.waits[bucket])),
            operations: get(&self.operations),
            failures: get(&self.failures),
            operation_time: Duration::from_micros(get(&self.operation_micros)),
            retries: get(&self.retries),
            cancellations: get(&self.cancellations),
        }
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
