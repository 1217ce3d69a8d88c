//! `backtests.onChange`: a backtest each time it is asked for, begun, stopped or over.

use app::{backtests::Backtest, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{BacktestDto, StreamInput, tracked},
    error::ApiError,
};

/// A backtest each time it is asked for, begun, stopped or over, as it then stands.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<BacktestDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::BacktestChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |backtest: Backtest| BacktestDto::from(backtest)))
}
