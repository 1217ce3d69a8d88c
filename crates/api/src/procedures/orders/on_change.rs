//! `orders.onChange`: an order each time something happens to it, as it then stands.

use app::{orders::Order, stream};
use futures::Stream;
use rspc::{Shared, Tracked};

use crate::{
    context::TenantCtx,
    dto::{OrderDto, StreamInput, tracked},
    error::ApiError,
};

/// An order each time something happens to it, as it then stands.
#[rspc::procedure]
pub(super) async fn on_change(
    ctx: TenantCtx,
    input: StreamInput,
) -> Result<impl Stream<Item = Result<Shared<Tracked<OrderDto>>, ApiError>>, ApiError> {
    let from = input.position()?;
    let kind = stream::EventType::OrderChanged;
    let events = stream::follow(ctx.db, ctx.app.hints, ctx.tenant, from, kind).await?;
    Ok(tracked(events, |changed: Order| OrderDto::from(changed)))
}
