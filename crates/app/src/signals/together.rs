//! Signals of several tenants in one transaction, in which each statement is one tenant's.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use futures::{future::try_join_all, try_join};
use prisma::{TenantDb, signal};
use prisma_client_rust::{Database, IsolationLevel, Session, Transaction};
use uuid::Uuid;

use super::{
    Signal,
    submit::{NewSignal, SubmitError, create, row},
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

/// Stores what can be stored without waiting for anybody, and answers it. Who is not among the answers has nothing
/// stored: something that it names is not known, its stream is held, or the transaction failed.
pub(super) async fn store_at_once(
    app: &App,
    new: BTreeMap<Uuid, Vec<NewSignal>>,
) -> HashMap<Uuid, Vec<Result<Signal, SubmitError>>> {
    let now = app.ambient.now();
    let groups = new.into_iter().filter_map(|(tenant, new)| Group::named(app, tenant, new, now));
    let groups: Vec<_> = groups.collect();
    if groups.is_empty() {
        return HashMap::new();
    }
    match write(app, groups).await {
        Ok(Some((tx, stored))) => {
            let committed = tx.commit().await;
            let answers = stored.into_iter().map(|(group, reserved)| {
                let Group { tenant, signals, .. } = group;
                if committed.is_err() {
                    let unknown = || Error::Busy("whether the signal was stored is not known: send it again");
                    return (tenant, signals.iter().map(|_| Err(unknown().into())).collect());
                }
                reserved.announce(&app.hints);
                for signal in &signals {
                    app.work.nudge(tenant, signal.bot.id);
                }
                (tenant, signals.into_iter().map(Ok).collect())
            });
            answers.collect()
        }
        Ok(None) => HashMap::new(),
        Err(error) => {
            tracing::debug!(%error, "signals are stored tenant by tenant");
            HashMap::new()
        }
    }
}

impl Group {
    /// A tenant's signals, where everything that they name is known, and none has the name of another.
    fn named(app: &App, tenant: Uuid, new: Vec<NewSignal>, now: DateTime<Utc>) -> Option<Self> {
        let (mut rows, mut signals, mut keys) = (Vec::new(), Vec::new(), HashSet::new());
        for new in new {
            let bot = app.intake.names.bot(tenant, new.bot)?;
            let named = (new.venue.to_uppercase(), new.symbol.to_uppercase());
            let instrument = app.instruments.named(&named)?;
            if !keys.insert((new.bot, new.dedup_key.clone())) {
                return None;
            }
            let row = row(app, tenant, new, instrument.id, now);
            signals.push(Signal::new(row.clone(), bot, InstrumentRef::from(&instrument)));
            rows.push(row);
        }
        Some(Self { tenant, rows, signals })
    }

    /// The shared transaction, as the tenant.
    fn of(&self, tx: &Session) -> TenantDb {
        TenantDb::in_session(tx.as_tenant(self.tenant))
    }

    /// Stores the rows and their events.
    async fn store(&mut self, tx: &Session, reserved: &Reserved) -> Result<()> {
        for (index, (row, signal)) in (0..).zip(self.rows.iter_mut().zip(&mut self.signals)) {
            row.seq = reserved.seq(index);
            signal.seq = row.seq;
        }
        let db = self.of(tx);
        let rows = std::mem::take(&mut self.rows).into_iter().map(create).collect::<Vec<_>>();
        let events: Vec<_> = self.signals.iter().map(Event::SignalReceived).collect();
        try_join!(
            async { Ok::<_, Error>(db.signal().create_many(rows).exec().await.map(drop)?) },
            reserved.write(&db, &events),
        )?;
        Ok(())
    }
}

/// A transaction to be committed, and what is stored in it.
type Written = (Transaction<Session>, Vec<(Group, Reserved)>);

/// Writes all groups whose streams are free; none where none is.
async fn write(app: &App, groups: Vec<Group>) -> Result<Option<Written>> {
    let nobody = Session::unscoped(app.client.pool().clone());
    let tx = Transaction::begin(&nobody, IsolationLevel::ReadCommitted, |session| session).await?;
    let taken = try_join_all(groups.into_iter().map(async |group| {
        let count = i64::try_from(group.rows.len()).unwrap_or(i64::MAX);
        let reserved = Reserved::take_if_free(&group.of(&tx), group.tenant, count, app.ambient.now()).await?;
        Ok::<_, Error>(reserved.map(|reserved| (group, reserved)))
    }));
    let mut taken: Vec<_> = taken.await?.into_iter().flatten().collect();
    if taken.is_empty() {
        tx.rollback().await?;
        return Ok(None);
    }
    try_join_all(taken.iter_mut().map(|(group, reserved)| group.store(&tx, reserved))).await?;
    Ok(Some((tx, taken)))
}
