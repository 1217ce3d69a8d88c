//! `backtests.trades`: the executions of a backtest, in order.

use app::{
    backtests::{self, Execution},
    page::PageRequest,
};
use prisma::Side;
use serde::Serialize;
use superjson::Date;

use crate::{
    context::TenantCtx,
    dto::{Amount, BacktestId},
    error::ApiError,
};

/// Executions that one page holds unless asked otherwise.
const DEFAULT_LIMIT: u32 = 200;

/// Of which backtest, and which.
#[rspc::input]
pub(crate) struct Input {
    id: BacktestId,
    /// The `nextCursor` of the page before.
    #[garde(inner(range(max = 2_147_483_647)))]
    cursor: Option<u32>,
    /// Rows, 200 if left out.
    #[garde(inner(range(min = 1, max = 1000)))]
    limit: Option<u32>,
}

/// Some executions, in order.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BacktestTradePage {
    items: Vec<BacktestTrade>,
    /// The `cursor` of the next page; null on the last one.
    next_cursor: Option<i32>,
}

/// An execution of a backtest. Amounts are in the quote currency unless they say otherwise.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BacktestTrade {
    /// From 1.
    number: i32,
    at: Date,
    side: Side,
    /// In the base currency.
    qty: Amount,
    price: Amount,
    /// What it cost; a rebate when negative.
    fee: Amount,
    /// What it earned by what it closed, before fees.
    realized: Amount,
    /// What is held after it, in the base currency; negative when short.
    signed_qty: Amount,
}

impl From<Execution> for BacktestTrade {
    fn from(execution: Execution) -> Self {
        Self {
            number: execution.number,
            at: Date(execution.at),
            side: execution.side,
            qty: execution.qty.into(),
            price: execution.price.into(),
            fee: execution.fee.into(),
            realized: execution.realized.into(),
            signed_qty: execution.signed_qty.into(),
        }
    }
}

/// The executions of a backtest, in order; none where there is no such backtest.
#[rspc::procedure]
pub(super) async fn trades(ctx: TenantCtx, input: Input) -> Result<BacktestTradePage, ApiError> {
    let after = input.cursor.map(|cursor| i32::try_from(cursor).unwrap_or(i32::MAX));
    let page = PageRequest { after, limit: input.limit.unwrap_or(DEFAULT_LIMIT) };
    let page = backtests::trades(&ctx.db, input.id.into(), page).await?;
    let items = page.items.into_iter().map(BacktestTrade::from).collect();
    Ok(BacktestTradePage { items, next_cursor: page.next })
}
