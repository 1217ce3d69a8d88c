//! `bots.onMessage`: what bots have to say, as they say it.

use app::{bots::Message, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{BotMessageDto, StreamInput, tracked},
    error::ApiError,
};

/// What bots, or the service about them, have to say, as they say it.
#[rspc::procedure]
pub(super) async fn on_message(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<BotMessageDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::BotMessage;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |message: Message| BotMessageDto::from(message)))
}
