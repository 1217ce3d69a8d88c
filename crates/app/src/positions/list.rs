//! The tenant's positions, newest first.

use prisma::{IsolationLevel, PositionStatus, TenantDb, position};
use prisma_client_rust::{Filter, query::FindMany};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Position;
use crate::{
    Error, Result,
    narrow::Narrow,
    page::{Page, PageRequest},
    signals::join,
    stream,
};

/// Which positions.
#[derive(Clone, Debug, Default)]
pub struct PositionFilter {
    /// By bot, instrument, and when they opened.
    pub narrow: Narrow,
    /// Open, or closed for good.
    pub status: Option<PositionStatus>,
    /// That look one way.
    pub side: Option<PositionSide>,
}

/// Which way a position looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionSide {
    /// It gains as the price rises.
    Long,
    /// It gains as the price falls.
    Short,
    /// It is closed.
    Flat,
}

impl PositionSide {
    /// What holds for such positions alone. One that looks either way is open, which an index knows.
    fn filters(self) -> [Option<Filter<position::Model>>; 2] {
        let status = match self {
            Self::Flat => PositionStatus::Closed,
            Self::Long | Self::Short => PositionStatus::Open,
        };
        let qty = match self {
            Self::Long => Some(position::signed_qty::gt(Decimal::ZERO)),
            Self::Short => Some(position::signed_qty::lt(Decimal::ZERO)),
            Self::Flat => None,
        };
        [Some(position::status::equals(status)), qty]
    }
}

/// The tenant's positions, newest first.
pub async fn list(
    db: &TenantDb,
    tenant: Uuid,
    filter: PositionFilter,
    page: PageRequest,
) -> Result<Page<Position>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let PositionFilter { narrow, status, side } = filter;
    let filters = [
        narrow.from.map(position::opened_at::gte),
        narrow.to.map(position::opened_at::lt),
        status.map(position::status::equals),
    ];
    let filters = filters.into_iter().chain(of(&tx, &narrow).await?);
    let filters = filters.chain(side.map(PositionSide::filters).into_iter().flatten()).flatten();
    let query = tx.position().find_many(filters).order_by(position::opened_at::desc());
    let found = read(&tx, tenant, query, page).await?;
    tx.commit().await?;
    Ok(found)
}

/// The tenant's closed positions, the last closed first, by bot, instrument and when they closed.
pub async fn closed(
    db: &TenantDb,
    tenant: Uuid,
    narrow: Narrow,
    page: PageRequest,
) -> Result<Page<Position>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let mut filters = vec![
        Some(position::status::equals(PositionStatus::Closed)),
        narrow.from.map(position::closed_at::gte),
        narrow.to.map(position::closed_at::lt),
    ];
    filters.extend(of(&tx, &narrow).await?);
    if let Some(after) = page.after {
        // The cursor's own comparison allows for a time that is missing, which no range of an index does.
        let last = tx.position().find_unique(position::id::equals(after)).exec().await?;
        let closed_at = last.and_then(|row| row.closed_at).ok_or(Error::UnknownCursor)?;
        filters.push(Some(position::closed_at::lte(closed_at)));
    }
    let query = tx.position().find_many(filters.into_iter().flatten());
    let found = read(&tx, tenant, query.order_by(position::closed_at::desc()), page).await?;
    tx.commit().await?;
    Ok(found)
}

/// Those of a bot, of some instruments.
async fn of(tx: &TenantDb, narrow: &Narrow) -> Result<[Option<Filter<position::Model>>; 2]> {
    let bot = narrow.bot.map(position::bot_id::equals);
    Ok([bot, narrow.instruments(tx, position::instrument_id::equals, position::instrument_id::in_vec).await?])
}

/// A page of what the query finds, with what it names, in the caller's snapshot.
async fn read(
    tx: &TenantDb,
    tenant: Uuid,
    query: FindMany<'_, position::Model>,
    page: PageRequest,
) -> Result<Page<Position>> {
    let query = query.order_by(position::id::desc());
    let (rows, next) = page.read(&tx.position(), query, position::id::equals, |row| row.id).await?;
    let items = joined(tx, rows).await?;
    Ok(Page { items, next, as_of: stream::head(tx, tenant).await? })
}

/// Joins positions with what they name.
pub(super) async fn joined(tx: &TenantDb, rows: Vec<position::Data>) -> Result<Vec<Position>> {
    let make = |row: position::Data, bot, instrument: &_| Position::new(&row, bot, instrument);
    join(tx, rows, |row| (row.bot_id, row.instrument_id), make).await
}
