//! The tenant's positions, newest first.

use std::collections::HashMap;

use prisma::{IsolationLevel, PositionStatus, TenantDb, instrument, position};
use uuid::Uuid;

use super::Position;
use crate::{
    Error, Result,
    page::{Page, PageRequest},
    signals::bots_by_id,
    stream,
};

/// The tenant's positions, newest first, all or those of one status.
pub async fn list(
    db: &TenantDb,
    tenant: Uuid,
    status: Option<PositionStatus>,
    page: PageRequest,
) -> Result<Page<Position>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let mut query = tx
        .position()
        .find_many(status.map(position::status::equals))
        .order_by(position::opened_at::desc())
        .order_by(position::id::desc())
        .take(page.take());
    if let Some(after) = page.after {
        if tx.position().count([position::id::equals(after)]).exec().await? == 0 {
            return Err(Error::UnknownCursor);
        }
        query = query.cursor(position::id::equals(after)).skip(1);
    }
    let (rows, next) = page.cut(query.exec().await?, |row| row.id);
    let bots = bots_by_id(&tx, rows.iter().map(|row| row.bot_id)).await?;
    let named = instrument::id::in_vec(rows.iter().map(|row| row.instrument_id).collect());
    let instruments: HashMap<Uuid, _> =
        tx.instrument().find_many([named]).exec().await?.into_iter().map(|row| (row.id, row)).collect();
    let items = rows.iter().map(|row| {
        let bot =
            bots.get(&row.bot_id).cloned().ok_or_else(|| Error::row(row.bot_id, "the bot is missing"))?;
        let missing = || Error::row(row.instrument_id, "the instrument is missing");
        Position::new(row, bot, instruments.get(&row.instrument_id).ok_or_else(missing)?)
    });
    let items = items.collect::<Result<_>>()?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}
