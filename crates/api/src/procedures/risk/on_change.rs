//! `risk.onChange`: that a switch, a limit or a lock changed.

use app::{risk::RiskChange, stream};
use futures::Stream;
use rspc::{Shared, Tracked};
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{StreamInput, tracked},
    error::ApiError,
};

/// What changed: read `risk.get` anew.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename = "RiskChange")]
pub(super) struct RiskChangeDto {
    /// `switch`, `limit` or `lock`.
    what: String,
}

/// That a switch, a limit or a lock changed.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<RiskChangeDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::RiskChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |change: RiskChange| RiskChangeDto { what: change.what }))
}
