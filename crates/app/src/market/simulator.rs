//! The job that makes a simulated market: ticks as they come due, minutes as candles once they are over.
//!
//! It may go faster than the clock. Its time then runs ahead, from when the instrument got its price: by the same amount
//! in every process and after every restart. Ticks are told with the clock's time all the same, for they happen now.

use std::time::Duration;

use chrono::{DateTime, Utc};
use prisma::{CandleInterval, candle, instrument};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;
use trading::{Candle, Interval, candle::Millis};
use uuid::Uuid;

use super::{Simulation, Tick, read::at, simulation::STEP};
use crate::{App, Error, Result};

/// How far back there are candles once the simulator has run for the first time.
const HISTORY: Millis = 7 * 24 * 3_600_000;
/// Candles stored at once.
const BATCH: usize = 2_000;
/// How often minutes that are over are looked for, of a market that keeps to the clock, and at most.
const LOOK: Duration = Duration::from_secs(1);
const SHORTEST_LOOK: Duration = Duration::from_millis(100);

/// What a market is simulated by.
#[derive(Clone, Copy, Debug)]
pub struct Simulator {
    /// The same seed makes the same market.
    pub seed: u64,
    /// How many times faster than the clock it goes.
    pub speed: u32,
}

/// An instrument whose market is simulated.
struct Simulated {
    instrument: Uuid,
    market: Simulation,
    /// When its time was the clock's.
    began: Millis,
    speed: Millis,
}

impl Simulated {
    /// What time it is there.
    const fn time(&self, now: Millis) -> Millis {
        self.began + (now - self.began) * self.speed
    }

    /// The last tick.
    fn tick(&self, now: Millis) -> Option<Tick> {
        let heard = now.div_euclid(STEP);
        let at = DateTime::from_timestamp_millis(heard * STEP)?;
        Some(Tick { at, id: heard.unsigned_abs(), ..self.market.tick(self.time(now))? })
    }
}

/// Simulates every instrument that has a price, until `stop`.
pub async fn run(app: &App, simulator: Simulator, stop: &CancellationToken) {
    let markets = loop {
        match markets(app, simulator).await {
            Ok(markets) => break markets,
            Err(error) => tracing::warn!(%error, "the simulated market waits for the database"),
        }
        if stop.run_until_cancelled(tokio::time::sleep(Duration::from_secs(1))).await.is_none() {
            return;
        }
    };
    let Simulator { seed, speed } = simulator;
    tracing::info!(instruments = markets.len(), seed, speed, "the market is simulated");
    let look = (LOOK / speed.max(1)).max(SHORTEST_LOOK);
    tokio::join!(tick(app, &markets, stop), keep(app, &markets, look, stop));
}

async fn markets(app: &App, simulator: Simulator) -> Result<Vec<Simulated>> {
    let priced = app.system.instrument().find_many([instrument::last_price::is_not_null()]).exec().await?;
    let markets = priced.iter().filter_map(|row| {
        let base = row.last_price?;
        let market = Simulation::new(simulator.seed, row.id, base, row.price_tick, row.lot_step)?;
        let began = row.last_price_at.unwrap_or(row.created_at).timestamp_millis();
        Some(Simulated { instrument: row.id, market, began, speed: simulator.speed.into() })
    });
    Ok(markets.collect())
}

async fn tick(app: &App, markets: &[Simulated], stop: &CancellationToken) {
    let mut due = tokio::time::interval(Duration::from_millis(STEP.unsigned_abs()));
    due.set_missed_tick_behavior(MissedTickBehavior::Skip);
    while stop.run_until_cancelled(due.tick()).await.is_some() {
        let now = app.ambient.now().timestamp_millis();
        for tick in markets.iter().filter_map(|simulated| simulated.tick(now)) {
            app.market.publish(tick);
        }
    }
}

/// Stores the minutes that are over, from where the stored ones end.
async fn keep(app: &App, markets: &[Simulated], look: Duration, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        for simulated in markets {
            if let Err(error) = catch_up(app, simulated, stop).await {
                tracing::warn!(%error, "minutes of the simulated market have to wait");
            }
        }
        stop.run_until_cancelled(tokio::time::sleep(look)).await;
    }
}

async fn catch_up(app: &App, simulated: &Simulated, stop: &CancellationToken) -> Result<()> {
    let (instrument, minute) = (simulated.instrument, Interval::M1.millis());
    let now = Interval::M1.open_of(simulated.time(app.ambient.now().timestamp_millis()));
    let stored = [candle::instrument_id::equals(instrument), candle::interval::equals(CandleInterval::M1)];
    let newest = app.system.candle().find_first(stored).order_by(candle::open_time::desc()).exec().await?;
    let first = Interval::M1.open_of(now - HISTORY);
    let mut next = newest.map_or(first, |row| first.max(row.open_time.timestamp_millis() + minute));
    while next < now && !stop.is_cancelled() {
        let market = simulated.market;
        // Ticks come due meanwhile.
        let minutes = tokio::task::spawn_blocking(move || {
            let opens = (0..).map(|n| next + n * minute).take_while(|open| *open < now).take(BATCH);
            opens.filter_map(|open| market.minute(open)).collect::<Vec<Candle>>()
        });
        let minutes = minutes.await.map_err(|error| Error::row(instrument, error))?;
        let rows = minutes.iter().map(|minute| row(instrument, minute));
        // Another process may have stored them: they are the same.
        app.system.candle().create_many(rows).skip_duplicates().exec().await?;
        next += i64::try_from(BATCH).unwrap_or(i64::MAX) * minute;
        tokio::task::yield_now().await;
    }
    Ok(())
}

fn row(instrument: Uuid, candle: &Candle) -> prisma_client_rust::Create<candle::Model> {
    let Candle { open_time, open, high, low, close, volume } = *candle;
    let at: DateTime<Utc> = at(open_time);
    candle::create(instrument, CandleInterval::M1, at, open, high, low, close, volume, [])
}
