//! `positions.getAll`: the tenant's positions, newest first.

use app::positions;
use prisma::PositionStatus;
use uuid::Uuid;

use crate::{
    context::TenantCtx,
    dto::{PageDto, PositionDto, page_request},
    error::ApiError,
};

/// Which positions.
#[rspc::input]
pub(crate) struct Input {
    /// All, if left out.
    status: Option<PositionStatus>,
    /// The `nextCursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows, 50 if left out.
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
}

/// The tenant's positions, newest first.
#[rspc::procedure]
pub(super) async fn get_all(ctx: TenantCtx, input: Input) -> Result<PageDto<PositionDto>, ApiError> {
    let Input { status, cursor, limit } = input;
    let page = positions::list(&ctx.db, ctx.tenant, status, page_request(cursor, limit)).await?;
    Ok(PageDto::new(page, PositionDto::from))
}
