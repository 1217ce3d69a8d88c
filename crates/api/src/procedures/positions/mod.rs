//! `positions.*`: what bots hold.

mod close;
mod close_all;
mod get;
mod get_all;
mod on_change;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, FOLLOW, Idempotency, PAGE, READ, TRANSACTION, tenant},
    router::Router,
};

const CLOSE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::No("a close is a signal, which is stored with who sent it"),
    cost: TRANSACTION,
};

pub(crate) fn router() -> Router {
    let closed = ["positions.getAll", "positions.get", "signals.list", "orders.list"];
    let close = tenant(Permission::OrdersTrade, CLOSE).invalidates(closed);
    let close_all = tenant(Permission::OrdersTrade, CLOSE).invalidates(closed);
    Router::new()
        .query("getAll", tenant(Permission::PositionsRead, PAGE), handler!(get_all::get_all))
        .query("get", tenant(Permission::PositionsRead, READ), handler!(get::get))
        .mutation("close", close, handler!(close::close))
        .mutation("closeAll", close_all, handler!(close_all::close_all))
        .subscription("onChange", tenant(Permission::PositionsRead, FOLLOW), handler!(on_change::on_change))
}
