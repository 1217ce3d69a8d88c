//! A bot's turn: one transaction in which nobody else works on the bot. What happens in it is kept in memory and
//! written at its end, at once, under numbers of the tenant's stream.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use chrono::{DateTime, Utc};
use prisma::{
    OrderStatus, PositionStatus, SignalStatus, TenantDb, bot, bot_account, fill, instrument, kill_switch,
    order, order_event, pair_lock, position, risk_limit, signal, system_switch,
};
use prisma_client_rust::{Lock, Transaction};
use tokio::time::Instant;
use uuid::Uuid;

use super::{
    account,
    bounds::{Others, engaged, limits, locks},
    places::Place,
    write,
};
use crate::{App, Error, Result, instruments, signals::BotRef};

/// Unfinished signals that a turn reads at most.
pub(super) const CLAIM: usize = 16;

/// How old what the kill switch said may be when an order leaves.
pub(super) const FRESH: Duration = Duration::from_millis(250);

/// What a bot's orders are while anything may still happen to them.
pub const LIVE: [OrderStatus; 7] = [
    OrderStatus::Initialized,
    OrderStatus::Submitted,
    OrderStatus::Accepted,
    OrderStatus::Triggered,
    OrderStatus::PendingUpdate,
    OrderStatus::PendingCancel,
    OrderStatus::PartiallyFilled,
];

/// A row and whether the turn made or changed it.
#[derive(Debug)]
pub(super) struct Kept<T> {
    pub(super) row: T,
    pub(super) change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    None,
    Updated,
    Created,
}

impl<T> Kept<T> {
    const fn stored(row: T) -> Self {
        Self { row, change: Change::None }
    }

    pub(super) const fn created(row: T) -> Self {
        Self { row, change: Change::Created }
    }

    /// The row, to be changed.
    pub(super) fn change(&mut self) -> &mut T {
        if self.change == Change::None {
            self.change = Change::Updated;
        }
        &mut self.row
    }

    pub(super) fn is_changed(&self) -> bool {
        self.change != Change::None
    }
}

/// One bot, locked, with what is unfinished of it and what bounds it.
pub(crate) struct Turn<'a> {
    pub(super) app: &'a App,
    pub(super) tx: Transaction<TenantDb>,
    pub(super) tenant: Uuid,
    pub(super) bot: bot::Data,
    pub(super) now: DateTime<Utc>,
    /// When the switches were read.
    pub(super) read_at: Instant,
    pub(super) switches: Vec<kill_switch::Data>,
    pub(super) system_switch: Option<system_switch::Data>,
    pub(super) limits: Vec<risk_limit::Data>,
    pub(super) locks: Vec<pair_lock::Data>,
    /// Where a limit binds all bots together and was held against them.
    pub(super) others: Option<Others>,
    pub(super) account: Kept<bot_account::Data>,
    /// The open ones, and what was opened.
    pub(super) positions: Vec<Kept<position::Data>>,
    /// The live ones, by id, which is the order in which they were made.
    pub(super) orders: BTreeMap<Uuid, Kept<order::Data>>,
    /// Fills of orders that were looked at, and new ones.
    pub(super) fills: HashMap<Uuid, Vec<fill::Data>>,
    /// The unfinished ones, oldest first, and those whose orders something happened to.
    pub(super) signals: Vec<Kept<signal::Data>>,
    pub(super) instruments: HashMap<Uuid, instrument::Data>,
    pub(super) new_fills: Vec<fill::Data>,
    pub(super) new_events: Vec<order_event::Data>,
    pub(super) decisions: Vec<(Uuid, trading::risk::RiskDecision)>,
    /// Given up last.
    _place: Place,
}

