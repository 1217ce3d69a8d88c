//! One position, with what made it and what may still change it.

use std::collections::BTreeSet;

use prisma::{IsolationLevel, PositionStatus, TenantDb, fill, order, position};
use prisma_client_rust::Filter;
use uuid::Uuid;

use super::{Position, list};
use crate::{
    Error, Result,
    orders::{FillRecord, Order, joined},
    pipeline::LIVE,
    stream,
};

/// Fills that are told: of a position that is traded all day, the newest.
const FILLS: i64 = 200;

/// A position with its orders and its fills.
#[derive(Clone, Debug)]
pub struct PositionDetail {
    /// The position.
    pub position: Position,
    /// Orders that may still trade in it, the newest first: stops, limits, a close. None once it is closed.
    pub working: Vec<Order>,
    /// Orders that traded into it and are over, the newest first.
    pub done: Vec<Order>,
    /// What traded into it, in order; the newest, where there are many.
    pub fills: Vec<FillRecord>,
    /// The stream position of the snapshot that it was read in.
    pub as_of: stream::Position,
}

/// A position with its orders and its fills; none where the tenant has no such position.
pub async fn get(db: &TenantDb, tenant: Uuid, id: Uuid) -> Result<Option<PositionDetail>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let Some(row) = tx.position().find_unique(position::id::equals(id)).exec().await? else {
        return Ok(None);
    };
    let into = tx.fill().find_many([fill::position_id::equals(id)]).order_by(fill::executed_at::desc());
    let mut fills = into.order_by(fill::id::desc()).take(FILLS).exec().await?;
    fills.reverse();
    let traded: BTreeSet<Uuid> = fills.iter().map(|fill| fill.order_id).collect();
    let over = order::status::not_in_vec(LIVE.to_vec());
    let done = newest(&tx, vec![order::id::in_vec(traded.into_iter().collect()), over]).await?;
    let working = if row.status == PositionStatus::Open {
        let live = order::status::in_vec(LIVE.to_vec());
        let here = [order::bot_id::equals(row.bot_id), order::instrument_id::equals(row.instrument_id)];
        newest(&tx, here.into_iter().chain([live]).collect()).await?
    } else {
        Vec::new()
    };
    let position = list::joined(&tx, vec![row]).await?.pop();
    let position = position.ok_or_else(|| Error::row(id, "the position is missing"))?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    let named = |row| FillRecord::new(row, position.bot.clone(), position.instrument.clone(), 0);
    let fills = fills.iter().map(named).collect();
    Ok(Some(PositionDetail { position, working, done, fills, as_of }))
}

/// Those orders, the newest first.
async fn newest(tx: &TenantDb, filters: Vec<Filter<order::Model>>) -> Result<Vec<Order>> {
    let query = tx.order().find_many(filters);
    let rows = query.order_by(order::created_at::desc()).order_by(order::id::desc()).exec().await?;
    joined(tx, rows).await
}
