//! How often a thing may be done, by whoever does it: so many times at once, and after that so often, each by themself.

use std::{fmt, hash::Hash, num::NonZeroU32, sync::Arc, time::Duration};

use governor::{
    DefaultDirectRateLimiter, RateLimiter,
    clock::{Clock, DefaultClock},
};
use moka::{policy::EvictionPolicy, sync::Cache};

/// Whoever comes after so many others in a moment is remembered, and the one who has been quiet for longest is not: a
/// flood of made-up names takes no more memory than these.
const MOST: u64 = 50_000;

/// A quota that each of those who are told apart by a `K` has.
pub struct Quota<K> {
    counted: Cache<K, Arc<DefaultDirectRateLimiter>>,
    each: governor::Quota,
    clock: DefaultClock,
}

impl<K: Clone + Eq + Hash + Send + Sync + 'static> Quota<K> {
    /// So many at once, and another one each time so much has passed.
    pub fn new(at_once: u32, another_after: Duration) -> Self {
        Self::of_at_most(MOST, at_once, another_after)
    }

    fn of_at_most(most: u64, at_once: u32, another_after: Duration) -> Self {
        let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
        let quota = governor::Quota::with_period(another_after);
        let quota = quota.unwrap_or(governor::Quota::per_second(NonZeroU32::MIN)).allow_burst(at_once);
        // Whoever has been quiet for so long may do as much as somebody new.
        let forgotten_after = quota.replenish_interval() * at_once.get();
        let counted = Cache::builder().max_capacity(most).time_to_idle(forgotten_after);
        let counted = counted.eviction_policy(EvictionPolicy::lru()).build();
        Self { counted, each: quota, clock: DefaultClock::default() }
    }

    /// Counts one. Refused, it says after how long to try again.
    pub fn pass(&self, who: &K) -> Result<(), Duration> {
        let its = self.counted.get_with(who.clone(), || Arc::new(RateLimiter::direct(self.each)));
        its.check().map_err(|later| later.wait_time_from(self.clock.now()))
    }

    /// Forgets what somebody has done.
    pub fn forget(&self, who: &K) {
        self.counted.invalidate(who);
    }
}

impl<K> fmt::Debug for Quota<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Quota").field("each", &self.each).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    #[test]
    fn each_is_refused_after_so_many_and_told_for_how_long() {
        let quota = Quota::new(3, MINUTE);
        for _ in 0..3 {
            assert_eq!(quota.pass(&"ada"), Ok(()));
        }
        let later = quota.pass(&"ada").unwrap_err();
        assert!(later > Duration::from_secs(50) && later <= MINUTE, "{later:?}");
        assert_eq!(quota.pass(&"eve"), Ok(()));
        quota.forget(&"ada");
        assert_eq!(quota.pass(&"ada"), Ok(()));
    }

    #[test]
    fn a_flood_of_names_takes_no_more_memory() {
        let quota = Quota::of_at_most(1_000, 1, MINUTE);
        for name in 0..10_000 {
            assert_eq!(quota.pass(&name), Ok(()));
        }
        // Not even before what is over is put away.
        let kept = quota.counted.iter().count();
        assert!(kept < 2_000, "{kept} are remembered");
        // Those who came last are among them.
        assert!(quota.pass(&9_999).is_err());
    }

    #[test]
    fn who_has_been_quiet_is_forgotten() {
        let quota = Quota::new(2, Duration::from_millis(50));
        assert_eq!(quota.pass(&1), Ok(()));
        std::thread::sleep(Duration::from_millis(150));
        quota.counted.run_pending_tasks();
        assert_eq!(quota.counted.entry_count(), 0);
    }
}
