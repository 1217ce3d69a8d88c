//! `signals.onChange`: a signal each time its status changes.

use app::{signals::Signal, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{SignalDto, StreamInput, tracked},
    error::ApiError,
};

/// A signal each time its status changes, as it then stands.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<SignalDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::SignalChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |signal: Signal| SignalDto::from(signal)))
}
