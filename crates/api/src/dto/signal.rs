//! A signal on the wire.

use app::signals::{Refusal, Signal};
use prisma::{OrderType, Side, SignalAction, SignalSource, SignalStatus};
use serde::Serialize;
use superjson::Date;

use super::{Amount, BotDto, InstrumentDto, SignalId};

/// Which rule refused a signal, what it allows and what it saw.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "SignalRefusal")]
pub(crate) struct RefusalRuleDto {
    rule: String,
    limit: String,
    observed: String,
}

impl From<Refusal> for RefusalRuleDto {
    fn from(refusal: Refusal) -> Self {
        let Refusal { rule, limit, observed } = refusal;
        Self { rule, limit, observed }
    }
}

/// What a bot wants done, as it stands.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Signal")]
pub(crate) struct SignalDto {
    id: SignalId,
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
    /// What the bot is to hold, negative when short; null but for `TARGET`.
    target_qty: Option<Amount>,
    /// The last price that the sender saw.
    price: Option<Amount>,
    order_type: OrderType,
    /// The order's limit.
    limit_price: Option<Amount>,
    /// The price at which the order becomes active.
    trigger_price: Option<Amount>,
    status: SignalStatus,
    /// Why it was refused: a rule's name, a colon, a sentence.
    reject_reason: Option<String>,
    /// Which rule of risk refused it, what it allows and what it saw.
    refusal: Option<RefusalRuleDto>,
    occurred_at: Date,
    received_at: Date,
    /// The stream number of its last event: drop events at or below it.
    #[specta(type = u32)]
    seq: i64,
}

impl From<Signal> for SignalDto {
    fn from(signal: Signal) -> Self {
        Self {
            id: signal.id.into(),
            bot: signal.bot.into(),
            instrument: signal.instrument.into(),
            source: signal.source,
            dedup_key: signal.dedup_key,
            action: signal.action,
            side: signal.side,
            qty: signal.qty.map(Amount),
            target_qty: signal.target_qty.map(Amount),
            price: signal.price.map(Amount),
            order_type: signal.order_type,
            limit_price: signal.limit_price.map(Amount),
            trigger_price: signal.trigger_price.map(Amount),
            status: signal.status,
            reject_reason: signal.reject_reason,
            refusal: signal.refusal.map(RefusalRuleDto::from),
            occurred_at: Date(signal.occurred_at),
            received_at: Date(signal.received_at),
            seq: signal.seq,
        }
    }
}
