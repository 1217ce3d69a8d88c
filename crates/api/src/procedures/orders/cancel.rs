//! `orders.cancel`: asks for the end of an order.

use app::orders;
use prisma::OrderStatus;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{OrderDto, OrderId},
    error::{ApiError, Refused},
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    id: OrderId,
}

/// Why an order does not end.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum CancelOrderError {
    /// The team has no such order, or the key speaks for another bot.
    #[error("there is no such order")]
    UnknownOrder,
    /// It has ended.
    #[error("the order has ended already")]
    OrderEnded {
        /// As what.
        status: OrderStatus,
    },
}

#[rspc::codes]
impl rspc::Error for CancelOrderError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownOrder => ErrorCode::NotFound,
            Self::OrderEnded { .. } => ErrorCode::Conflict,
        }
    }
}

impl From<orders::CancelError> for Refused<CancelOrderError> {
    fn from(error: orders::CancelError) -> Self {
        Self::Own(match error {
            orders::CancelError::UnknownOrder => CancelOrderError::UnknownOrder,
            orders::CancelError::Ended(status) => CancelOrderError::OrderEnded { status },
            orders::CancelError::Failed(error) => return Self::Api(ApiError::from(error)),
        })
    }
}

/// Asks for the end of an order; that it came, `orders.onChange` tells. Until then it may trade.
#[rspc::procedure]
pub(super) async fn cancel(ctx: TenantCtx, input: Input) -> Result<OrderDto, Refused<CancelOrderError>> {
    Ok(orders::cancel(&ctx.app, &ctx.db, ctx.tenant, ctx.bot, input.id.into()).await?.into())
}
