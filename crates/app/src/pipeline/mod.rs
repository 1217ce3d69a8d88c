//! From a stored signal to a position, each step stored before the next:
//!
//! 1. [`decide`]: the risk check; stores an INITIALIZED order with its client order id, or the refusal;
//! 2. [`execute`]: marks the order SUBMITTED, then asks the venue, then stores fill, position and outcome at once.
//!
//! Every step reads where the last one got to under a lock on the bot, so that whoever comes after a crash, or
//! beside another worker, carries on and repeats nothing.

mod decide;
mod execute;
mod give_up;
mod worker;

use prisma::{BotStatus, OrderType, Side, TimeInForce, bot, instrument, order, position, signal};
use prisma_client_rust::Lock;
use rust_decimal::Decimal;
use uuid::Uuid;

pub use worker::{WorkerConfig, run, settle};

use crate::{Error, Result, signals::BotRef};

/// What a step works on, read and locked in its transaction.
struct Case {
    bot: bot::Data,
    signal: signal::Data,
    instrument: instrument::Data,
    order: Option<order::Data>,
    position: Option<position::Data>,
    /// The signal's own price, else the newest one that the tenant knows, else the instrument's.
    last_price: Option<Decimal>,
}

impl Case {
    /// Locks the bot, then reads; the bot's other steps wait. New signals of the bot do not: they point at the bot
    /// while they hold the stream's head, which this step takes later.
    async fn lock(tx: &prisma::TenantDb, bot_id: Uuid, signal_id: Uuid) -> Result<Self> {
        let missing = |id| move || Error::row(id, "the row is missing");
        let bot = tx.bot().find_unique(bot::id::equals(bot_id)).lock(Lock::ForNoKeyUpdate).exec().await?;
        let signal = tx.signal().find_unique(signal::id::equals(signal_id)).exec().await?;
        let signal = signal.ok_or_else(missing(signal_id))?;
        let instrument =
            tx.instrument().find_unique(instrument::id::equals(signal.instrument_id)).exec().await?;
        let order = tx.order().find_first([order::signal_id::equals(signal_id)]).exec().await?;
        let open = [
            position::bot_id::equals(bot_id),
            position::instrument_id::equals(signal.instrument_id),
            position::status::equals(prisma::PositionStatus::Open),
        ];
        let position = tx.position().find_first(open).exec().await?;
        let instrument = instrument.ok_or_else(missing(signal.instrument_id))?;
        let last_price = match signal.price {
            Some(price) => Some(price),
            None => newest_price(tx, &instrument).await?,
        };
        Ok(Self { bot: bot.ok_or_else(missing(bot_id))?, instrument, signal, order, position, last_price })
    }

    fn bot_ref(&self) -> BotRef {
        BotRef { id: self.bot.id, name: self.bot.name.clone() }
    }

    /// What the bot holds in the instrument.
    fn account(&self) -> trading::Position {
        self.position.as_ref().map(crate::positions::account).unwrap_or_default()
    }
}

/// The price of the tenant's newest signal that carried one, unless the instrument's own is newer.
async fn newest_price(tx: &prisma::TenantDb, instrument: &instrument::Data) -> Result<Option<Decimal>> {
    let priced = [signal::instrument_id::equals(instrument.id), signal::price::is_not_null()];
    let newest = tx.signal().find_first(priced).order_by(signal::received_at::desc()).exec().await?;
    let own = newest.and_then(|signal| signal.price.map(|price| (signal.received_at, price)));
    let shared = instrument.last_price_at.zip(instrument.last_price);
    Ok(own.max(shared).map(|(_, price)| price).or(instrument.last_price))
}

const fn rule_side(side: Side) -> trading::Side {
    match side {
        Side::Buy => trading::Side::Buy,
        Side::Sell => trading::Side::Sell,
    }
}

const fn row_side(side: trading::Side) -> Side {
    match side {
        trading::Side::Buy => Side::Buy,
        trading::Side::Sell => Side::Sell,
    }
}

const fn rule_bot_status(status: BotStatus) -> trading::risk::BotStatus {
    match status {
        BotStatus::Stopped => trading::risk::BotStatus::Stopped,
        BotStatus::Running => trading::risk::BotStatus::Running,
        BotStatus::Paused => trading::risk::BotStatus::Paused,
    }
}

const fn rule_type(order_type: OrderType) -> trading::OrderType {
    match order_type {
        OrderType::Market => trading::OrderType::Market,
        OrderType::Limit => trading::OrderType::Limit,
    }
}

const fn row_type(order_type: trading::OrderType) -> OrderType {
    match order_type {
        trading::OrderType::Market => OrderType::Market,
        trading::OrderType::Limit => OrderType::Limit,
    }
}

const fn rule_time_in_force(time_in_force: TimeInForce) -> trading::TimeInForce {
    match time_in_force {
        TimeInForce::Gtc => trading::TimeInForce::Gtc,
        TimeInForce::Ioc => trading::TimeInForce::Ioc,
        TimeInForce::Fok => trading::TimeInForce::Fok,
    }
}

const fn row_time_in_force(time_in_force: trading::TimeInForce) -> TimeInForce {
    match time_in_force {
        trading::TimeInForce::Gtc => TimeInForce::Gtc,
        trading::TimeInForce::Ioc => TimeInForce::Ioc,
        trading::TimeInForce::Fok => TimeInForce::Fok,
    }
}
