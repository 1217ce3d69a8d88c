//! `positions.onChange`: a position each time it opens, changes or closes.

use app::{positions::Position, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{PositionDto, StreamInput, tracked},
    error::ApiError,
};

/// A position each time it opens, changes or closes, as it then stands.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<PositionDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::PositionChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |position: Position| PositionDto::from(position)))
}
