//! `identities.*`: what a person signs in by elsewhere. One is linked on the way of a sign-in: `auth.providers` says where
//! that begins.

mod list;
mod unlink;

use rspc::handler;

use crate::{
    Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, PASSWORD, person},
    router::Router,
};

const UNLINK: Edge = Edge {
    rate: Rate::Credential,
    idempotency: Idempotency::Natural("an identity that is unlinked stays so"),
    audit: Audit::As("identity.unlink"),
    cost: PASSWORD,
};

pub(crate) fn router() -> Router {
    Router::new().query("list", person(PAGE), handler!(list::list)).mutation(
        "unlink",
        person(UNLINK).invalidates(["identities.list"]),
        handler!(unlink::unlink),
    )
}
