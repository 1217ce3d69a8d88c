//! `orders.get`: an order, what happened to it, and what it traded.

use app::orders;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{OrderDetailDto, OrderId},
    error::{ApiError, Refused},
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    id: OrderId,
}

/// Why there is nothing to see.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum GetOrderError {
    /// The team has no such order.
    #[error("there is no such order")]
    UnknownOrder,
}

#[rspc::codes]
impl rspc::Error for GetOrderError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownOrder => ErrorCode::NotFound,
        }
    }
}

/// An order, what happened to it, and what it traded.
#[rspc::procedure]
pub(super) async fn get(ctx: TenantCtx, input: Input) -> Result<OrderDetailDto, Refused<GetOrderError>> {
    let detail = orders::get(&ctx.db, ctx.tenant, input.id.into()).await.map_err(ApiError::from)?;
    Ok(detail.ok_or(Refused::Own(GetOrderError::UnknownOrder))?.into())
}
