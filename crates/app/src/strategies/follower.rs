//! A bot's strategy with what it remembers: it is shown the minutes of the market one after the other, and says what it
//! wants after each candle that is over.

use chrono::{DateTime, Utc};
use prisma::{TenantDb, bot, bot_version};
use trading::{
    Candle, Interval,
    candle::{Aggregate, Aggregator, Millis},
    strategy::{Strategy, Target},
};
use uuid::Uuid;

use super::Setup;
use crate::{
    Error, Result, instruments,
    market::{Source, read, rule_interval},
};

/// What one statement reads.
const PIECE: Millis = 30 * 24 * 3_600_000;
const MINUTE: Millis = Interval::M1.millis();

/// A strategy that a bot follows, and how much of the market it has seen.
pub(super) struct Follower {
    pub(super) version: i32,
    pub(super) setup: Setup,
    pub(super) instrument: Uuid,
    strategy: Strategy,
    interval: Interval,
    candles: Aggregator,
    /// The open time of the first minute that it has not seen; none before it has seen any.
    next: Option<Millis>,
    /// The last candle that was over.
    closed: Option<Candle>,
    /// What it wanted last, and the open time of the candle after which it did.
    wanted: Option<(Target, Millis)>,
}

impl Follower {
    /// Of the bot's newest version, before its first candle. It will be shown what it is to remember, from before the
    /// candle by which the bot has decided, or from before the newest.
    pub(super) async fn new(db: &TenantDb, bot: &bot::Data) -> Result<Self> {
        let followed = [bot_version::bot_id::equals(bot.id), bot_version::number::equals(bot.version)];
        let version = db.bot_version().find_first(followed).exec().await?;
        let version = version.ok_or_else(|| Error::row(bot.id, "its version is missing"))?;
        let broken = |error: &dyn std::fmt::Display| Error::row(version.id, error);
        let setup: Setup = serde_json::from_value(version.content).map_err(|error| broken(&error))?;
        let strategy = setup.strategy.strategy().map_err(|error| broken(&error))?;
        let instrument = instruments::find(db, &setup.venue, &setup.symbol).await?;
        let instrument = instrument.ok_or_else(|| broken(&"the instrument is missing"))?.id;
        let interval = rule_interval(setup.interval);
        let mut follower = Self {
            version: bot.version,
            setup,
            instrument,
            strategy,
            interval,
            candles: Aggregator::new(interval),
            next: None,
            closed: None,
            wanted: None,
        };
        follower.next = bot.decided_until.map(|decided| follower.first_before(decided.timestamp_millis()));
        Ok(follower)
    }

    /// The first minute of what it remembers at that time.
    fn first_before(&self, time: Millis) -> Millis {
        self.interval.open_of(time) - Millis::from(self.strategy.memory()) * self.interval.millis()
    }

    /// Whether it has seen the minute that begins then, and all before.
    pub(super) fn has_seen(&self, minute: Millis) -> bool {
        self.next.is_some_and(|next| minute < next)
    }

    /// Shows it the minutes that are stored and that it has not seen, up to and with the one that begins then.
    pub(super) async fn catch_up(&mut self, db: &TenantDb, newest: Millis) -> Result<()> {
        let mut next = self.next.unwrap_or_else(|| self.first_before(newest));
        while next <= newest {
            let end = (newest + MINUTE).min(next + PIECE);
            for minute in read(db, Source::Market(self.instrument), next, end).await? {
                self.show(&minute)?;
            }
            next = end;
            self.next = Some(end);
        }
        Ok(())
    }

    /// A candle is over once its last minute is there, or one after it. Minutes that are missing are missing: what is
    /// there makes the candle, as in a backtest.
    fn show(&mut self, minute: &Candle) -> Result<()> {
        let broken = |error| Error::row(self.instrument, error);
        let before = self.candles.push(minute).map_err(broken)?;
        let ends = self.interval.open_of(minute.open_time) + self.interval.millis();
        let now = self.candles.current().filter(|_| minute.open_time + MINUTE == ends);
        for Aggregate { candle, .. } in before.into_iter().chain(now) {
            if self.closed.is_none_or(|closed| closed.open_time < candle.open_time) {
                let wanted = self.strategy.on_candle(&candle);
                self.wanted = wanted.map(|target| (target, candle.open_time)).or(self.wanted);
                self.closed = Some(candle);
            }
        }
        Ok(())
    }

    /// The last candle that was over.
    pub(super) const fn closed(&self) -> Option<Candle> {
        self.closed
    }

    /// What it wants since a candle after that one: what it wanted between has been overtaken.
    pub(super) fn wanted_after(&self, decided: DateTime<Utc>) -> Option<(Target, Millis)> {
        self.wanted.filter(|(_, since)| *since > decided.timestamp_millis())
    }

    /// When the candle is over that begins then.
    pub(super) const fn end_of(&self, open_time: Millis) -> Millis {
        open_time + self.interval.millis()
    }
}
