//! Orders and fills, newest first.

use prisma::{IsolationLevel, OrderStatus, Side, TenantDb, fill, order, order_event};
use uuid::Uuid;

use super::{FillRecord, Order, OrderDetail, OrderStep};
use crate::{
    Error, Result,
    instruments::InstrumentRef,
    narrow::Narrow,
    page::{Page, PageRequest},
    pipeline::LIVE,
    signals::join,
    stream,
};

/// Which orders.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    /// By bot, instrument, and when they were made.
    pub narrow: Narrow,
    /// In one state.
    pub status: Option<OrderStatus>,
    /// Those to which anything may still happen.
    pub is_open: bool,
    /// That buy, or sell.
    pub side: Option<Side>,
}

/// Joins orders with what they name.
pub(crate) async fn joined(tx: &TenantDb, rows: Vec<order::Data>) -> Result<Vec<Order>> {
    let make = |row, bot, instrument: &_| Ok(Order::new(row, bot, InstrumentRef::from(instrument)));
    join(tx, rows, |row| (row.bot_id, row.instrument_id), make).await
}

/// The tenant's orders, newest first.
pub async fn list(
    db: &TenantDb,
    tenant: Uuid,
    filter: OrderFilter,
    page: PageRequest,
) -> Result<Page<Order>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let OrderFilter { narrow, status, is_open, side } = filter;
    let filters = [
        narrow.bot.map(order::bot_id::equals),
        narrow.instruments(&tx, order::instrument_id::equals, order::instrument_id::in_vec).await?,
        narrow.from.map(order::created_at::gte),
        narrow.to.map(order::created_at::lt),
        status.map(order::status::equals),
        is_open.then(|| order::status::in_vec(LIVE.to_vec())),
        side.map(order::side::equals),
    ];
    let query = tx.order().find_many(filters.into_iter().flatten());
    let query = query.order_by(order::created_at::desc()).order_by(order::id::desc());
    let (rows, next) = page.read(&tx.order(), query, order::id::equals, |row| row.id).await?;
    let items = joined(&tx, rows).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}

/// An order with its history and its fills; none where the tenant has no such order.
pub async fn get(db: &TenantDb, tenant: Uuid, id: Uuid) -> Result<Option<OrderDetail>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let (row, events, fills) = tx
        ._batch((
            tx.order().find_unique(order::id::equals(id)),
            tx.order_event().find_many([order_event::order_id::equals(id)]).order_by(order_event::seq::asc()),
            tx.fill().find_many([fill::order_id::equals(id)]).order_by(fill::id::asc()),
        ))
        .await?;
    let Some(row) = row else { return Ok(None) };
    let order = joined(&tx, vec![row]).await?.pop();
    let order = order.ok_or_else(|| Error::row(id, "the order is missing"))?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let history = events.into_iter().map(|row| OrderStep {
        seq: row.seq,
        kind: row.r#type,
        status: row.status,
        detail: row.payload,
        at: row.at,
    });
    let fills = fills.iter().map(|row| FillRecord::new(row, order.bot.clone(), order.instrument.clone(), 0));
    Ok(Some(OrderDetail { history: history.collect(), fills: fills.collect(), order, as_of }))
}

/// The tenant's fills, newest first, by bot, instrument and when they happened; those that bought or sold, where one
/// side alone is asked for.
pub async fn fills(
    db: &TenantDb,
    tenant: Uuid,
    narrow: Narrow,
    side: Option<Side>,
    page: PageRequest,
) -> Result<Page<FillRecord>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let filters = [
        narrow.bot.map(fill::bot_id::equals),
        narrow.instruments(&tx, fill::instrument_id::equals, fill::instrument_id::in_vec).await?,
        narrow.from.map(fill::executed_at::gte),
        narrow.to.map(fill::executed_at::lt),
        side.map(fill::side::equals),
    ];
    let query = tx.fill().find_many(filters.into_iter().flatten());
    let query = query.order_by(fill::executed_at::desc()).order_by(fill::id::desc());
    let (rows, next) = page.read(&tx.fill(), query, fill::id::equals, |row| row.id).await?;
    let make = |row: fill::Data, bot, instrument: &_| {
        Ok(FillRecord::new(&row, bot, InstrumentRef::from(instrument), 0))
    };
    let items = join(&tx, rows, |row| (row.bot_id, row.instrument_id), make).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
