//! `jobs.retry`: has background work tried again at once.

use app::jobs;
use rspc::ErrorCode;
use serde::Serialize;

use crate::{
    context::TenantCtx,
    dto::{JobDto, JobId},
    error::{ApiError, Refused},
};

/// Which job.
#[rspc::input]
pub(crate) struct Input {
    id: JobId,
}

/// Why a job is not tried again.
#[derive(Debug, Serialize, specta::Type, thiserror::Error)]
#[serde(tag = "type")]
pub(crate) enum RetryJobError {
    /// The tenant has no such job.
    #[error("there is no such job")]
    UnknownJob,
}

#[rspc::codes]
impl rspc::Error for RetryJobError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownJob => ErrorCode::NotFound,
        }
    }
}

impl From<jobs::RetryError> for Refused<RetryJobError> {
    fn from(error: jobs::RetryError) -> Self {
        match error {
            jobs::RetryError::UnknownJob => Self::Own(RetryJobError::UnknownJob),
            jobs::RetryError::Failed(error) => Self::Api(ApiError::from(error)),
        }
    }
}

/// Has a job begun at once, whether it waits or failed for good; one that is being done stays as it is.
#[rspc::procedure]
pub(super) async fn retry(ctx: TenantCtx, input: Input) -> Result<JobDto, Refused<RetryJobError>> {
    let job = jobs::retry(&ctx.app, &ctx.db, ctx.tenant, &ctx.actor, input.id.into()).await?;
    Ok(job.into())
}
