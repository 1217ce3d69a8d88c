//! One backtest: as it stands, how far it has come, what it was worth.

use chrono::{DateTime, Utc};
use prisma::{BacktestStatus, TenantDb, backtest, backtest_equity};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Backtest, named_one};
use crate::Result;

/// How far a backtest has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// As it stands.
    pub status: BacktestStatus,
    /// Candles that it has gone through.
    pub done: i32,
    /// Candles that there are; 0 until they are read.
    pub total: i32,
}

impl Progress {
    /// Whether nothing more becomes of it.
    pub const fn is_over(&self) -> bool {
        super::is_over(self.status)
    }
}

/// What a backtest was worth at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EquityPoint {
    /// When.
    pub at: DateTime<Utc>,
    /// Cash, and what is held at the price of then.
    pub equity: Decimal,
}

/// The backtest with that id.
pub async fn find(db: &TenantDb, id: Uuid) -> Result<Option<Backtest>> {
    match db.backtest().find_unique(backtest::id::equals(id)).exec().await? {
        Some(row) => named_one(db, row).await.map(Some),
        None => Ok(None),
    }
}

/// How far the backtest with that id has come.
pub async fn progress(db: &TenantDb, id: Uuid) -> Result<Option<Progress>> {
    let row = db.backtest().find_unique(backtest::id::equals(id)).exec().await?;
    Ok(row.map(|row| Progress { status: row.status, done: row.candles_done, total: row.candles_total }))
}

/// What it was worth as time went on: a thousand points at most.
pub async fn equity(db: &TenantDb, id: Uuid) -> Result<Vec<EquityPoint>> {
    let points = db.backtest_equity().find_many([backtest_equity::backtest_id::equals(id)]);
    let points = points.order_by(backtest_equity::at::asc()).exec().await?;
    Ok(points.into_iter().map(|row| EquityPoint { at: row.at, equity: row.equity }).collect())
}
