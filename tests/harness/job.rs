//! Background work of a tenant, of a kind that no worker knows: it stays as the test leaves it.

use prisma::{JobStatus, job};
use prisma_client_rust::{Source, SystemSource};
use uuid::Uuid;

use super::{Tenant, secret};

impl Tenant {
    /// A job that failed at every attempt.
    pub(crate) async fn job(&self) -> Uuid {
        let now = SystemSource.now();
        let dead = vec![
            job::tenant_id::set(Some(self.id)),
            job::status::set(JobStatus::Dead),
            job::attempts::set(6),
            job::failed_at::set(Some(now)),
            job::error::set(Some("Position 7 is 1; its fills make 2.".to_owned())),
        ];
        let kind = format!("test.{}", secret());
        self.system.job().create(kind, now, dead).exec().await.expect("a job").id
    }
}
