//! What a figure came to, in a line.

use std::{fs, time::Duration};

/// The share of the sorted times that is below: 0.99 for p99.
pub(super) fn quantile(sorted: &[Duration], share: f64) -> Duration {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let index = (sorted.len() as f64 * share) as usize;
    sorted.get(index.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// In milliseconds, for a line.
pub(super) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Says what was measured, what was wanted, and how busy the machine was. A missed figure fails nothing: a busy machine
/// misses some.
pub(super) fn say(what: &str, seen: &str, wanted: &str, holds: bool) {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let verdict = if holds { "ok    " } else { "MISSED" };
    println!("{verdict} {what}: {seen} (wanted: {wanted}; load {load})");
}
