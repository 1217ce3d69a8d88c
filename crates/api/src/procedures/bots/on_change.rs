//! `bots.onChange`: a bot each time that what it is asked for, reports or follows changes.

use app::{bots::Bot, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{BotStateDto, StreamInput, tracked},
    error::ApiError,
};

/// A bot each time that what it is asked for, reports or follows changes, as it then stands.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<BotStateDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::BotChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |bot: Bot| BotStateDto::from(bot)))
}
