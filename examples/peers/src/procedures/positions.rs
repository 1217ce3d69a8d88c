//! `positions.getAll`: fifty rows of twelve columns.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use superjson::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::context::{Refusal, TenantCtx};

#[derive(Debug, Clone, Copy, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
enum Status {
    Open,
    Closed,
}

#[rspc::input]
pub(super) struct Input {
    status: Option<Status>,
}

#[derive(Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(super) struct Position {
    id: Uuid,
    tenant_id: Uuid,
    bot_id: Uuid,
    symbol: String,
    side: String,
    status: String,
    quantity: Decimal,
    entry_price: Decimal,
    stop_loss: Option<Decimal>,
    pnl: Decimal,
    opened_at: Date,
    closed_at: Option<Date>,
}

const SELECT: &str = "SELECT id, tenant_id, bot_id, symbol, side, status, quantity, entry_price, stop_loss, pnl, \
     opened_at, closed_at FROM positions \
     WHERE tenant_id = $1 AND ($2::text IS NULL OR status = $2) ORDER BY opened_at";

pub(super) async fn get_all(ctx: TenantCtx, input: Input) -> Result<Vec<Position>, Refusal> {
    let status = input.status.map(|status| match status {
        Status::Open => "open",
        Status::Closed => "closed",
    });
    let client = ctx.service.pool.get().await?;
    let statement = client.prepare_cached(SELECT).await?;
    let rows = client.query(&statement, &[&ctx.tenant, &status]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Position, Refusal> {
    Ok(Position {
        id: row.try_get(0)?,
        tenant_id: row.try_get(1)?,
        bot_id: row.try_get(2)?,
        symbol: row.try_get(3)?,
        side: row.try_get(4)?,
        status: row.try_get(5)?,
        quantity: row.try_get::<_, Decimal>(6)?.normalize(),
        entry_price: row.try_get::<_, Decimal>(7)?.normalize(),
        stop_loss: row.try_get::<_, Option<Decimal>>(8)?.map(|price| price.normalize()),
        pnl: row.try_get::<_, Decimal>(9)?.normalize(),
        opened_at: Date(row.try_get(10)?),
        closed_at: row.try_get::<_, Option<_>>(11)?.map(Date),
    })
}
