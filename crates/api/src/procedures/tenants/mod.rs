//! `tenants.*`: the teams that a person works in, one at a time.

mod create;
mod list;
mod rename;
mod switch;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, TRANSACTION, person, tenant},
    router::Router,
};

const CREATE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::As("tenant.create"),
    cost: TRANSACTION,
};
const SWITCH: Edge = Edge {
    idempotency: Idempotency::Natural("a session that is in the tenant stays there"),
    audit: Audit::No("moving between one's own tenants harms nobody"),
    ..CREATE
};
const RENAME: Edge = Edge {
    idempotency: Idempotency::Natural("a tenant that has the name keeps it"),
    audit: Audit::As("tenant.rename"),
    ..CREATE
};

pub(crate) fn router() -> Router {
    let rename = tenant(Permission::TenantManage, RENAME).invalidates(["tenants.list", "auth.me"]);
    Router::new()
        .query("list", person(PAGE), handler!(list::list))
        .mutation("create", person(CREATE).invalidates(["tenants.list"]), handler!(create::create))
        .mutation("switch", person(SWITCH).invalidates(["auth.me"]), handler!(switch::switch))
        .mutation("rename", rename, handler!(rename::rename))
}
