//! The instruments that there are, with what each was last traded at.

use chrono::{DateTime, Utc};
use prisma::{IsolationLevel, TenantDb, instrument};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    App, Result,
    page::{Page, PageRequest},
    stream,
};

/// An instrument with its rules, and its last price with its time, where one is known.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The record.
    pub row: instrument::Data,
    /// The last price, from the market where it is live.
    pub last_price: Option<(Decimal, DateTime<Utc>)>,
}

/// The instruments, by venue and symbol.
pub async fn list(app: &App, db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<Listed>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query = tx.instrument().find_many([]).order_by(instrument::venue::asc());
    let query = query.order_by(instrument::symbol::asc());
    let (rows, next) = page.read(&tx.instrument(), query, instrument::id::equals, |row| row.id).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let listed = |row: instrument::Data| {
        let live = app.market.latest(row.id).map(|tick| (tick.price, tick.at));
        Listed { last_price: live.or(row.last_price.zip(row.last_price_at)), row }
    };
    Ok(Page { items: rows.into_iter().map(listed).collect(), next, as_of })
}
