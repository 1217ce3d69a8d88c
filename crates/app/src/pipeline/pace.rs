//! How many turns a second are begun while signals are stored: fewer as these are acknowledged late.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Turns a second at most, which is more than two cores can do; and at least, each of which finishes several signals.
const MOST: u32 = 2_000;
const LEAST: u32 = 100;
/// What is taken away, in quarters, when signals were late; and what comes back when they were not.
const SLOWER: u32 = 3;
const FASTER: u32 = 2;
/// How long after signals were late they cannot be expected to be on time again.
const SETTLES: Duration = Duration::from_millis(25);
/// Signals that waited for less are on time on every disk.
const ON_TIME: Duration = Duration::from_millis(10);
/// Those that waited for so many times what it takes to store some are late.
const LATE: u32 = 3;
/// For how long the shortest time that it took to store signals is what it takes.
const WINDOW: Duration = Duration::from_secs(10);
/// How long after signals were stored others are expected.
const GOES_ON: Duration = Duration::from_millis(200);

/// The pace of a process's turns.
#[derive(Debug)]
pub(super) struct Pace(Mutex<State>);

#[derive(Debug)]
struct State {
    /// Turns a second.
    rate: u32,
    /// When the next turn begins, at the earliest.
    next: Instant,
    /// When signals were last stored, and when they were last late.
    stored_at: Option<Instant>,
    late_at: Option<Instant>,
    /// The shortest time that it took to store signals, in this window and in the one before.
    shortest: [Duration; 2],
    window: Instant,
}

impl Default for Pace {
    fn default() -> Self {
        let now = Instant::now();
        let shortest = [Duration::MAX; 2];
        Self(Mutex::new(State {
            rate: MOST,
            next: now,
            stored_at: None,
            late_at: None,
            shortest,
            window: now,
        }))
    }
}

impl Pace {
    /// Hears that signals were stored: how long it took, and how long the first of them had waited then.
    pub(super) fn heard(&self, took: Duration, waited: Duration) {
        self.state().heard(took, waited, Instant::now());
    }

    /// Waits until the next turn may begin.
    pub(super) async fn turn(&self) {
        let begins = self.state().begin(Instant::now());
        if let Some(begins) = begins {
            tokio::time::sleep_until(begins).await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn heard(&mut self, took: Duration, waited: Duration, now: Instant) {
        self.stored_at = Some(now);
        if now - self.window >= WINDOW {
            (self.window, self.shortest) = (now, [Duration::MAX, self.shortest[0]]);
        }
        self.shortest[0] = self.shortest[0].min(took);
        let shortest = self.shortest[0].min(self.shortest[1]);
        if waited <= ON_TIME.max(shortest * LATE) {
            self.rate = (self.rate + FASTER).min(MOST);
        } else if self.late_at.is_none_or(|at| now - at >= SETTLES) {
            self.late_at = Some(now);
            self.rate = (self.rate / 4 * SLOWER).max(LEAST);
        }
    }

    /// When a turn that comes now begins; at once while no signals are stored.
    fn begin(&mut self, now: Instant) -> Option<Instant> {
        if self.stored_at.is_none_or(|at| now - at > GOES_ON) {
            return None;
        }
        let begins = self.next.max(now);
        self.next = begins + Duration::from_secs(1) / self.rate;
        (begins > now).then_some(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn state() -> (State, Instant) {
        let now = Instant::now();
        (Pace::default().0.into_inner().unwrap(), now)
    }

    /// The turns of the second that follows, if nothing is heard any more but that signals are stored.
    fn turns(state: &mut State, now: Instant) -> usize {
        (0..)
            .map_while(|_| {
                state.stored_at = Some(now);
                state.begin(now).map_or(Some(now), Some).filter(|begins| *begins < now + 1_000 * MS)
            })
            .count()
    }

    #[test]
    fn turns_are_fewer_while_signals_are_late_and_more_again_when_they_are_not() {
        let (mut state, mut now) = state();
        assert_eq!(turns(&mut state, now), 2_000);
        for _ in 0..100 {
            now += 30 * MS;
            state.heard(4 * MS, 60 * MS, now);
        }
        now += 2_000 * MS;
        assert_eq!(turns(&mut state, now), 100);
        for _ in 0..200 {
            now += 5 * MS;
            state.heard(4 * MS, 8 * MS, now);
        }
        now += 2_000 * MS;
        assert_eq!(turns(&mut state, now), 500);
    }

    #[test]
    fn on_a_slow_disk_signals_are_not_late_that_take_what_it_takes() {
        let (mut state, mut now) = state();
        for _ in 0..1_000 {
            now += 20 * MS;
            state.heard(20 * MS, 40 * MS, now);
        }
        assert_eq!(state.rate, MOST);
        // A disk that was quick once, and no longer is, is slow.
        state.heard(2 * MS, 2 * MS, now);
        for _ in 0..2_000 {
            now += 20 * MS;
            state.heard(20 * MS, 40 * MS, now);
        }
        assert!(state.rate > LEAST);
    }

    #[test]
    fn nothing_is_spaced_out_where_no_signals_are_stored() {
        let (mut state, now) = state();
        state.heard(4 * MS, 60 * MS, now);
        assert_eq!(state.begin(now + 300 * MS), None);
        assert_eq!(state.begin(now + 300 * MS), None);
    }
}
