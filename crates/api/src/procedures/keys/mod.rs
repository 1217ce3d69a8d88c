//! `keys.*`: the API keys of a tenant's programs.

mod create;
mod list;
mod revoke;
mod rotate;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const CREATE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::As("key.create"),
    cost: TRANSACTION,
};
const REVOKE: Edge = Edge {
    idempotency: Idempotency::Natural("a key that was taken back stays so"),
    audit: Audit::As("key.revoke"),
    ..CREATE
};
const ROTATE: Edge = Edge { audit: Audit::As("key.rotate"), ..CREATE };

pub(crate) fn router() -> Router {
    const MANAGE: Permission = Permission::KeysManage;
    Router::new()
        .query("list", tenant(MANAGE, PAGE), handler!(list::list))
        .mutation("create", tenant(MANAGE, CREATE).invalidates(["keys.list"]), handler!(create::create))
        .mutation("rotate", tenant(MANAGE, ROTATE).invalidates(["keys.list"]), handler!(rotate::rotate))
        .mutation("revoke", tenant(MANAGE, REVOKE).invalidates(["keys.list"]), handler!(revoke::revoke))
}