/// Holds the turns of a bot, or of every bot of the tenant, until the commit: whoever changes several orders takes it
/// first, before the audit log and the stream. Answers how many bots there are.
pub(crate) async fn hold(tx: &TenantDb, bot: Option<Uuid>) -> Result<usize> {
    // In one order, so that two who hold several do not wait for each other.
    let bots = tx.bot().find_many(bot.map(bot::id::equals)).order_by(bot::id::asc());
    Ok(bots.lock(Lock::ForNoKeyUpdate).exec().await?.len())
}

impl<'a> Turn<'a> {
    /// Locks the bot and reads everything that a step may need, without waiting in between. The bot's other steps
    /// wait; new signals of the bot do not: they point at the bot while they hold the stream's head, which a turn takes
    /// at its end.
    pub(crate) async fn begin(app: &'a App, tenant: Uuid, bot: Uuid) -> Result<Self> {
        app.work.begin_turn();
        let db = app.client.tenant(tenant);
        let place = app.places.take(tenant).await;
        let (now, read_at) = (app.ambient.now(), Instant::now());
        let tx = db.begin().await?;
        let unfinished = signal::status::in_vec(vec![SignalStatus::Received, SignalStatus::Accepted]);
        let open = position::status::equals(PositionStatus::Open);
        let (row, signals, positions, orders, account, (switches, system), limits, locks) = tx
            ._batch((
                tx.bot().find_unique(bot::id::equals(bot)).lock(Lock::ForNoKeyUpdate),
                tx.signal()
                    .find_many([signal::bot_id::equals(bot), unfinished])
                    .order_by(signal::received_at::asc())
                    .order_by(signal::id::asc())
                    .take(i64::try_from(CLAIM).unwrap_or(i64::MAX)),
                tx.position().find_many([position::bot_id::equals(bot), open]),
                tx.order().find_many([order::bot_id::equals(bot), order::status::in_vec(LIVE.to_vec())]),
                tx.bot_account().find_many([bot_account::bot_id::equals(bot)]),
                engaged(&tx, bot),
                limits(&tx, bot),
                locks(&tx, bot, now),
            ))
            .await?;
        let row = row.ok_or_else(|| Error::row(bot, "the bot is missing"))?;
        let account = account
            .into_iter()
            .next()
            .map_or_else(|| Kept::created(account::opened(tenant, bot, now)), Kept::stored);
        let mut turn = Self {
            app,
            tx,
            tenant,
            bot: row,
            now,
            read_at,
            switches,
            system_switch: system.into_iter().next(),
            limits,
            locks,
            others: None,
            account,
            positions: positions.into_iter().map(Kept::stored).collect(),
            orders: orders.into_iter().map(|row| (row.id, Kept::stored(row))).collect(),
            fills: HashMap::new(),
            signals: signals.into_iter().map(Kept::stored).collect(),
            instruments: HashMap::new(),
            new_fills: Vec::new(),
            new_events: Vec::new(),
            decisions: Vec::new(),
            _place: place,
        };
        turn.read_instruments().await?;
        let first = turn.signals.iter().find(|kept| kept.row.status == SignalStatus::Received);
        let waited = first.and_then(|kept| (now - kept.row.received_at).to_std().ok());
        app.places.begun(waited.unwrap_or_default());
        Ok(turn)
    }

    /// Whether a venue has answered about an order that this turn has made, which paper alone has by now.
    pub(super) fn has_traded_on_paper(&self) -> bool {
        let mut made = self.orders.values().filter(|kept| kept.change == Change::Created);
        made.any(|kept| kept.row.status != OrderStatus::Submitted)
    }

    /// Whether what the switches said when they were read may be out of date.
    pub(super) fn is_stale(&self) -> bool {
        self.read_at.elapsed() >= FRESH
    }

    /// Reads the switches anew.
    pub(super) async fn read_switches(&mut self) -> Result<()> {
        let read_at = Instant::now();
        let (switches, system) = self.tx._batch(engaged(&self.tx, self.bot.id)).await?;
        (self.switches, self.system_switch, self.read_at) = (switches, system.into_iter().next(), read_at);
        Ok(())
    }

