//! Waiting: for a condition, never for a time; and never for ever.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

/// How long anything may take that should take a moment.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
const POLL: Duration = Duration::from_millis(10);

/// The future's output; a panic that names `what` if it takes too long.
#[track_caller]
pub(crate) fn within<F: Future>(what: &str, future: F) -> impl Future<Output = F::Output> {
    let what = what.to_owned();
    async move { timeout(DEADLINE, future).await.unwrap_or_else(|_| panic!("{what}: not within {DEADLINE:?}")) }
}

/// What `look` finds, as soon as it finds something; a panic that names `what` if it takes too long.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < end, "{what}: not within {DEADLINE:?}");
        sleep(POLL).await;
    }
}

/// A number that the environment gives, or another.
pub(crate) fn given(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok().filter(|number| !number.is_empty());
    given.map_or(otherwise, |number| number.parse().expect("a number"))
}
