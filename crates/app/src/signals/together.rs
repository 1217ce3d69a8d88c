//! Signals of several tenants in one transaction, and all rows of a table in one statement.
//!
//! That crosses tenants, which is why it goes through the unscoped door: each row says whose it is, as the sender's key or
//! session said, and a signal's foreign key, which carries the tenant, refuses it a bot of another.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use prisma::{SystemDb, bot, instrument, signal};
use prisma_client_rust::{raw, row};
use uuid::Uuid;

use super::{
    BotRef, Signal,
    intake::UNKNOWN,
    submit::{NewSignal, SubmitError, create, instrument_name, new_row, number},
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

row!(
    struct Repeating {
        tenant_id: Uuid,
    }
);

/// What each tenant sends.
type News<'a> = BTreeMap<Uuid, Vec<&'a NewSignal>>;

/// Signals that were written, each tenant's with their numbers.
type Written = Vec<(Group, Reserved)>;

/// What each tenant's signals came to.
type Answers = HashMap<Uuid, Vec<Result<Signal, SubmitError>>>;

/// Why signals are not known to be stored.
enum Failed {
    /// None is.
    Refused(Error),
    /// These may be.
    Unknown(Written, prisma_client_rust::Error),
}

impl<E: Into<Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

/// Stores what can be stored without waiting for anybody, and answers it. Who is not among the answers has nothing
/// stored: something that it names is not there, it sends a signal again, its stream is held, or the transaction failed.
pub(super) async fn store_at_once(app: &App, mut new: News<'_>) -> Answers {
    learn(app, &new).await;
    let mut written = write(app, &new).await;
    if let Err(Failed::Refused(Error::Database(prisma_client_rust::Error::UniqueViolation { .. }))) = written
    {
        written = match repeating(app, &new).await {
            Ok(tenants) => {
                new.retain(|tenant, _| !tenants.contains(tenant));
                write(app, &new).await
            }
            Err(error) => Err(error.into()),
        };
    }
    match written {
        Ok(written) => written.into_iter().map(|(group, reserved)| group.announce(app, &reserved)).collect(),
        Err(Failed::Unknown(written, error)) => {
            tracing::warn!(%error, "whether signals were stored is not known");
            written.into_iter().map(|(group, _)| group.doubt()).collect()
        }
        Err(Failed::Refused(error)) => {
            tracing::warn!(%error, "signals are stored tenant by tenant");
            Answers::new()
        }
    }
}

impl Group {
    /// A tenant's signals, where everything that they name is known, and none has the name of another.
    fn new(app: &App, tenant: Uuid, new: &[&NewSignal], now: DateTime<Utc>) -> Option<Self> {
        let (mut rows, mut signals, mut keys) = (Vec::new(), Vec::new(), HashSet::new());
        for &new in new {
            let bot = app.intake.names.bot(tenant, new.bot)?;
            let instrument = app.instruments.named(&instrument_name(new))?;
            if !keys.insert((new.bot, new.dedup_key.clone())) {
                return None;
            }
            let row = new_row(app, tenant, new.clone(), instrument.id, now);
            signals.push(Signal::new(row.clone(), bot, InstrumentRef::from(&instrument)));
            rows.push(row);
        }
        Some(Self { tenant, rows, signals })
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
        (self.tenant, self.signals.into_iter().map(|_| Err(UNKNOWN.into())).collect())
    }
}

/// Writes and commits the signals whose streams are free.
async fn write(app: &App, new: &News<'_>) -> Result<Written, Failed> {
    let now = app.ambient.now();
    let groups: Vec<_> = new.iter().filter_map(|(tenant, new)| Group::new(app, *tenant, new, now)).collect();
    if groups.is_empty() {
        return Ok(Written::new());
    }
    let tx = app.system.begin().await?;
    let wanted = groups.iter().map(|group| (group.tenant, group.rows.len()));
    let mut free = Reserved::take_free(&tx, wanted, now).await?;
    let (mut written, mut rows, mut events) = (Written::new(), Vec::new(), Vec::new());
    for mut group in groups {
        let Some(reserved) = free.remove(&group.tenant) else { continue };
        number(&mut group.rows, &mut group.signals, &reserved);
        let tenant = group.tenant;
        rows.extend(std::mem::take(&mut group.rows).into_iter().map(|row| create(row).of_tenant(tenant)));
        let told: Vec<_> = group.signals.iter().map(Event::SignalReceived).collect();
        events.extend(reserved.rows(&told)?.into_iter().map(|event| event.of_tenant(tenant)));
        written.push((group, reserved));
    }
    if written.is_empty() {
        tx.rollback().await?;
        return Ok(written);
    }
    let db = SystemDb::clone(&tx);
    match tx.commit_with((db.signal().create_many(rows), db.event().create_many(events))).await {
        Ok(_) => Ok(written),
        Err(error) if error.is_outcome_unknown() => Err(Failed::Unknown(written, error)),
        Err(error) => Err(error.into()),
    }
}

/// The tenants that send a signal of a name that is stored already.
async fn repeating(app: &App, new: &News<'_>) -> Result<HashSet<Uuid>> {
    let (mut tenants, mut bots, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for (tenant, new) in each(new) {
        tenants.push(tenant);
        bots.push(new.bot);
        keys.push(new.dedup_key.clone());
    }
    // By hand: three columns at once.
    let found = app.system._query_raw::<Repeating>(raw!(
        "SELECT DISTINCT tenant_id FROM signals
         JOIN unnest({}::uuid[], {}::uuid[], {}::text[]) AS new (tenant_id, bot_id, dedup_key)
           USING (tenant_id, bot_id, dedup_key)",
        tenants,
        bots,
        keys,
    ));
    Ok(found.exec().await?.into_iter().map(|row| row.tenant_id).collect())
}

/// Looks for what signals name and nobody has asked for a moment ago, whoever's it is. What is not found is not known.
async fn learn(app: &App, new: &News<'_>) {
    let (mut bots, mut symbols) = (BTreeSet::new(), BTreeSet::new());
    for (tenant, new) in each(new) {
        if app.intake.names.bot(tenant, new.bot).is_none() {
            bots.insert(new.bot);
        }
        let name = instrument_name(new);
        if app.instruments.named(&name).is_none() {
            symbols.insert(name.1);
        }
    }
    if bots.is_empty() && symbols.is_empty() {
        return;
    }
    let found = app.system._batch((
        app.system.bot().find_many([bot::id::in_vec(bots.into_iter().collect())]),
        app.system.instrument().find_many([instrument::symbol::in_vec(symbols.into_iter().collect())]),
    ));
    match found.await {
        Ok((bots, instruments)) => {
            for row in bots {
                app.intake.names.learn(row.tenant_id, &BotRef { id: row.id, name: row.name });
            }
            for row in &instruments {
                app.instruments.learn(row);
            }
        }
        Err(error) => tracing::warn!(%error, "what signals name cannot be looked for"),
    }
}

fn each<'a>(new: &'a News<'_>) -> impl Iterator<Item = (Uuid, &'a NewSignal)> {
    new.iter().flat_map(|(tenant, new)| new.iter().map(move |new| (*tenant, *new)))
}
