//! `invitations.*`: places in a tenant, offered by e-mail.

mod accept;
mod create;
mod get;
mod list;
mod resend;
mod revoke;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, PASSWORD, READ, TRANSACTION, public, tenant},
    router::Router,
};

const CREATE: Edge = Edge {
    // A tenant's invitations are counted by the day: a request that is sent again costs none.
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::As("invitation.create"),
    cost: TRANSACTION,
};
const RESEND: Edge = Edge {
    rate: Rate::Mail,
    idempotency: Idempotency::Natural("of the links that were sent the last alone is good"),
    audit: Audit::As("invitation.resend"),
    ..CREATE
};
const REVOKE: Edge = Edge {
    idempotency: Idempotency::Natural("an invitation that was taken back stays so"),
    audit: Audit::As("invitation.revoke"),
    ..CREATE
};
/// A token is guessed at by whoever has none.
const GET: Edge = Edge { rate: Rate::Credential, ..READ };
const ACCEPT: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("an invitation is accepted once"),
    audit: Audit::As("invitation.accept"),
    cost: PASSWORD,
};

pub(crate) fn router() -> Router {
    const MANAGE: Permission = Permission::MembersManage;
    let changing = |edge| tenant(MANAGE, edge).invalidates(["invitations.list"]);
    let accept = public(ACCEPT).invalidates(["auth.me", "tenants.list", "members.list"]);
    Router::new()
        .query("list", tenant(MANAGE, PAGE), handler!(list::list))
        .mutation("create", changing(CREATE), handler!(create::create))
        .mutation("resend", changing(RESEND), handler!(resend::resend))
        .mutation("revoke", changing(REVOKE), handler!(revoke::revoke))
        .query("get", public(GET), handler!(get::get))
        .mutation("accept", accept, handler!(accept::accept))
}
