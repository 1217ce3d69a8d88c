//! How a tenant's risk stands.

use chrono::{DateTime, Utc};
use prisma::{
    IsolationLevel, TenantDb, Verdict, instrument, kill_switch, pair_lock, risk_decision, signal,
    system_switch,
};
use std::collections::HashMap;
use uuid::Uuid;

use super::{Limit, Lock, Switch, switch::shown, usage::Usage};
use crate::{
    App, Error, Result,
    instruments::InstrumentRef,
    signals::{BotRef, bots_by_id},
    stream::{self, Position},
};

/// Refusals that are shown.
const REFUSALS: i64 = 20;

/// A refusal of a signal.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The signal.
    pub signal_id: Uuid,
    /// Its bot.
    pub bot: BotRef,
    /// The rule's name.
    pub rule: String,
    /// What it allows.
    pub limit: String,
    /// What it saw.
    pub observed: String,
    /// What happened and what can be done.
    pub message: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How a tenant's risk stands.
#[derive(Clone, Debug)]
pub struct RiskStatus {
    /// The operator's switch, and why, where it is engaged.
    pub system: Option<(prisma::HaltState, String)>,
    /// The switches that are engaged: the tenant's first.
    pub switches: Vec<Switch>,
    /// The limits, and how much of each is used.
    pub limits: Vec<Limit>,
    /// The locks that hold.
    pub locks: Vec<Lock>,
    /// The last refusals, newest first.
    pub refusals: Vec<Refused>,
    /// The stream position of the snapshot that it was read in.
    pub as_of: Position,
}

/// Reads how the tenant's risk stands.
pub async fn status(app: &App, db: &TenantDb, tenant: Uuid) -> Result<RiskStatus> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let now = app.ambient.now();
    let refused = [risk_decision::verdict::equals(Verdict::Refused)];
    let (system, switches, limits, locks, decisions) = tx
        ._batch((
            tx.system_switch().find_many([system_switch::resumed_at::is_null()]),
            tx.kill_switch().find_many([kill_switch::resumed_at::is_null()]),
            tx.risk_limit().find_many([]),
            tx.pair_lock().find_many([pair_lock::until::gt(now)]),
            tx.risk_decision()
                .find_many(refused)
                .order_by(risk_decision::created_at::desc())
                .order_by(risk_decision::id::desc())
                .take(REFUSALS),
        ))
        .await?;
    let signals = signals_of(&tx, &decisions).await?;
    let named = switches.iter().filter_map(|row| row.bot_id);
    let named = named.chain(limits.iter().filter_map(|row| row.bot_id));
    let named = named.chain(locks.iter().filter_map(|row| row.bot_id));
    let bots = bots_by_id(&tx, named.chain(signals.values().map(|row| row.bot_id))).await?;
    let bot = |id: Option<Uuid>| id.and_then(|id| bots.get(&id).cloned());
    let traded =
        limits.iter().filter_map(|row| row.instrument_id).chain(locks.iter().map(|row| row.instrument_id));
    let instruments: HashMap<Uuid, instrument::Data> = app.instruments.rows(&tx, traded.collect()).await?;
    let instrument = |id: Uuid| instruments.get(&id).map(InstrumentRef::from);
    let usage = Usage::read(app, &tx).await?;
    let mut shown_limits = Vec::with_capacity(limits.len());
    for row in &limits {
        let used = usage.of(&tx, row).await?;
        let (bot, instrument) = (bot(row.bot_id), row.instrument_id.and_then(instrument));
        shown_limits.push(Limit { id: row.id, bot, instrument, rule: row.rule, value: row.value, used });
    }
    let locks = locks.into_iter().map(|row| {
        let instrument = instrument(row.instrument_id);
        let instrument = instrument.ok_or_else(|| Error::row(row.id, "the instrument is missing"))?;
        let pair_lock::Data { id, until, reason, locked_by, .. } = row;
        Ok(Lock { id, bot: bot(row.bot_id), instrument, until, reason, locked_by })
    });
    let locks = locks.collect::<Result<Vec<_>>>()?;
    let refusals = decisions.into_iter().filter_map(|row| {
        let signal = signals.get(&row.signal_id)?;
        let risk_decision::Data { signal_id, rule, limit, observed, message, created_at: at, .. } = row;
        Some(Refused { signal_id, bot: bot(Some(signal.bot_id))?, rule, limit, observed, message, at })
    });
    let refusals = refusals.collect();
    let mut switches: Vec<_> = switches
        .into_iter()
        .map(|row| {
            let of = bot(row.bot_id);
            shown(row, of)
        })
        .collect();
    switches.sort_by_key(|switch| switch.bot.as_ref().map(|bot| bot.name.clone()));
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let system = system.into_iter().next().map(|row| (row.state, row.reason));
    Ok(RiskStatus { system, switches, limits: shown_limits, locks, refusals, as_of })
}

async fn signals_of(tx: &TenantDb, decisions: &[risk_decision::Data]) -> Result<HashMap<Uuid, signal::Data>> {
    let ids = decisions.iter().map(|row| row.signal_id).collect();
    let rows = tx.signal().find_many([signal::id::in_vec(ids)]).exec().await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
