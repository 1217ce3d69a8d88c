//! How much turns do a second while signals are stored: less as these are acknowledged late.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// What a turn costs by itself, in signals that it takes up. So the slower the pace, the more signals wait for a turn, and
/// the less each of them costs.
const TURN: usize = 3;
/// What turns may cost a second for each core: at most, which is more than one core can do; and at least.
const MOST: u32 = 2_500;
const LEAST: u32 = 200;
/// Signals that have waited for so long to be taken up wait no longer for others to be acknowledged quickly: so much may turns
/// cost then, at least.
const BEHIND: Duration = Duration::from_secs(15);
const LEAST_BEHIND: u32 = 1_000;
/// How long it counts that some had.
const REMEMBERED: Duration = Duration::from_secs(1);
/// Quarters of the rate that are left when signals were late; and how much comes back, for each core, when some were on
/// time.
const SLOWER: u32 = 3;
const FASTER: u32 = 2;
/// How long after signals were late they cannot be expected to be on time again.
const SETTLES: Duration = Duration::from_millis(25);
/// Signals that waited for less are on time on every disk.
const ON_TIME: Duration = Duration::from_millis(5);
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
    cores: u32,
    /// What turns may cost a second.
    rate: u32,
    /// When the next turn begins, at the earliest.
    next: Instant,
    /// When signals were last stored, and when they were last late.
    stored_at: Option<Instant>,
    late_at: Option<Instant>,
    /// When a turn last took up signals that had waited too long.
    behind_at: Option<Instant>,
    /// The shortest time that it took to store signals, in this window and in the one before.
    shortest: [Duration; 2],
    window: Instant,
}

impl Pace {
    /// The pace of a process on so many cores.
    pub(super) fn new(cores: u32) -> Self {
        let now = Instant::now();
        let shortest = [Duration::MAX; 2];
        Self(Mutex::new(State {
            cores,
            rate: MOST * cores,
            next: now,
            stored_at: None,
            late_at: None,
            behind_at: None,
            shortest,
            window: now,
        }))
    }

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

    /// Hears for how long a turn's first signal has waited.
    pub(super) fn begun(&self, waited: Duration) {
        if waited > BEHIND {
            self.state().behind_at = Some(Instant::now());
        }
    }

    /// Hears how many signals a turn has taken up; itself and the first of them [`Pace::turn`] has counted.
    pub(super) fn took_up(&self, signals: usize) {
        self.state().spend(signals.saturating_sub(1));
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
            self.rate = (self.rate + FASTER * self.cores).min(MOST * self.cores);
        } else if self.late_at.is_none_or(|at| now - at >= SETTLES) {
            self.late_at = Some(now);
            self.rate = (self.rate / 4 * SLOWER).max(self.least(now));
        }
    }

    fn least(&self, now: Instant) -> u32 {
        let is_behind = self.behind_at.is_some_and(|at| now - at < REMEMBERED);
        self.cores * if is_behind { LEAST_BEHIND } else { LEAST }
    }

    /// When a turn that comes now begins; at once while no signals are stored.
    fn begin(&mut self, now: Instant) -> Option<Instant> {
        if self.stored_at.is_none_or(|at| now - at > GOES_ON) {
            self.next = now;
            return None;
        }
        self.rate = self.rate.max(self.least(now));
        let begins = self.next.max(now);
        self.next = begins;
        self.spend(TURN + 1);
        (begins > now).then_some(begins)
    }

    fn spend(&mut self, cost: usize) {
        let each = Duration::from_secs(1) / self.rate;
        self.next += each * u32::try_from(cost).unwrap_or(u32::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn state() -> (State, Instant) {
        let now = Instant::now();
        (Pace::new(2).0.into_inner().unwrap(), now)
    }

    /// The signals that turns of so many take up in the second that follows, if nothing is heard any more but that
    /// others are stored.
    fn taken_up(state: &mut State, each: usize, now: Instant) -> usize {
        let begins = (0..).map_while(|_| {
            state.stored_at = Some(now);
            let begins = state.begin(now).unwrap_or(now);
            state.spend(each - 1);
            (begins < now + 1_000 * MS).then_some(each)
        });
        begins.sum()
    }

    #[test]
    fn fewer_are_taken_up_while_signals_are_late_and_more_again_when_they_are_not() {
        let (mut state, mut now) = state();
        assert_eq!(taken_up(&mut state, 1, now), 1_250);
        for _ in 0..100 {
            now += 30 * MS;
            state.heard(4 * MS, 60 * MS, now);
        }
        now += 2_000 * MS;
        assert_eq!(taken_up(&mut state, 1, now), 100);
        now += 2_000 * MS;
        assert_eq!(taken_up(&mut state, 16, now), 22 * 16);
        for _ in 0..200 {
            now += 5 * MS;
            state.heard(4 * MS, 8 * MS, now);
        }
        now += 2_000 * MS;
        assert_eq!(taken_up(&mut state, 10, now), 93 * 10);
    }

    #[test]
    fn those_that_have_waited_long_are_taken_up_however_late_others_are() {
        let (mut state, mut now) = state();
        for _ in 0..100 {
            now += 30 * MS;
            state.heard(4 * MS, 60 * MS, now);
        }
        state.behind_at = Some(now);
        assert_eq!(taken_up(&mut state, 10, now), 154 * 10);
        state.heard(4 * MS, 60 * MS, now + 30 * MS);
        assert_eq!(state.rate, 2 * LEAST_BEHIND);
        // None does any more.
        for _ in 0..100 {
            now += 30 * MS;
            state.heard(4 * MS, 60 * MS, now);
        }
        assert_eq!(state.rate, 2 * LEAST);
    }

    #[test]
    fn on_a_slow_disk_signals_are_not_late_that_take_what_it_takes() {
        let (mut state, mut now) = state();
        for _ in 0..1_000 {
            now += 20 * MS;
            state.heard(20 * MS, 40 * MS, now);
        }
        assert_eq!(state.rate, 2 * MOST);
        // A disk that was quick once, and no longer is, is slow.
        state.heard(2 * MS, 2 * MS, now);
        for _ in 0..2_000 {
            now += 20 * MS;
            state.heard(20 * MS, 40 * MS, now);
        }
        assert!(state.rate > 2 * LEAST);
    }

    #[test]
    fn nothing_is_spaced_out_where_no_signals_are_stored() {
        let (mut state, now) = state();
        state.heard(4 * MS, 60 * MS, now);
        let later = now + 300 * MS;
        for _ in 0..1_000 {
            assert_eq!(state.begin(later), None);
            state.spend(15);
        }
        // Nor is it paid for afterwards.
        state.heard(4 * MS, 4 * MS, later);
        assert!(state.begin(later).is_none_or(|begins| begins < later + 10 * MS));
    }
}
