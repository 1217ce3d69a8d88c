//! `positions.get`: a position, open or closed, its orders and its fills.

use app::positions;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{PositionDetailDto, PositionId},
    error::{ApiError, Refused},
};

/// Which.
#[rspc::input]
pub(crate) struct Input {
    id: PositionId,
}

/// Why there is nothing to see.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum GetPositionError {
    /// The team has no such position.
    #[error("there is no such position")]
    UnknownPosition,
}

#[rspc::codes]
impl rspc::Error for GetPositionError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownPosition => ErrorCode::NotFound,
        }
    }
}

/// A position, open or closed, its orders and its fills.
#[rspc::procedure]
pub(super) async fn get(
    ctx: TenantCtx,
    input: Input,
) -> Result<PositionDetailDto, Refused<GetPositionError>> {
    let detail = positions::get(&ctx.db, ctx.tenant, input.id.into()).await.map_err(ApiError::from)?;
    Ok(detail.ok_or(Refused::Own(GetPositionError::UnknownPosition))?.into())
}