    async fn read_instruments(&mut self) -> Result<()> {
        let signals = self.signals.iter().map(|kept| kept.row.instrument_id);
        let positions = self.positions.iter().map(|kept| kept.row.instrument_id);
        let orders = self.orders.values().map(|kept| kept.row.instrument_id);
        let named: std::collections::BTreeSet<_> = signals.chain(positions).chain(orders).collect();
        if named.is_empty() {
            return Ok(());
        }
        let rows = self.app.instruments.rows(&self.tx, named).await?;
        self.instruments = rows;
        Ok(())
    }

    pub(super) fn bot_ref(&self) -> BotRef {
        BotRef { id: self.bot.id, name: self.bot.name.clone() }
    }

    pub(super) fn instrument(&self, id: Uuid) -> Result<&instrument::Data> {
        self.instruments.get(&id).ok_or_else(|| Error::row(id, "the instrument is missing"))
    }

    pub(super) fn rules(&self, id: Uuid) -> Result<trading::Instrument> {
        instruments::rules(self.instrument(id)?)
    }

    /// What the bot holds in the instrument, where it holds something.
    pub(super) fn open_position(&self, instrument: Uuid) -> Option<&position::Data> {
        let open =
            |row: &&position::Data| row.instrument_id == instrument && row.status == PositionStatus::Open;
        self.positions.iter().map(|kept| &kept.row).find(open)
    }

    /// What the bot holds in the instrument.
    pub(super) fn held(&self, instrument: Uuid) -> trading::Position {
        self.open_position(instrument).map(crate::positions::account).unwrap_or_default()
    }

    pub(super) fn signal_mut(&mut self, id: Uuid) -> Option<&mut Kept<signal::Data>> {
        self.signals.iter_mut().find(|kept| kept.row.id == id)
    }

    /// The order by our name for it, read where it is not live any more.
    pub(crate) async fn find_order(&mut self, client_order_id: &str) -> Result<Option<Uuid>> {
        let live = self.orders.values().find(|kept| kept.row.client_order_id == client_order_id);
        if let Some(live) = live {
            return Ok(Some(live.row.id));
        }
        let named =
            [order::client_order_id::equals(client_order_id.to_owned()), order::bot_id::equals(self.bot.id)];
        let Some(row) = self.tx.order().find_first(named).exec().await? else { return Ok(None) };
        let (id, instrument) = (row.id, row.instrument_id);
        self.orders.insert(id, Kept::stored(row));
        if !self.instruments.contains_key(&instrument) {
            let rows = self.app.instruments.rows(&self.tx, [instrument].into()).await?;
            self.instruments.extend(rows);
        }
        Ok(Some(id))
    }

    /// Reads what applying to an order needs: its fills, and the signal that it is of.
    pub(super) async fn load_order(&mut self, id: Uuid) -> Result<()> {
        let Some(kept) = self.orders.get(&id) else { return Err(Error::row(id, "the order is missing")) };
        let (signal, is_new) = (kept.row.signal_id, kept.row.filled_qty.is_zero());
        if !self.fills.contains_key(&id) {
            let fills = if is_new {
                Vec::new()
            } else {
                let of_order = [fill::order_id::equals(id)];
                self.tx.fill().find_many(of_order).order_by(fill::id::asc()).exec().await?
            };
            self.fills.insert(id, fills);
        }
        if self.signal_mut(signal).is_none() {
            let row = self.tx.signal().find_unique(signal::id::equals(signal)).exec().await?;
            let row = row.ok_or_else(|| Error::row(signal, "the signal is missing"))?;
            self.signals.push(Kept::stored(row));
        }
        Ok(())
    }

    /// Writes what happened and commits; nothing where nothing happened.
    pub(crate) async fn finish(self) -> Result<()> {
        self.app.places.took_up(self.decisions.len());
        write::finish(self).await
    }

    /// Names a new row.
    pub(super) fn new_id(&self) -> Uuid {
        self.app.ambient.uuid_v7()
    }
}
