//! A signal on the wire.

use app::signals::Signal;
use prisma::{Side, SignalAction, SignalSource, SignalStatus};
use serde::Serialize;
use superjson::Date;
use uuid::Uuid;

use super::{Amount, BotDto, InstrumentDto};

/// What a bot wants done, as it stands.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Signal")]
pub(crate) struct SignalDto {
    id: Uuid,
    bot: BotDto,
    instrument: InstrumentDto,
    source: SignalSource,
    /// The sender's name for it, unique for its bot.
    dedup_key: String,
    action: SignalAction,
    /// Null for `CLOSE`.
    side: Option<Side>,
    /// In the base currency; null for `CLOSE`.
    qty: Option<Amount>,
    /// The last price that the sender saw.
    price: Option<Amount>,
    status: SignalStatus,
    /// Why it was refused: a rule's name, a colon, a sentence.
    reject_reason: Option<String>,
    occurred_at: Date,
    received_at: Date,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

impl From<Signal> for SignalDto {
    fn from(signal: Signal) -> Self {
        Self {
            id: signal.id,
            bot: signal.bot.into(),
            instrument: signal.instrument.into(),
            source: signal.source,
            dedup_key: signal.dedup_key,
            action: signal.action,
            side: signal.side,
            qty: signal.qty.map(Amount),
            price: signal.price.map(Amount),
            status: signal.status,
            reject_reason: signal.reject_reason,
            occurred_at: Date(signal.occurred_at),
            received_at: Date(signal.received_at),
            seq: signal.seq,
        }
    }
}
