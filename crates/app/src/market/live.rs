//! The hub that ticks go through: who makes them publishes, who needs them subscribes.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use super::Tick;

/// Ticks that a subscriber may be behind before it loses the oldest.
const BEHIND: usize = 4096;

/// The last tick of each instrument, and every tick as it comes.
#[derive(Debug)]
pub struct Market {
    newest: RwLock<HashMap<Uuid, watch::Sender<Option<Tick>>>>,
    every: broadcast::Sender<Tick>,
}

impl Default for Market {
    fn default() -> Self {
        Self { newest: RwLock::default(), every: broadcast::Sender::new(BEHIND) }
    }
}

impl Market {
    /// Says that a tick has come. One that is not newer than the last of its instrument changes nothing.
    pub fn publish(&self, tick: Tick) {
        let is_newer = |newest: &mut Option<Tick>| {
            let newer = newest.is_none_or(|newest| (newest.at, newest.id) < (tick.at, tick.id));
            if newer {
                *newest = Some(tick);
            }
            newer
        };
        if self.of(tick.instrument, |newest| newest.send_if_modified(is_newer)) {
            // Nobody may be listening.
            let _ = self.every.send(tick);
        }
    }

    /// The last tick of the instrument, where one is known.
    pub fn latest(&self, instrument: Uuid) -> Option<Tick> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
        *newest.get(&instrument)?.borrow()
    }

    /// Every tick from now on. Whoever is slow loses the oldest and is told how many.
    pub fn subscribe(&self) -> broadcast::Receiver<Tick> {
        self.every.subscribe()
    }

    /// The newest tick of the instrument: whoever is slow sees fewer of them, and never an old one.
    pub fn conflated(&self, instrument: Uuid) -> watch::Receiver<Option<Tick>> {
        self.of(instrument, watch::Sender::subscribe)
    }

    fn of<T>(&self, instrument: Uuid, look: impl FnOnce(&watch::Sender<Option<Tick>>) -> T) -> T {
        {
            let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(newest) = newest.get(&instrument) {
                return look(newest);
            }
        }
        let mut newest = self.newest.write().unwrap_or_else(PoisonError::into_inner);
        look(newest.entry(instrument).or_default())
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use rust_decimal::Decimal;

    use super::*;

    fn tick(instrument: u128, id: i64) -> Tick {
        let at = DateTime::from_timestamp_millis(id * 250).unwrap();
        let instrument = Uuid::from_u128(instrument);
        Tick { instrument, price: Decimal::from(id), qty: Decimal::ONE, at, id: id.unsigned_abs() }
    }

    #[test]
    fn the_newest_tick_of_an_instrument_is_known() {
        let market = Market::default();
        assert_eq!(market.latest(Uuid::from_u128(1)), None);
        for (instrument, id) in [(1, 1), (2, 7), (1, 3), (1, 2)] {
            market.publish(tick(instrument, id));
        }
        assert_eq!(market.latest(Uuid::from_u128(1)), Some(tick(1, 3)));
        assert_eq!(market.latest(Uuid::from_u128(2)), Some(tick(2, 7)));
    }

    #[tokio::test]
    async fn one_who_wants_every_tick_gets_each_once_and_one_who_wants_the_newest_gets_that() {
        let market = Market::default();
        let (mut every, mut newest) = (market.subscribe(), market.conflated(Uuid::from_u128(1)));
        for id in [1, 2, 2, 3] {
            market.publish(tick(1, id));
        }
        for id in [1, 2, 3] {
            assert_eq!(every.recv().await.unwrap(), tick(1, id));
        }
        assert!(every.try_recv().is_err());
        newest.changed().await.unwrap();
        assert_eq!(*newest.borrow_and_update(), Some(tick(1, 3)));
        assert!(!newest.has_changed().unwrap());
    }

    #[test]
    fn one_who_is_slow_holds_nobody_up_and_is_told_what_it_lost() {
        let market = Market::default();
        let mut slow = market.subscribe();
        for id in 1..=5000 {
            market.publish(tick(1, id));
        }
        assert_eq!(slow.try_recv(), Err(broadcast::error::TryRecvError::Lagged(5000 - 4096)));
        assert_eq!(slow.try_recv().unwrap().id, 5000 - 4096 + 1);
    }
}
