//! Where client-side defaults come from: the time and new ids.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The clock and the source of ids behind `@default(now())`, `@default(uuid())` and `@updatedAt`.
///
/// A test hands in its own, and rows come out the same each time.
pub trait Source: Send + Sync + std::fmt::Debug {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
    /// A random id (version 4).
    fn uuid_v4(&self) -> Uuid;
    /// An id that sorts by time (version 7).
    fn uuid_v7(&self) -> Uuid;
}

/// A source whose time stands still: all that one statement stores has the same, as in Prisma.
#[derive(Debug)]
pub(crate) struct Moment<'a> {
    source: &'a dyn Source,
    now: DateTime<Utc>,
}

impl<'a> Moment<'a> {
    pub(crate) fn of(source: &'a dyn Source) -> Self {
        Self { source, now: source.now() }
    }
}

impl Source for Moment<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn uuid_v4(&self) -> Uuid {
        self.source.uuid_v4()
    }

    fn uuid_v7(&self) -> Uuid {
        self.source.uuid_v7()
    }
}

/// The machine's clock and its random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemSource;

#[expect(clippy::disallowed_methods, reason = "this is the source that everybody else is handed")]
impl Source for SystemSource {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn uuid_v4(&self) -> Uuid {
        Uuid::new_v4()
    }

    fn uuid_v7(&self) -> Uuid {
        Uuid::now_v7()
    }
}
