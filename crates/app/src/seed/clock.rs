//! A clock that runs in the past, so that demo data has a history.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use prisma_client_rust::Source;
use uuid::Uuid;

use crate::Ambient;

/// The true clock, set back by a while.
#[derive(Debug)]
pub(super) struct PastClock {
    inner: Arc<dyn Ambient>,
    back_seconds: AtomicI64,
}

impl PastClock {
    pub(super) fn new(inner: Arc<dyn Ambient>) -> Self {
        Self { inner, back_seconds: AtomicI64::new(0) }
    }

    pub(super) fn set_back(&self, by: TimeDelta) {
        self.back_seconds.store(by.num_seconds(), Ordering::Relaxed);
    }
}

impl Source for PastClock {
    fn now(&self) -> DateTime<Utc> {
        self.inner.now() - TimeDelta::seconds(self.back_seconds.load(Ordering::Relaxed))
    }
    fn uuid_v4(&self) -> Uuid {
        self.inner.uuid_v4()
    }
    fn uuid_v7(&self) -> Uuid {
        self.inner.uuid_v7()
    }
}

impl Ambient for PastClock {
    fn secret(&self) -> [u8; 32] {
        self.inner.secret()
    }
}
