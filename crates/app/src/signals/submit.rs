//! Taking signals: one transaction stores them, under numbers of the stream, before they are acknowledged.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use futures::try_join;
use prisma::{
    OrderType, Side, SignalAction, SignalSource, SignalStatus, TenantDb, TimeInForce, bot, instrument,
    signal, stream_head,
};
use prisma_client_rust::{Create, Error as Database, Lock};
use rust_decimal::Decimal;
use trading::{
    DraftError, OrderDraft,
    money::{self, AmountError},
};
use uuid::Uuid;

use super::{BotRef, Signal};
use crate::{
    App, Error, Result,
    instruments::InstrumentRef,
    pipeline::rows::{rule_side, rule_time_in_force, rule_type},
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
    /// Which way; for an order alone.
    pub side: Option<Side>,
    /// How much, in the base currency; for an order alone.
    pub qty: Option<Decimal>,
    /// What the bot is to hold, negative when short; for a target alone.
    pub target_qty: Option<Decimal>,
    /// How the order trades.
    pub terms: Terms,
    /// The last price that the sender saw.
    pub price: Option<Decimal>,
    /// When the sender saw reason for it; now, if it does not say.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What arrived, as it arrived.
    pub raw: serde_json::Value,
}

/// How a signal's order trades. The default is at the market.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// At the market, if left out.
    pub order_type: Option<OrderType>,
    /// The limit.
    pub limit_price: Option<Decimal>,
    /// The price at which the order becomes active.
    pub trigger_price: Option<Decimal>,
    /// What goes with the type, if left out.
    pub time_in_force: Option<TimeInForce>,
    /// Whether it may only reduce.
    pub reduce_only: bool,
    /// Whether it may only rest.
    pub post_only: bool,
}

impl Terms {
    /// The order that is asked for by them.
    pub(crate) fn draft(&self, side: Side, qty: Decimal) -> OrderDraft {
        let order_type = self.order_type.map_or(trading::OrderType::Market, rule_type);
        let usual = match order_type {
            trading::OrderType::Market => trading::TimeInForce::Ioc,
            _ => trading::TimeInForce::Gtc,
        };
        OrderDraft {
            order_type,
            time_in_force: self.time_in_force.map_or(usual, rule_time_in_force),
            price: self.limit_price,
            trigger_price: self.trigger_price,
            reduce_only: self.reduce_only,
            post_only: self.post_only,
            ..OrderDraft::market(rule_side(side), qty)
        }
    }
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
    /// A field does not go with the action or the type of the order, or its amount cannot be stored.
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

/// Stores the signal as RECEIVED and wakes the pipeline. What it answers is durable. Signals of a tenant that arrive at
/// the same time are stored together.
pub async fn submit(app: &App, tenant: Uuid, new: NewSignal) -> Result<Signal, SubmitError> {
    check(&new)?;
    app.intake.submit(app, tenant, new).await
}

/// Signals that were stored, and those that were not.
pub(crate) struct Stored {
    /// One for each, in their order.
    pub(crate) answers: Vec<Result<Signal, SubmitError>>,
    /// Their numbers, to be announced after the commit; none where none was stored.
    pub(crate) reserved: Option<Reserved>,
}

/// Stores signals in the caller's transaction, in their order, as one write. Their fields were checked.
pub(crate) async fn store(app: &App, tx: &TenantDb, tenant: Uuid, new: Vec<NewSignal>) -> Result<Stored> {
    let known = Known::read(tx, tenant, &new).await?;
    known.teach(app, tenant);
    let now = app.ambient.now();
    let mut seen: BTreeMap<(Uuid, String), Uuid> = known.named;
    let (mut answers, mut rows) = (Vec::with_capacity(new.len()), Vec::new());
    for new in new {
        let Some(bot) = known.bots.get(&new.bot) else {
            answers.push(Err(SubmitError::UnknownBot));
            continue;
        };
        let Some(instrument) = known.instruments.get(&instrument_name(&new)) else {
            answers.push(Err(SubmitError::UnknownInstrument { venue: new.venue, symbol: new.symbol }));
            continue;
        };
        if let Some(signal) = seen.get(&(new.bot, new.dedup_key.clone())) {
            answers.push(Err(SubmitError::Duplicate { dedup_key: new.dedup_key, signal: *signal }));
            continue;
        }
        let row = new_row(app, tenant, new, instrument.id, now);
        seen.insert((row.bot_id, row.dedup_key.clone()), row.id);
        answers.push(Ok(Signal::new(row.clone(), bot.clone(), InstrumentRef::from(instrument))));
        rows.push(row);
    }
    if rows.is_empty() {
        return Ok(Stored { answers, reserved: None });
    }
    let reserved = Reserved::take(tx, tenant, rows.len()).await?;
    number(&mut rows, answers.iter_mut().flatten(), &reserved);
    let events: Vec<_> = answers.iter().flatten().map(Event::SignalReceived).collect();
    let rows = rows.into_iter().map(create).collect::<Vec<_>>();
    try_join!(
        async { Ok::<_, Error>(tx.signal().create_many(rows).exec().await.map(drop)?) },
        reserved.write(tx, &events),
    )?;
    Ok(Stored { answers, reserved: Some(reserved) })
}

/// Gives rows, and the signals that are made of them, the numbers of their events.
pub(super) fn number<'a>(
    rows: &mut [signal::Data],
    signals: impl IntoIterator<Item = &'a mut Signal>,
    reserved: &Reserved,
) {
    for (index, (row, signal)) in (0..).zip(rows.iter_mut().zip(signals)) {
        row.seq = reserved.seq(index);
        signal.seq = row.seq;
    }
}

