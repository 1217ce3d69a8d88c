//! A tenant's jobs: those that failed first, then in the order in which they are done next.

use prisma::{TenantDb, job};
use uuid::Uuid;

use super::Job;
use crate::Result;

/// More than there are kinds.
const MOST: i64 = 100;

/// The tenant's jobs: dead ones first, then those that come next.
pub async fn list(db: &TenantDb, tenant: Uuid) -> Result<Vec<Job>> {
    // No tenant model, since some are the service's own: here the tenant is asked for by name.
    let theirs = db.job().find_many([job::tenant_id::equals(Some(tenant))]);
    let sorted = theirs.order_by(job::status::desc()).order_by(job::run_at::asc()).order_by(job::id::asc());
    Ok(sorted.take(MOST).exec().await?.into_iter().map(Job::from).collect())
}
