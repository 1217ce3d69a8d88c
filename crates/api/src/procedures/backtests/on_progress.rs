//! `backtests.onProgress`: how far a backtest has come, until it is over.

use std::time::Duration;

use app::backtests::{self, Progress};
use futures::Stream;
use prisma::BacktestStatus;
use serde::Serialize;

use super::get::BacktestRefused;
use crate::{
    context::TenantCtx,
    dto::BacktestId,
    error::{ApiError, Refused},
};

/// How often it is looked at: whoever computes it, in this process or in another, says so in its row.
const LOOK: Duration = Duration::from_millis(250);

/// Of which backtest.
#[rspc::input]
pub(crate) struct Input {
    id: BacktestId,
}

/// How far a backtest has come.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "BacktestProgress")]
pub(crate) struct ProgressDto {
    status: BacktestStatus,
    /// Candles that it has gone through.
    candles_done: i32,
    /// Candles that there are; 0 until they are read.
    candles_total: i32,
}

impl From<Progress> for ProgressDto {
    fn from(progress: Progress) -> Self {
        let Progress { status, done, total } = progress;
        Self { status, candles_done: done, candles_total: total }
    }
}

/// How far a backtest has come, at once and then as it goes on, four times a second at most; it ends when the backtest is
/// over. What was between is left out.
#[rspc::procedure]
pub(super) async fn on_progress(
    ctx: TenantCtx,
    input: Input,
) -> Result<impl Stream<Item = Result<ProgressDto, Refused<BacktestRefused>>>, Refused<BacktestRefused>> {
    let id = input.id.into();
    let first = backtests::progress(&ctx.db, id).await.map_err(ApiError::from)?;
    let first = first.ok_or(Refused::Own(BacktestRefused::UnknownBacktest))?;
    Ok(async_stream::try_stream! {
        let mut last = first;
        yield last.into();
        while !last.is_over() {
            tokio::time::sleep(LOOK).await;
            let now = backtests::progress(&ctx.db, id).await.map_err(ApiError::from)?;
            let Some(now) = now.filter(|now| *now != last) else { continue };
            last = now;
            yield now.into();
        }
    })
}