/// The venue and symbol that a signal names, as they are stored.
pub(super) fn instrument_name(new: &NewSignal) -> (String, String) {
    (new.venue.to_uppercase(), new.symbol.to_uppercase())
}

/// What signals name, as far as it is there.
struct Known {
    bots: HashMap<Uuid, BotRef>,
    instruments: HashMap<(String, String), instrument::Data>,
    /// The signals that have a name already.
    named: BTreeMap<(Uuid, String), Uuid>,
}

impl Known {
    /// Reads it behind the stream's head, which whoever stores a signal holds: nobody stores one of that name meanwhile.
    async fn read(tx: &TenantDb, tenant: Uuid, new: &[NewSignal]) -> Result<Self> {
        let bots: BTreeSet<_> = new.iter().map(|new| new.bot).collect();
        let bots: Vec<_> = bots.into_iter().collect();
        let symbols: BTreeSet<_> = new.iter().map(|new| instrument_name(new).1).collect();
        let keys = new.iter().map(|new| new.dedup_key.clone()).collect();
        let named = [signal::bot_id::in_vec(bots.clone()), signal::dedup_key::in_vec(keys)];
        let (_, bots, instruments, named) = tx
            ._batch((
                tx.stream_head()
                    .find_unique(stream_head::tenant_id::equals(tenant))
                    .lock(Lock::ForNoKeyUpdate),
                tx.bot().find_many([bot::id::in_vec(bots)]),
                tx.instrument().find_many([instrument::symbol::in_vec(symbols.into_iter().collect())]),
                tx.signal().find_many(named),
            ))
            .await?;
        let bots = bots.into_iter().map(|row| (row.id, BotRef { id: row.id, name: row.name }));
        let instruments = instruments.into_iter().map(|row| ((row.venue.clone(), row.symbol.clone()), row));
        let named = named.into_iter().map(|row| ((row.bot_id, row.dedup_key), row.id));
        Ok(Self { bots: bots.collect(), instruments: instruments.collect(), named: named.collect() })
    }

    /// Has the next signals know it.
    fn teach(&self, app: &App, tenant: Uuid) {
        for bot in self.bots.values() {
            app.intake.names.learn(tenant, bot);
        }
        for row in self.instruments.values() {
            app.instruments.learn(row);
        }
    }
}

pub(super) fn new_row(
    app: &App,
    tenant: Uuid,
    new: NewSignal,
    instrument: Uuid,
    now: DateTime<Utc>,
) -> signal::Data {
    signal::Data {
        id: app.ambient.uuid_v7(),
        tenant_id: tenant,
        bot_id: new.bot,
        instrument_id: instrument,
        source: new.source,
        dedup_key: new.dedup_key,
        action: new.action,
        side: new.side,
        qty: new.qty,
        target_qty: new.target_qty,
        price: new.price,
        order_type: new.terms.order_type.unwrap_or(OrderType::Market),
        limit_price: new.terms.limit_price,
        trigger_price: new.terms.trigger_price,
        time_in_force: new.terms.time_in_force,
        reduce_only: new.terms.reduce_only,
        post_only: new.terms.post_only,
        status: SignalStatus::Received,
        reject_reason: None,
        raw: new.raw,
        occurred_at: new.occurred_at.unwrap_or(now),
        received_at: now,
        seq: 0,
        created_at: now,
        updated_at: now,
    }
}

