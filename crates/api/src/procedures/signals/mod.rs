//! `signals.*`: what bots want done.

mod list;
mod on_change;
mod on_new;
mod submit;

use rspc::handler;

pub(crate) use submit::SubmitError;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, FOLLOW, Idempotency, PAGE, TRANSACTION, tenant},
    router::Router,
};

const SUBMIT: Edge = Edge {
    rate: Rate::Signal,
    idempotency: Idempotency::Natural(
        "a bot's second signal with a dedupKey is refused, and names the first",
    ),
    audit: Audit::No("a signal is stored with who sent it"),
    cost: TRANSACTION,
};

pub(crate) fn router() -> Router {
    Router::new()
        .mutation(
            "submit",
            tenant(Permission::SignalsSubmit, SUBMIT).invalidates(["signals.list", "positions.getAll"]),
            handler!(submit::submit),
        )
        .query("list", tenant(Permission::SignalsRead, PAGE), handler!(list::list))
        .subscription("onNew", tenant(Permission::SignalsRead, FOLLOW), handler!(on_new::on_new))
        .subscription("onChange", tenant(Permission::SignalsRead, FOLLOW), handler!(on_change::on_change))
}
