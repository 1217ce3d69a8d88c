//! The tenant's sets, the newest first.

use prisma::{IsolationLevel, TenantDb, candle_set};
use uuid::Uuid;

use super::CandleSet;
use crate::{
    Error, Result, instruments,
    page::{Page, PageRequest},
    stream,
};

/// The tenant's sets, the newest first.
pub async fn list(db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<CandleSet>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query = tx.candle_set().find_many([]).order_by(candle_set::created_at::desc());
    let query = query.order_by(candle_set::id::desc());
    let (rows, next) = page.read(&tx.candle_set(), query, candle_set::id::equals, |row| row.id).await?;
    let named = instruments::by_id(&tx, rows.iter().map(|row| row.instrument_id)).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let set = |row: candle_set::Data| {
        let instrument = named.get(&row.instrument_id).cloned();
        let instrument = instrument.ok_or_else(|| Error::row(row.id, "its instrument is missing"))?;
        Ok(CandleSet::new(row, instrument))
    };
    let items = rows.into_iter().map(set).collect::<Result<_>>()?;
    Ok(Page { items, next, as_of })
}
