//! `jobs.*`: what is done for a tenant in the background, again and again.

mod list;
mod retry;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const RETRY: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("a job that is to be begun at once is not begun twice for it"),
    audit: Audit::As("job.retry"),
    cost: TRANSACTION,
};

pub(crate) fn router() -> Router {
    const MANAGE: Permission = Permission::TenantManage;
    Router::new().query("list", tenant(MANAGE, PAGE), handler!(list::list)).mutation(
        "retry",
        tenant(MANAGE, RETRY).invalidates(["jobs.list"]),
        handler!(retry::retry),
    )
}
