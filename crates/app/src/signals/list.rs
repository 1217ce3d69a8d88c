//! The tenant's signals, newest first.

use prisma::{IsolationLevel, Side, SignalStatus, TenantDb, Verdict, risk_decision, signal};
use uuid::Uuid;

use super::{Refusal, Signal, join};
use crate::{
    Result,
    instruments::InstrumentRef,
    narrow::Narrow,
    page::{Page, PageRequest},
    stream,
};

/// Which signals.
#[derive(Clone, Debug, Default)]
pub struct SignalFilter {
    /// By bot, instrument, and when they arrived.
    pub narrow: Narrow,
    /// In one state.
    pub status: Option<SignalStatus>,
    /// That buy, or sell.
    pub side: Option<Side>,
}

/// The tenant's signals, newest first.
pub async fn list(
    db: &TenantDb,
    tenant: Uuid,
    filter: SignalFilter,
    page: PageRequest,
) -> Result<Page<Signal>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let SignalFilter { narrow, status, side } = filter;
    let filters = [
        narrow.bot.map(signal::bot_id::equals),
        narrow.instruments(&tx, signal::instrument_id::equals, signal::instrument_id::in_vec).await?,
        narrow.from.map(signal::received_at::gte),
        narrow.to.map(signal::received_at::lt),
        status.map(signal::status::equals),
        side.map(|side| signal::side::equals(Some(side))),
    ];
    let query = tx.signal().find_many(filters.into_iter().flatten());
    let query = query.order_by(signal::received_at::desc()).order_by(signal::id::desc());
    let (rows, next) = page.read(&tx.signal(), query, signal::id::equals, |row| row.id).await?;
    let refused = rows.iter().filter(|row| row.status == SignalStatus::Rejected).map(|row| row.id).collect();
    let refused =
        [risk_decision::signal_id::in_vec(refused), risk_decision::verdict::equals(Verdict::Refused)];
    let refused = tx.risk_decision().find_many(refused).exec().await?;
    let make = |row, bot, instrument: &_| Ok(Signal::new(row, bot, InstrumentRef::from(instrument)));
    let mut items = join(&tx, rows, |row| (row.bot_id, row.instrument_id), make).await?;
    for item in &mut items {
        let of_item = refused.iter().find(|row| row.signal_id == item.id);
        item.refusal = of_item.map(|row| Refusal {
            rule: row.rule.clone(),
            limit: row.limit.clone(),
            observed: row.observed.clone(),
        });
    }
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
