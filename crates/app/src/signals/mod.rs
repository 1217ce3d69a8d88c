//! Signals: what bots want done, from their arrival to their outcome.

mod intake;
mod list;
mod names;
mod submit;
mod together;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use prisma::{OrderType, Side, SignalAction, SignalSource, SignalStatus, TenantDb, bot, instrument, signal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use intake::Intake;
pub use list::{SignalFilter, list};
pub use submit::{NewSignal, SubmitError, Terms, submit};
pub(crate) use submit::{check, store};

use crate::{
    Error, Result,
    instruments::{self, InstrumentRef},
};

/// A bot as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotRef {
    /// Its id.
    pub id: Uuid,
    /// Its name, unique in the tenant.
    pub name: String,
}

/// A signal as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// Its id.
    pub id: Uuid,
    /// The bot that wants it.
    pub bot: BotRef,
    /// What it is about.
    pub instrument: InstrumentRef,
    /// How it arrived.
    pub source: SignalSource,
    /// The sender's name for it.
    pub dedup_key: String,
    /// What to do.
    pub action: SignalAction,
    /// Which way; none for a close.
    pub side: Option<Side>,
    /// How much, in the base currency; none for a close.
    pub qty: Option<Decimal>,
    /// What the bot is to hold, for a target.
    #[serde(default)]
    pub target_qty: Option<Decimal>,
    /// The last price that the sender saw.
    pub price: Option<Decimal>,
    /// How its order trades.
    #[serde(default = "at_the_market")]
    pub order_type: OrderType,
    /// The order's limit.
    #[serde(default)]
    pub limit_price: Option<Decimal>,
    /// The price at which the order becomes active.
    #[serde(default)]
    pub trigger_price: Option<Decimal>,
    /// How far it is.
    pub status: SignalStatus,
    /// Why it was refused.
    pub reject_reason: Option<String>,
    /// Which rule refused it, where it was one of risk.
    #[serde(default)]
    pub refusal: Option<Refusal>,
    /// When the sender saw reason for it.
    pub occurred_at: DateTime<Utc>,
    /// When it was stored.
    pub received_at: DateTime<Utc>,
    /// The number of its last event.
    pub seq: i64,
}

/// What an event says that was written before signals said how their orders trade.
const fn at_the_market() -> OrderType {
    OrderType::Market
}

/// Which rule refused a signal, what it allows and what it saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The rule's name.
    pub rule: String,
    /// What it allows.
    pub limit: String,
    /// What it saw.
    pub observed: String,
}

impl Signal {
    /// Joins a row with what it names.
    pub fn new(row: signal::Data, bot: BotRef, instrument: InstrumentRef) -> Self {
        Self {
            id: row.id,
            bot,
            instrument,
            source: row.source,
            dedup_key: row.dedup_key,
            action: row.action,
            side: row.side,
            qty: row.qty,
            target_qty: row.target_qty,
            price: row.price,
            order_type: row.order_type,
            limit_price: row.limit_price,
            trigger_price: row.trigger_price,
            status: row.status,
            reject_reason: row.reject_reason,
            refusal: None,
            occurred_at: row.occurred_at,
            received_at: row.received_at,
            seq: row.seq,
        }
    }
}

/// The bots with those ids, in one query.
pub(crate) async fn bots_by_id(
    db: &TenantDb,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, BotRef>> {
    let rows = db.bot().find_many([bot::id::in_vec(ids.into_iter().collect())]).exec().await?;
    Ok(rows.into_iter().map(|row| (row.id, BotRef { id: row.id, name: row.name })).collect())
}

/// Joins rows with what they name: two queries, however many rows.
pub(crate) async fn join<R, T>(
    db: &TenantDb,
    rows: Vec<R>,
    names: impl Fn(&R) -> (Uuid, Uuid),
    make: impl Fn(R, BotRef, &instrument::Data) -> Result<T>,
) -> Result<Vec<T>> {
    let bots = bots_by_id(db, rows.iter().map(|row| names(row).0)).await?;
    let instruments = instruments::rows_by_id(db, rows.iter().map(|row| names(row).1)).await?;
    let named = rows.into_iter().map(|row| {
        let (bot, instrument) = names(&row);
        let bot = bots.get(&bot).cloned().ok_or_else(|| Error::row(bot, "the bot is missing"))?;
        let missing = || Error::row(instrument, "the instrument is missing");
        make(row, bot, instruments.get(&instrument).ok_or_else(missing)?)
    });
    named.collect()
}
