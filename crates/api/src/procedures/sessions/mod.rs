//! `sessions.*`: where the person is logged in.

mod list;
mod revoke;

use rspc::handler;

use crate::{
    Rate,
    declaration::{Audit, Edge, Idempotency, PAGE, TRANSACTION, person},
    router::Router,
};

const REVOKE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Natural("a session that is over stays over"),
    audit: Audit::No("ending one's own session harms nobody"),
    cost: TRANSACTION,
};

pub(crate) fn router() -> Router {
    Router::new().query("list", person(PAGE), handler!(list::list)).mutation(
        "revoke",
        person(REVOKE).invalidates(["sessions.list"]),
        handler!(revoke::revoke),
    )
}
