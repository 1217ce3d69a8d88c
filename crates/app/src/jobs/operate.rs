//! The jobs of everybody, for whoever operates the service.

use chrono::{DateTime, Utc};
use prisma::{JobStatus, SystemDb, job, tenant};
use prisma_client_rust::{Update, or};
use uuid::Uuid;

use super::{Job, Kind};
use crate::Result;

/// More are not read by anybody.
const MOST: i64 = 1000;

/// A job, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The job.
    pub job: Job,
    /// The tenant, by slug; none where it is the service's own.
    pub tenant: Option<String>,
}

/// Jobs that failed, or all: dead ones first, then those that come next.
pub async fn all(system: &SystemDb, with_healthy: bool) -> Result<Vec<Listed>> {
    let ill = or([job::status::equals(JobStatus::Dead), job::error::is_not_null()]);
    let found = system.job().find_many((!with_healthy).then_some(ill));
    let sorted = found.order_by(job::status::desc()).order_by(job::run_at::asc()).order_by(job::id::asc());
    let rows = sorted.take(MOST).exec().await?;
    let named = rows.iter().filter_map(|row| row.tenant_id).collect();
    let tenants = system.tenant().find_many([tenant::id::in_vec(named)]).exec().await?;
    let slug = |id: Uuid| {
        let found = tenants.iter().find(|tenant| tenant.id == id);
        found.map_or_else(|| id.to_string(), |tenant| tenant.slug.clone())
    };
    Ok(rows.into_iter().map(|row| Listed { tenant: row.tenant_id.map(slug), job: row.into() }).collect())
}

/// Has a job begun at once; answers none where there is no such job, or it is being done.
pub async fn retry(system: &SystemDb, now: DateTime<Utc>, id: Uuid) -> Result<Option<Job>> {
    change(system, id, vec![job::run_at::set(now)]).await
}

/// Leaves a failure be: the job comes next when its schedule says so. Answers none as [`retry`] does.
pub async fn discard(system: &SystemDb, now: DateTime<Utc>, id: Uuid) -> Result<Option<Job>> {
    let row = system.job().find_unique(job::id::equals(id)).exec().await?;
    let Some(kind) = row.and_then(|row| Kind::named(&row.kind)) else { return Ok(None) };
    let forgotten = [job::run_at::set(kind.next(now)), job::error::set(None), job::failed_at::set(None)];
    change(system, id, forgotten.into()).await
}

async fn change(system: &SystemDb, id: Uuid, mut changes: Vec<Update<job::Model>>) -> Result<Option<Job>> {
    let idle = [job::id::equals(id), job::status::not(JobStatus::Running)];
    changes.extend([job::status::set(JobStatus::Waiting), job::attempts::set(0)]);
    let changed = system.job().update_many(idle, changes).returning().exec().await?;
    Ok(changed.into_iter().next().map(Job::from))
}
