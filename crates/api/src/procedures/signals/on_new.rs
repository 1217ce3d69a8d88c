//! `signals.onNew`: each signal as it is received.

use app::{signals::Signal, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{SignalDto, StreamInput, tracked},
    error::ApiError,
};

/// Each signal as it is received.
#[rspc::procedure]
pub(super) async fn on_new(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<SignalDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::SignalReceived;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |signal: Signal| SignalDto::from(signal)))
}
