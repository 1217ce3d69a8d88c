//! `bots.onCommand`: what a bot is told to do, for its program.

use app::bots;
use futures::{Stream, TryStreamExt};
use rspc::Tracked;

use crate::{
    context::TenantCtx,
    dto::{BotCommandDto, BotId, BotRefused, spoken_for},
    error::{ApiError, Refused},
};

/// Which bot, and after which command.
#[rspc::input]
pub(crate) struct Input {
    id: BotId,
    /// The id of the last command that arrived; every command that waits comes, if left out.
    #[garde(inner(length(max = 80)))]
    last_event_id: Option<String>,
}

/// What a bot is told to do: the commands that wait for it, in their order, and then each as it is sent. None is lost
/// while the bot is away, and one that was answered or has expired does not come again. Answer each by
/// `bots.acknowledge`.
#[rspc::procedure]
pub(super) async fn on_command(
    ctx: TenantCtx,
    input: Input,
) -> Result<impl Stream<Item = Result<Tracked<BotCommandDto>, Refused<BotRefused>>>, Refused<BotRefused>> {
    let id = spoken_for(&ctx, input.id).ok_or(Refused::Own(BotRefused::UnknownBot))?;
    let from = input.last_event_id.as_ref().filter(|text| !text.is_empty());
    let from = from.map(|text| text.parse().map_err(|_| ApiError::InvalidPosition)).transpose()?;
    let commands = bots::obey(&ctx.app, ctx.db, ctx.tenant, id, from).await?;
    let tracked = |(position, command): (app::stream::Position, bots::Command)| Tracked {
        id: position.to_string(),
        data: BotCommandDto::from(command),
    };
    Ok(commands.map_ok(tracked).map_err(|error| Refused::Api(ApiError::from(error))))
}
