//! The tenant's backtests, the newest first, and the executions of one, in order.

use chrono::{DateTime, Utc};
use prisma::{IsolationLevel, Side, TenantDb, backtest, backtest_trade};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Backtest, named};
use crate::{
    Result,
    page::{Page, PageRequest},
    stream,
};

/// An execution of a backtest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Execution {
    /// From 1.
    pub number: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Which way.
    pub side: Side,
    /// How much.
    pub qty: Decimal,
    /// At what price.
    pub price: Decimal,
    /// What it cost.
    pub fee: Decimal,
    /// What it earned by what it closed, before fees.
    pub realized: Decimal,
    /// What is held after it.
    pub signed_qty: Decimal,
}

/// Some executions, in order.
#[derive(Clone, Debug)]
pub struct ExecutionPage {
    /// The executions.
    pub items: Vec<Execution>,
    /// The number that the next page comes after.
    pub next: Option<i32>,
}

/// The tenant's backtests, the newest first.
pub async fn list(db: &TenantDb, tenant: Uuid, page: PageRequest) -> Result<Page<Backtest>> {
    let tx = db.begin_with(IsolationLevel::RepeatableRead).await?;
    let query = tx.backtest().find_many([]).order_by(backtest::created_at::desc());
    let query = query.order_by(backtest::id::desc());
    let (rows, next) = page.read(&tx.backtest(), query, backtest::id::equals, |row| row.id).await?;
    let items = named(&tx, rows).await?;
    let as_of = stream::head(&tx, tenant).await?;
    tx.commit().await?;
    Ok(Page { items, next, as_of })
}

/// The executions of a backtest, in order; none where the tenant has no such backtest.
pub async fn trades(db: &TenantDb, id: Uuid, page: PageRequest<i32>) -> Result<ExecutionPage> {
    let mut filter = vec![backtest_trade::backtest_id::equals(id)];
    filter.extend(page.after.map(backtest_trade::number::gt));
    let rows = db.backtest_trade().find_many(filter).order_by(backtest_trade::number::asc());
    let (rows, next) = page.cut(rows.exec().await?, |row| row.number);
    let execution = |row: backtest_trade::Data| Execution {
        number: row.number,
        at: row.at,
        side: row.side,
        qty: row.qty,
        price: row.price,
        fee: row.fee,
        realized: row.realized,
        signed_qty: row.signed_qty,
    };
    Ok(ExecutionPage { items: rows.into_iter().map(execution).collect(), next })
}
