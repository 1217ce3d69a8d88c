//! Signals of several tenants in one transaction, and all rows of a table in one statement.
//!
//! That crosses tenants, which is why it goes through the unscoped door: each row says whose it is, as the sender's key or
//! session said, and the foreign keys, which carry the tenant, refuse it a bot of another.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use prisma::{SystemDb, bot, instrument, signal};
use uuid::Uuid;

use super::{
    BotRef, Signal,
    submit::{NewSignal, SubmitError, create, named, row},
};
use crate::{
    App, Error, Result,
    instruments::InstrumentRef,
    stream::{Event, Reserved},
};

/// A tenant's signals, as they will be stored.
struct Group {
    tenant: Uuid,
    rows: Vec<signal::Data>,
    signals: Vec<Signal>,
}

/// Signals that are stored, each tenant's with their numbers.
type Stored = Vec<(Group, Reserved)>;

/// What each tenant's signals came to.
type Answers = HashMap<Uuid, Vec<Result<Signal, SubmitError>>>;

/// Why signals are not known to be stored.
enum Failed {
    /// None is.
    Refused(Error),
    /// These may be.
    Unknown(Stored),
}

impl<E: Into<Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

/// Stores what can be stored without waiting for anybody, and answers it. Who is not among the answers has nothing
/// stored: something that it names is not there, its stream is held, or the transaction failed.
pub(super) async fn store_at_once(app: &App, new: BTreeMap<Uuid, Vec<NewSignal>>) -> Answers {
    match write(app, new).await {
        Ok(stored) => stored.into_iter().map(|(group, reserved)| group.announce(app, &reserved)).collect(),
        Err(Failed::Unknown(stored)) => stored.into_iter().map(|(group, _)| group.doubt()).collect(),
        Err(Failed::Refused(error)) => {
            tracing::debug!(%error, "signals are stored tenant by tenant");
            Answers::new()
        }
    }
}

impl Group {
    /// A tenant's signals, where everything that they name is known, and none has the name of another.
    fn named(app: &App, tenant: Uuid, new: Vec<NewSignal>, now: DateTime<Utc>) -> Option<Self> {
        let (mut rows, mut signals, mut keys) = (Vec::new(), Vec::new(), HashSet::new());
        for new in new {
            let bot = app.intake.names.bot(tenant, new.bot)?;
            let instrument = app.instruments.named(&named(&new))?;
            if !keys.insert((new.bot, new.dedup_key.clone())) {
                return None;
            }
            let row = row(app, tenant, new, instrument.id, now);
            signals.push(Signal::new(row.clone(), bot, InstrumentRef::from(&instrument)));
            rows.push(row);
        }
        Some(Self { tenant, rows, signals })
    }

    fn number(&mut self, reserved: &Reserved) {
        for (index, (row, signal)) in (0..).zip(self.rows.iter_mut().zip(&mut self.signals)) {
            row.seq = reserved.seq(index);
            signal.seq = row.seq;
        }
    }

    /// Says that they are stored, and answers them.
    fn announce(self, app: &App, reserved: &Reserved) -> (Uuid, Vec<Result<Signal, SubmitError>>) {
        reserved.announce(&app.hints);
        for signal in &self.signals {
            app.work.nudge(self.tenant, signal.bot.id);
        }
        (self.tenant, self.signals.into_iter().map(Ok).collect())
    }

    /// Answers that nobody knows whether they are stored.
    fn doubt(self) -> (Uuid, Vec<Result<Signal, SubmitError>>) {
        let unknown =
            |_| Err(Error::Busy("whether the signal was stored is not known: send it again").into());
        (self.tenant, self.signals.into_iter().map(unknown).collect())
    }
}

/// Writes and commits the signals whose streams are free.
async fn write(app: &App, new: BTreeMap<Uuid, Vec<NewSignal>>) -> Result<Stored, Failed> {
    learn(app, &new).await?;
    let now = app.ambient.now();
    let groups = new.into_iter().filter_map(|(tenant, new)| Group::named(app, tenant, new, now));
    let groups: Vec<_> = groups.collect();
    if groups.is_empty() {
        return Ok(Stored::new());
    }
    let tx = app.system.begin().await?;
    let wanted =
        groups.iter().map(|group| (group.tenant, i64::try_from(group.rows.len()).unwrap_or(i64::MAX)));
    let mut free = Reserved::take_free(&tx, wanted, now).await?;
    let (mut stored, mut rows, mut events) = (Stored::new(), Vec::new(), Vec::new());
    for mut group in groups {
        let Some(reserved) = free.remove(&group.tenant) else { continue };
        group.number(&reserved);
        let tenant = group.tenant;
        rows.extend(std::mem::take(&mut group.rows).into_iter().map(|row| create(row).of_tenant(tenant)));
        let told: Vec<_> = group.signals.iter().map(Event::SignalReceived).collect();
        events.extend(reserved.rows(&told)?.into_iter().map(|event| event.of_tenant(tenant)));
        stored.push((group, reserved));
    }
    if stored.is_empty() {
        tx.rollback().await?;
        return Ok(stored);
    }
    let db = SystemDb::clone(&tx);
    match tx.commit_with((db.signal().create_many(rows), db.event().create_many(events))).await {
        Ok(_) => Ok(stored),
        Err(error) if error.is_outcome_unknown() => Err(Failed::Unknown(stored)),
        Err(error) => Err(error.into()),
    }
}

/// Looks for what signals name and nobody has asked for a moment ago, whoever's it is.
async fn learn(app: &App, new: &BTreeMap<Uuid, Vec<NewSignal>>) -> Result<()> {
    let (mut bots, mut symbols) = (BTreeSet::new(), BTreeSet::new());
    for (tenant, new) in new.iter().flat_map(|(tenant, new)| new.iter().map(move |new| (*tenant, new))) {
        if app.intake.names.bot(tenant, new.bot).is_none() {
            bots.insert(new.bot);
        }
        let named = named(new);
        if app.instruments.named(&named).is_none() {
            symbols.insert(named.1);
        }
    }
    if bots.is_empty() && symbols.is_empty() {
        return Ok(());
    }
    let (bots, instruments) = app
        .system
        ._batch((
            app.system.bot().find_many([bot::id::in_vec(bots.into_iter().collect())]),
            app.system.instrument().find_many([instrument::symbol::in_vec(symbols.into_iter().collect())]),
        ))
        .await?;
    for row in bots {
        app.intake.names.learn(row.tenant_id, &BotRef { id: row.id, name: row.name });
    }
    for row in &instruments {
        app.instruments.learn(row);
    }
    Ok(())
}
