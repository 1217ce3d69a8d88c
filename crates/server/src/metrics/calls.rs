//! Calls: how many, of which kind, how they ended, and how long they took.

use std::time::Duration;

use prometheus_client::{
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};
use rspc::{ErrorCode, Info, Kind, Observer};

/// The upper bounds of durations, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The outcome of a call that was not refused.
const OK: &str = "OK";

/// The kind of what was refused before a procedure ran. It may have named none that there is.
const NONE: &str = "none";

type Labels<const N: usize> = [(&'static str, &'static str); N];

/// Counts the calls of every transport. By kind, not by procedure: a label that has few values stays cheap.
#[derive(Debug)]
pub(crate) struct Calls {
    ended: Family<Labels<2>, Counter>,
    took: Family<Labels<1>, Histogram, fn() -> Histogram>,
    open: Gauge,
}

impl Default for Calls {
    fn default() -> Self {
        let ended = Family::<Labels<2>, Counter>::default();
        // What an alert waits for is there from the start: a number that comes up as 1 has not risen.
        for kind in [name(Kind::Query), name(Kind::Mutation), name(Kind::Subscription), NONE] {
            for outcome in [OK, ErrorCode::ServiceUnavailable.name(), ErrorCode::InternalServerError.name()] {
                if (kind, outcome) != (NONE, OK) {
                    drop(ended.get_or_create(&[("kind", kind), ("outcome", outcome)]));
                }
            }
        }
        let took = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> Histogram);
        Self { ended, took, open: Gauge::default() }
    }
}

impl Calls {
    /// Has them told.
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("calls", "Calls that were answered, and subscriptions opened", self.ended.clone());
        registry.register("call_seconds", "How long calls took", self.took.clone());
        registry.register("subscriptions_open", "Subscriptions that are open", self.open.clone());
    }
}

impl<M> Observer<M> for Calls {
    fn answered(&self, info: &Info<M>, took: Duration, refused: Option<ErrorCode>) {
        let (kind, outcome) = (("kind", name(info.kind)), refused.map_or(OK, ErrorCode::name));
        self.ended.get_or_create(&[kind, ("outcome", outcome)]).inc();
        self.took.get_or_create(&[kind]).observe(took.as_secs_f64());
        if info.kind == Kind::Subscription && refused.is_none() {
            self.open.inc();
        }
    }

    fn ended(&self, _: &Info<M>) {
        self.open.dec();
    }

    fn turned_away(&self, code: ErrorCode) {
        self.ended.get_or_create(&[("kind", NONE), ("outcome", code.name())]).inc();
    }
}

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Query => "query",
        Kind::Mutation => "mutation",
        Kind::Subscription => "subscription",
    }
}
