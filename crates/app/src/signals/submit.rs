//! Taking a signal: one transaction stores it, under a number of the stream, before it is acknowledged.

use chrono::{DateTime, Utc};
use prisma::{Side, SignalAction, SignalSource, SignalStatus, TenantDb, bot, signal};
use prisma_client_rust::Error as Database;
use rust_decimal::Decimal;
use trading::money::{self, AmountError};
use uuid::Uuid;

use super::{BotRef, Signal};
use crate::{
    App, Error, instruments,
    stream::{Event, Reserved},
};

/// A signal on its way in.
#[derive(Clone, Debug)]
pub struct NewSignal {
    /// The bot that wants it.
    pub bot: Uuid,
    /// How it arrived.
    pub source: SignalSource,
    /// The sender's name for it; a second one with it is refused.
    pub dedup_key: String,
    /// The venue of the instrument.
    pub venue: String,
    /// The instrument's symbol there.
    pub symbol: String,
    /// What to do.
    pub action: SignalAction,
    /// Which way; none for a close.
    pub side: Option<Side>,
    /// How much, in the base currency; none for a close.
    pub qty: Option<Decimal>,
    /// The last price that the sender saw.
    pub price: Option<Decimal>,
    /// When the sender saw reason for it; now, if it does not say.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What arrived, as it arrived.
    pub raw: serde_json::Value,
}

/// Why a signal is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// The tenant has no such bot.
    #[error("no such bot")]
    UnknownBot,
    /// No such instrument.
    #[error("{venue}:{symbol} is not an instrument that can be traded here")]
    UnknownInstrument {
        /// As asked for.
        venue: String,
        /// As asked for.
        symbol: String,
    },
    /// The bot sent a signal of that name before.
    #[error("this bot has already sent a signal with dedupKey {dedup_key:?}")]
    Duplicate {
        /// The name.
        dedup_key: String,
        /// The signal that has it.
        signal: Uuid,
    },
    /// A field does not go with the action, or its amount cannot be stored.
    #[error("{field}: {message}")]
    Field {
        /// The field's Rust name.
        field: &'static str,
        /// What is wrong.
        message: String,
    },
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for SubmitError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// The name of the constraint that keeps a bot's signals apart.
const DEDUP_CONSTRAINT: &str = "signals_tenant_id_bot_id_dedup_key_key";

/// Stores the signal as RECEIVED and wakes the pipeline. What it answers is durable.
pub async fn submit(app: &App, db: &TenantDb, tenant: Uuid, new: NewSignal) -> Result<Signal, SubmitError> {
    check(&new)?;
    let bot_row =
        db.bot().find_unique(bot::id::equals(new.bot)).exec().await?.ok_or(SubmitError::UnknownBot)?;
    let instrument = instruments::find(db, &new.venue, &new.symbol).await?;
    let unknown = || SubmitError::UnknownInstrument { venue: new.venue.clone(), symbol: new.symbol.clone() };
    let instrument = instrument.ok_or_else(unknown)?;

    let tx = db.begin().await?;
    let reserved = Reserved::take(&tx, tenant, 1).await?;
    let now = app.ambient.now();
    let optional = vec![
        signal::side::set(new.side),
        signal::qty::set(new.qty),
        signal::price::set(new.price),
        signal::status::set(SignalStatus::Received),
    ];
    let stored = tx
        .signal()
        .create(
            new.bot,
            instrument.id,
            new.source,
            new.dedup_key.clone(),
            new.action,
            new.raw,
            new.occurred_at.unwrap_or(now),
            now,
            reserved.seq(0),
            optional,
        )
        .exec()
        .await;
    let row = match stored {
        Err(Database::UniqueViolation { constraint, .. }) if constraint == DEDUP_CONSTRAINT => {
            tx.rollback().await?;
            return Err(duplicate(db, new.bot, new.dedup_key).await?);
        }
        stored => stored?,
    };
    let signal = Signal::new(row, BotRef { id: bot_row.id, name: bot_row.name }, (&instrument).into());
    reserved.write(&tx, &[Event::SignalReceived(&signal)]).await?;
    tx.commit().await?;

    reserved.announce(&app.hints);
    app.work.notify_one();
    Ok(signal)
}

async fn duplicate(db: &TenantDb, bot: Uuid, dedup_key: String) -> Result<SubmitError, SubmitError> {
    let named = [signal::bot_id::equals(bot), signal::dedup_key::equals(dedup_key.clone())];
    let first = db.signal().find_first(named).exec().await?;
    let signal = first.ok_or_else(|| Error::row(bot, "a signal is there and is not"))?.id;
    Ok(SubmitError::Duplicate { dedup_key, signal })
}

fn check(new: &NewSignal) -> Result<(), SubmitError> {
    let refuse = |field, message: &str| Err(SubmitError::Field { field, message: message.to_owned() });
    let amount = |field, value: Option<Decimal>| match value {
        Some(value) if value <= Decimal::ZERO => refuse(field, "must be more than zero"),
        Some(value) => money::check(value)
            .map(drop)
            .map_err(|error: AmountError| SubmitError::Field { field, message: error.to_string() }),
        None => Ok(()),
    };
    amount("qty", new.qty)?;
    amount("price", new.price)?;
    match (new.action, new.side, new.qty) {
        (SignalAction::Order, None, _) => refuse("side", "an order needs a side"),
        (SignalAction::Order, _, None) => refuse("qty", "an order needs a quantity"),
        (SignalAction::Close, Some(_), _) => refuse("side", "a close has no side: it closes what is open"),
        (SignalAction::Close, _, Some(_)) => refuse("qty", "a close has no quantity: it closes what is open"),
        (SignalAction::Order, Some(_), Some(_)) | (SignalAction::Close, None, None) => Ok(()),
    }
}
