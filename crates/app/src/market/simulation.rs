//! A market that nobody trades at: its price at any moment is a function of a seed, the instrument and the time.
//!
//! Nothing is remembered, so two processes see the same ticks, and after a restart the price goes on as if nothing had
//! been. All arithmetic is of whole numbers, so every machine sees the same ones too.

use chrono::DateTime;
use rust_decimal::Decimal;
use trading::{Candle, Interval, candle::Millis};
use uuid::Uuid;

use super::Tick;

/// Time between two ticks of an instrument.
pub(super) const STEP: Millis = 250;

/// Waves that the price is made of: how long one is, and how far it moves the price, in millionths.
const WAVES: [(Millis, i64); 7] = [
    (3 * 24 * 3_600_000, 40_000),
    (8 * 3_600_000, 15_000),
    (3_600_000, 6_000),
    (10 * 60_000, 2_500),
    (2 * 60_000, 900),
    (20_000, 350),
    (1_000, 120),
];
/// What makes all of it.
const MILLION: i64 = 1_000_000;

/// The simulated price of one instrument.
#[derive(Clone, Copy, Debug)]
pub struct Simulation {
    instrument: Uuid,
    seed: u64,
    /// What the price moves around, in ticks of it.
    base: i64,
    price_tick: Decimal,
    lot_step: Decimal,
}

impl Simulation {
    /// Around that price. None where the price is no number of ticks that can be moved.
    pub fn new(
        seed: u64,
        instrument: Uuid,
        base: Decimal,
        price_tick: Decimal,
        lot_step: Decimal,
    ) -> Option<Self> {
        let base = i64::try_from(base.checked_div(price_tick)?.trunc()).ok()?;
        // So that no wave leads out of the range, nor down to nothing.
        let fits = (100..=i64::MAX / (2 * MILLION)).contains(&base);
        fits.then_some(Self { instrument, seed, base, price_tick, lot_step })
    }

    /// The last tick at that time.
    pub fn tick(&self, at: Millis) -> Option<Tick> {
        let step = at.div_euclid(STEP);
        let at = step * STEP;
        let (price, qty) = (self.price(at)?, self.qty(at)?);
        let at = DateTime::from_timestamp_millis(at)?;
        Some(Tick { instrument: self.instrument, price, qty, at, id: step.unsigned_abs() })
    }

    /// The minute that begins then, of all its ticks.
    pub fn minute(&self, open_time: Millis) -> Option<Candle> {
        let mut minute: Option<Candle> = None;
        for at in (open_time..open_time + Interval::M1.millis()).step_by(STEP.unsigned_abs().try_into().ok()?)
        {
            let trade = Candle::of_trade(open_time, self.price(at)?, self.qty(at)?);
            minute = Some(match minute {
                Some(minute) => minute.then(&trade).ok()?,
                None => trade,
            });
        }
        minute
    }

    fn price(&self, at: Millis) -> Option<Decimal> {
        let moved: i64 =
            (0_u64..).zip(WAVES).map(|(wave, (length, height))| self.wave(wave, at, length, height)).sum();
        let ticks = self.base + self.base * moved / MILLION;
        self.price_tick.checked_mul(Decimal::from(ticks.max(1)))
    }

    /// From 1 to 1000 lots.
    fn qty(&self, at: Millis) -> Option<Decimal> {
        let lots = self.noise(99, at.div_euclid(STEP)).rem_euclid(1000) + 1;
        self.lot_step.checked_mul(Decimal::from(lots))
    }

    /// Where a wave stands: smoothly from one random height to the next.
    fn wave(&self, wave: u64, at: Millis, length: Millis, height: i64) -> i64 {
        let (place, within) = (at.div_euclid(length), at.rem_euclid(length));
        let (from, to) = (self.noise(wave, place), self.noise(wave, place + 1));
        // 3t² − 2t³, of t in thousandths.
        let t = within * 1000 / length;
        let smooth = t * t * (3000 - 2 * t) / MILLION;
        (from + (to - from) * smooth / 1000) * height / MILLION
    }

    /// A number from −1,000,000 to 1,000,000 that nobody foresees without the seed.
    fn noise(&self, wave: u64, place: i64) -> i64 {
        let (high, low) = self.instrument.as_u64_pair();
        let mut mixed = self.seed;
        for part in [high, low, wave, place.cast_unsigned()] {
            mixed = mix(mixed ^ part);
        }
        let range = 2 * MILLION.unsigned_abs() + 1;
        i64::try_from(mixed % range).unwrap_or_default() - MILLION
    }
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood, 2014).
const fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    const NOON: Millis = 1_763_726_400_000;

    fn simulation(seed: u64) -> Simulation {
        Simulation::new(seed, Uuid::from_u128(7), dec!(67250.00), dec!(0.01), dec!(0.00001)).unwrap()
    }

    #[test]
    fn the_same_seed_makes_the_same_market_and_another_one_another() {
        let prices = |seed| {
            (0..100).map(|n| simulation(seed).tick(NOON + n * STEP).unwrap().price).collect::<Vec<_>>()
        };
        assert_eq!(prices(1), prices(1));
        assert_ne!(prices(1), prices(2));
        // These very ones, whatever the machine.
        let first: Vec<String> = prices(1)[..3].iter().map(ToString::to_string).collect();
        assert_eq!(first, ["65586.71", "65586.37", "65585.63"]);
    }

    #[test]
    fn a_minute_is_what_its_ticks_are() {
        let market = simulation(3);
        let minute = market.minute(NOON).unwrap();
        let ticks: Vec<_> = (0..240).map(|n| market.tick(NOON + n * STEP).unwrap()).collect();
        assert_eq!(minute.check(Interval::M1), Ok(()));
        assert_eq!((minute.open, minute.close), (ticks[0].price, ticks[239].price));
        assert_eq!(Some(minute.high), ticks.iter().map(|tick| tick.price).max());
        assert_eq!(Some(minute.low), ticks.iter().map(|tick| tick.price).min());
        assert_eq!(minute.volume, ticks.iter().map(|tick| tick.qty).sum::<Decimal>());
        assert!(ticks.windows(2).all(|pair| pair[0].id + 1 == pair[1].id));
    }

    #[test]
    fn the_price_moves_and_stays_near_what_it_moves_around() {
        let market = simulation(4);
        let days: Vec<_> = (0..365).map(|day| market.tick(NOON + day * 86_400_000).unwrap().price).collect();
        assert!(days.iter().all(|price| (dec!(60000)..dec!(75000)).contains(price)));
        assert!(days.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn what_cannot_be_moved_is_not_simulated() {
        let of = |base, tick| Simulation::new(1, Uuid::nil(), base, tick, dec!(1));
        assert!(of(dec!(0.5), dec!(0.01)).is_none());
        assert!(of(dec!(9999999999999999), dec!(0.000000000001)).is_none());
    }
}
