//! Having a job tried again at once.

use prisma::{JobStatus, TenantDb, job};
use prisma_client_rust::{Error as Database, Lock};
use uuid::Uuid;

use super::Job;
use crate::{
    App, Error,
    audit::{self, Actor, Deed},
};

/// Why a job is not tried again.
#[derive(Debug, thiserror::Error)]
pub enum RetryError {
    /// The tenant has no such job.
    #[error("no such job")]
    UnknownJob,
    /// Beneath.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Database> for RetryError {
    fn from(error: Database) -> Self {
        Self::Failed(error.into())
    }
}

/// Has a job of the tenant begun at once, with all its attempts before it. One that is being done stays as it is.
pub async fn retry(
    app: &App,
    db: &TenantDb,
    tenant: Uuid,
    actor: &Actor,
    id: Uuid,
) -> Result<Job, RetryError> {
    let tx = db.begin().await?;
    let theirs = [job::id::equals(id), job::tenant_id::equals(Some(tenant))];
    let row = tx.job().find_first(theirs).lock(Lock::ForNoKeyUpdate).exec().await?;
    let before = Job::from(row.ok_or(RetryError::UnknownJob)?);
    if before.status == JobStatus::Running {
        return Ok(before);
    }
    let now = app.ambient.now();
    let again = [job::status::set(JobStatus::Waiting), job::run_at::set(now), job::attempts::set(0)];
    let after = Job::from(tx.job().update(job::id::equals(id), again).exec().await?);
    let (target, noted) = (id.to_string(), Some(after.noted()));
    let deed = Deed { action: "job.retry", target, before: Some(before.noted()), after: noted };
    audit::record(&tx, tenant, now, actor, deed).await?;
    tx.commit().await?;
    Ok(after)
}
