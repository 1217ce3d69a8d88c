//! Where prices come from.

use app::market::Simulator;
use clap::Args;

/// Where prices come from. Every process of a service is told the same.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Market {
    /// The seed of a simulated market: every instrument has a price that moves, the same for the same seed. Without it no
    /// price moves by itself.
    #[arg(long, env = "TICKWIRE_SIMULATOR", value_name = "TICKWIRE_SIMULATOR")]
    simulator: Option<u64>,
    /// How many times faster than the clock the simulated market goes: at 60 a minute of it lasts a second. Its candles
    /// then come before their time, so it is for tests and for a database of their own.
    #[arg(
        long,
        env = "TICKWIRE_SIMULATOR_SPEED",
        value_name = "TICKWIRE_SIMULATOR_SPEED",
        default_value_t = 1,
        value_parser = clap::value_parser!(u32).range(1..=1000)
    )]
    simulator_speed: u32,
}

impl Market {
    /// What the market is simulated by, where it is.
    pub(crate) fn simulator(self) -> Option<Simulator> {
        self.simulator.map(|seed| Simulator { seed, speed: self.simulator_speed })
    }
}
