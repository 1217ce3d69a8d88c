//! `bots.onCommandChange`: a command each time that something becomes of it.

use app::{bots::Command, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{BotCommandDto, StreamInput, tracked},
    error::ApiError,
};

/// A command each time that it is sent, taken by the bot's program, answered, or expires, as it then stands: for people
/// who watch.
#[rspc::procedure]
pub(super) async fn on_command_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<BotCommandDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::CommandChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |command: Command| BotCommandDto::from(command)))
}
