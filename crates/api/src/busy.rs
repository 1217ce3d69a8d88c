//! Calls that meet a busy service: one line in the log for all of a second, so that a flood is not answered with a flood.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// How long they are gathered.
const GATHERED: Duration = Duration::from_secs(1);

/// Those that no line has told of yet.
static UNTOLD: AtomicU64 = AtomicU64::new(0);

/// Has one told of, within a second.
pub(crate) fn tell(error: &app::Error) {
    tracing::debug!(%error, "a call met a busy service");
    if UNTOLD.fetch_add(1, Ordering::Relaxed) > 0 {
        return;
    }
    let first = error.to_string();
    tokio::spawn(async move {
        tokio::time::sleep(GATHERED).await;
        tracing::warn!(calls = UNTOLD.swap(0, Ordering::Relaxed), first, "calls met a busy service");
    });
}