pub(super) fn create(row: signal::Data) -> Create<signal::Model> {
    let optional = [
        signal::id::set(row.id),
        signal::side::set(row.side),
        signal::qty::set(row.qty),
        signal::target_qty::set(row.target_qty),
        signal::price::set(row.price),
        signal::order_type::set(row.order_type),
        signal::limit_price::set(row.limit_price),
        signal::trigger_price::set(row.trigger_price),
        signal::time_in_force::set(row.time_in_force),
        signal::reduce_only::set(row.reduce_only),
        signal::post_only::set(row.post_only),
        signal::status::set(row.status),
    ];
    signal::create(
        row.bot_id,
        row.instrument_id,
        row.source,
        row.dedup_key,
        row.action,
        row.raw,
        row.occurred_at,
        row.received_at,
        row.seq,
        optional,
    )
}

/// Whether the fields go with the action and the type of the order, and the amounts can be stored.
pub(crate) fn check(new: &NewSignal) -> Result<(), SubmitError> {
    let refuse = |field, message: &str| Err(SubmitError::Field { field, message: message.to_owned() });
    let amount = |field, value: Option<Decimal>| match value {
        Some(value) if value <= Decimal::ZERO => refuse(field, "must be more than zero"),
        Some(value) => money::check(value)
            .map(drop)
            .map_err(|error: AmountError| SubmitError::Field { field, message: error.to_string() }),
        None => Ok(()),
    };
    let Terms { order_type, limit_price, trigger_price, time_in_force, reduce_only, post_only } = new.terms;
    amount("qty", new.qty)?;
    amount("price", new.price)?;
    amount("limit_price", limit_price)?;
    amount("trigger_price", trigger_price)?;
    if let Some(target) = new.target_qty {
        money::check(target)
            .map_err(|error| SubmitError::Field { field: "target_qty", message: error.to_string() })?;
    }
    if new.action == SignalAction::Order {
        return match (new.side, new.qty, new.target_qty) {
            (None, ..) => refuse("side", "an order needs a side"),
            (_, None, _) => refuse("qty", "an order needs a quantity"),
            (.., Some(_)) => refuse("target_qty", "an order has no target"),
            (Some(side), Some(qty), None) => check_terms(&new.terms.draft(side, qty)),
        };
    }
    let is_target = new.action == SignalAction::Target;
    match (new.side, new.qty, new.target_qty) {
        (Some(_), ..) if is_target => return refuse("side", "a target has no side: it says what to hold"),
        (Some(_), ..) => return refuse("side", "a close has no side: it closes what is open"),
        (_, Some(_), _) if is_target => {
            return refuse("qty", "a target has no quantity: it says what to hold");
        }
        (_, Some(_), _) => return refuse("qty", "a close has no quantity: it closes what is open"),
        (.., None) if is_target => return refuse("target_qty", "a target needs what is to be held"),
        (.., Some(_)) if !is_target => return refuse("target_qty", "only a target says what is to be held"),
        _ => {}
    }
    match (order_type, limit_price, trigger_price) {
        (Some(OrderType::Market) | None, None, None)
            if time_in_force.is_none() && !reduce_only && !post_only =>
        {
            Ok(())
        }
        _ => refuse(
            "order_type",
            "only an order says how it trades: what closes, or goes to a target, trades at the market",
        ),
    }
}

fn check_terms(draft: &OrderDraft) -> Result<(), SubmitError> {
    draft.check_terms().map_err(|error| SubmitError::Field {
        field: match error {
            DraftError::PriceMissing { .. } | DraftError::PriceUnexpected { .. } => "limit_price",
            DraftError::TriggerMissing { .. } | DraftError::TriggerUnexpected { .. } => "trigger_price",
            DraftError::PostOnly { .. } => "post_only",
            _ => "order_type",
        },
        message: error.to_string(),
    })
}
