//! The time of a lane: it passes when the venue moves, so that nothing has to be waited for.

use std::sync::atomic::{AtomicI64, Ordering};

use app::{Ambient, ambient::SystemAmbient};
use chrono::{DateTime, TimeDelta, Utc};
use prisma_client_rust::Source;
use uuid::Uuid;

/// A clock that is moved by hand; ids and secrets are the machine's.
#[derive(Debug)]
pub(in crate::app) struct Clock(AtomicI64);

impl Clock {
    /// A clock that begins now.
    pub(in crate::app) fn new() -> Self {
        Self(AtomicI64::new(SystemAmbient.now().timestamp_micros()))
    }

    /// A second passes.
    pub(in crate::app) fn tick(&self) {
        self.0.fetch_add(TimeDelta::seconds(1).num_microseconds().unwrap_or_default(), Ordering::Relaxed);
    }
}

impl Source for Clock {
    fn now(&self) -> DateTime<Utc> {
        // What is stored later is later.
        let now = self.0.fetch_add(1, Ordering::Relaxed);
        DateTime::from_timestamp_micros(now).expect("a time")
    }
    fn uuid_v4(&self) -> Uuid {
        SystemAmbient.uuid_v4()
    }
    fn uuid_v7(&self) -> Uuid {
        SystemAmbient.uuid_v7()
    }
}

impl Ambient for Clock {
    fn secret(&self) -> [u8; 32] {
        SystemAmbient.secret()
    }
}
