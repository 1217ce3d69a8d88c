//! `fills.onNew`: each execution as it is stored.

use app::{orders::FillRecord, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{FillDto, StreamInput, tracked},
    error::ApiError,
};

/// Each execution as it is stored.
#[rspc::procedure]
pub(super) async fn on_new(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<FillDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::FillCreated;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |changed: FillRecord| FillDto::from(changed)))
}
