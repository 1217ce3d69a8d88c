//! Signals: what bots want done, from their arrival to their outcome.

mod list;
mod submit;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use prisma::{Side, SignalAction, SignalSource, SignalStatus, TenantDb, bot, signal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use list::list;
pub use submit::{NewSignal, SubmitError, submit};

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
    /// The last price that the sender saw.
    pub price: Option<Decimal>,
    /// How far it is.
    pub status: SignalStatus,
    /// Why it was refused.
    pub reject_reason: Option<String>,
    /// When the sender saw reason for it.
    pub occurred_at: DateTime<Utc>,
    /// When it was stored.
    pub received_at: DateTime<Utc>,
    /// The number of its last event.
    pub seq: i64,
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
            price: row.price,
            status: row.status,
            reject_reason: row.reject_reason,
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
    make: impl Fn(R, BotRef, InstrumentRef) -> T,
) -> Result<Vec<T>> {
    let bots = bots_by_id(db, rows.iter().map(|row| names(row).0)).await?;
    let instruments = instruments::by_id(db, rows.iter().map(|row| names(row).1)).await?;
    let named = rows.into_iter().map(|row| {
        let (bot, instrument) = names(&row);
        let bot = bots.get(&bot).cloned().ok_or_else(|| Error::row(bot, "the bot is missing"))?;
        let missing = || Error::row(instrument, "the instrument is missing");
        let instrument = instruments.get(&instrument).cloned().ok_or_else(missing)?;
        Ok(make(row, bot, instrument))
    });
    named.collect()
}
