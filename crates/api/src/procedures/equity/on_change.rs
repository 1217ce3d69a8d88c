//! `equity.onChange`: what a bot's trading came to, each time it changes.

use app::{
    equity::{BotEquity, Currencies},
    stream,
};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{BotEquityDto, StreamInput, tracked},
    error::ApiError,
};

/// What a bot's trading came to, each time it changes.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<BotEquityDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::EquityChanged;
    let currencies = Currencies::read(&ctx.db).await?;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, move |changed: BotEquity| BotEquityDto::new(changed, &currencies)))
}
