//! `orders.*`: what went to the venue, and what became of it.

mod cancel;
mod cancel_all;
mod get;
mod list;
mod on_change;
mod place;

use rspc::handler;

use crate::{
    Permission, Rate,
    declaration::{Audit, Edge, FOLLOW, Idempotency, PAGE, READ, TRANSACTION, tenant},
    router::Router,
};

const PLACE: Edge = Edge {
    rate: Rate::Write,
    idempotency: Idempotency::Key,
    audit: Audit::No("an order is a signal, which is stored with who sent it"),
    cost: TRANSACTION,
};
const CANCEL: Edge = Edge {
    idempotency: Idempotency::Natural("an order's end is asked for once"),
    audit: Audit::No("an order's history says when its end was asked for"),
    ..PLACE
};

pub(crate) fn router() -> Router {
    const SEE: Permission = Permission::OrdersRead;
    const TRADE: Permission = Permission::OrdersTrade;
    let placed = ["orders.list", "signals.list", "positions.getAll"];
    let ended = ["orders.list", "orders.get", "signals.list"];
    Router::new()
        .query("list", tenant(SEE, PAGE), handler!(list::list))
        .query("get", tenant(SEE, READ), handler!(get::get))
        .mutation("place", tenant(TRADE, PLACE).invalidates(placed), handler!(place::place))
        .mutation("cancel", tenant(TRADE, CANCEL).invalidates(ended), handler!(cancel::cancel))
        .mutation("cancelAll", tenant(TRADE, CANCEL).invalidates(ended), handler!(cancel_all::cancel_all))
        .subscription("onChange", tenant(SEE, FOLLOW), handler!(on_change::on_change))
}
