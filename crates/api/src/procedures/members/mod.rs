//! `members.*`: who has a place in a tenant, and as what.

mod change_role;
mod leave;
mod list;
mod remove;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, TRANSACTION, person, tenant},
    router::Router,
};

const CHANGE_ROLE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("a member who has the role keeps it"),
    audit: Audit::As("member.changeRole"),
    cost: TRANSACTION,
};
const REMOVE: Edge = Edge {
    idempotency: Idempotency::Natural("who is no member is not removed"),
    audit: Audit::As("member.remove"),
    ..CHANGE_ROLE
};
const LEAVE: Edge = Edge {
    idempotency: Idempotency::Natural("whoever has left is not there to leave again"),
    audit: Audit::As("member.leave"),
    ..CHANGE_ROLE
};

pub(crate) fn router() -> Router {
    const MANAGE: Permission = Permission::MembersManage;
    Router::new()
        .query("list", tenant(MANAGE, PAGE), handler!(list::list))
        .mutation(
            "changeRole",
            tenant(MANAGE, CHANGE_ROLE).invalidates(["members.list", "auth.me"]),
            handler!(change_role::change_role),
        )
        .mutation("remove", tenant(MANAGE, REMOVE).invalidates(["members.list"]), handler!(remove::remove))
        .mutation("leave", person(LEAVE).invalidates(["auth.me"]), handler!(leave::leave))
}
